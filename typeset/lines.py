"""Text to lines: broken between phrases, never torn at a number, never against 禁則."""

import re
from collections.abc import Callable

from typeset.breaks import SPACES, Break, Paragraph, paragraph

_LINE_FEED = re.compile("\r\n|\r|\n")
_FIRST_GUESS = 16
"""Characters of a usual line: where the search for the longest line begins."""


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Break a text into lines no wider than `width`, in the units of `measure`.

    Line feeds of the text are kept: each begins a new line. Spaces at the end of a line are dropped; nothing
    else is lost. A single character wider than `width` stands alone on its line. At least one line comes
    back, also for an empty text.
    """
    lines: list[str] = []
    for part in _LINE_FEED.split(text):
        lines.extend(_break_paragraph(paragraph(part.rstrip(SPACES)), width, measure))
    return tuple(lines)


def _break_paragraph(text: Paragraph, width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    start, end = 0, len(text.characters)
    while start < end:
        fitting = _longest(text, start, width, measure)
        stop = fitting if fitting == end else _best_break(text, start, fitting)
        lines.append(_joined(text, start, stop))
        start = stop
        while start < end and text.characters[start] in SPACES:
            start += 1
    return lines or [""]


def _joined(text: Paragraph, start: int, stop: int) -> str:
    return "".join(text.characters[start:stop]).rstrip(SPACES)


def _longest(text: Paragraph, start: int, width: float, measure: Callable[[str], float]) -> int:
    """Return where the longest line from `start` ends that still fits; it holds one character at least."""
    end = len(text.characters)
    fits, reach = start + 1, _FIRST_GUESS
    while True:
        tried = min(start + reach, end)
        if measure(_joined(text, start, tried)) > width:
            break
        fits = max(fits, tried)
        if tried == end:
            return end
        reach *= 2
    too_long = tried
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if measure(_joined(text, start, middle)) > width:
            too_long = middle
        else:
            fits = middle
    return fits


def _best_break(text: Paragraph, start: int, fitting: int) -> int:
    """Return the last of the best places to break between one character after `start` and `fitting`."""
    best, place = Break.RULE, fitting
    for index in range(fitting, start, -1):
        if text.before[index] > best:
            best, place = text.before[index], index
        if best is Break.PHRASE:
            break
    return place
