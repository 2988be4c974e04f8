"""Lines to the pages of a TV, which is turned and never scrolled."""

from collections.abc import Callable

from typeset.lines import break_lines


def pages(
    text: str, width: float, lines_per_page: int, measure: Callable[[str], float]
) -> tuple[tuple[str, ...], ...]:
    """Set a text on pages of at most `lines_per_page` lines; the pages concatenate to `break_lines`.

    At least one page comes back. Raises ValueError when a page has no line.
    """
    if lines_per_page < 1:
        raise ValueError("a page holds one line at least")
    lines = break_lines(text, width, measure)
    return tuple(lines[first : first + lines_per_page] for first in range(0, len(lines), lines_per_page))
