"""Finds the size and the lines at which words fit where they stand: one answer for pages and painters."""

from collections.abc import Callable
from dataclasses import dataclass

from typeset.lines import break_lines

LEADING = 1.22
"""Height of a line, in font sizes."""

Measure = Callable[[str, int, bool], float]
"""Width in px of a text at a size, regular or bold."""


@dataclass(frozen=True)
class Fitted:
    """Words broken into lines that fit, and the size they fit at."""

    lines: tuple[str, ...]
    size: int
    bold: bool = False

    @property
    def step(self) -> int:
        return round(self.size * LEADING)

    @property
    def height(self) -> int:
        return self.step * len(self.lines)


def falling(size: int, least: int) -> tuple[int, ...]:
    """Return sizes from the wanted one down to the least, in steps of about 6 %."""
    sizes = [size]
    while sizes[-1] > least:
        sizes.append(max(least, round(sizes[-1] * 0.94)))
    return tuple(sizes)


@dataclass
class Fitter:
    """Fits words by the widths of the real fonts."""

    measure: Measure

    def fitted(self, text: str, sizes: tuple[int, ...], width: float, *, bold: bool = False) -> int:
        """Choose the largest of these sizes (falling) at which the text fits the width, or the last."""
        return next((size for size in sizes if self.measure(text, size, bold) <= width), sizes[-1])

    def fit(
        self, text: str, sizes: tuple[int, ...], width: float, most: int = 1, *, bold: bool = False
    ) -> Fitted:
        """Set a text on one line, else on as few lines as its largest size takes, `most` at most.

        Where it fits at none of the sizes (falling), what is cut from its last line ends in ….
        """
        for size in sizes:
            if self.measure(text, size, bold) <= width:
                return Fitted((text,) if text else (), size, bold)
        for size in sizes:
            lines = self.broken(text, size, width, bold=bold)
            if len(lines) <= most:
                return Fitted(lines, size, bold)
        last = "".join(lines[most - 1 :])
        return Fitted((*lines[: most - 1], self.cut(last, sizes[-1], width, bold=bold)), sizes[-1], bold)

    def whole(self, text: str, sizes: tuple[int, ...], width: float, *, bold: bool = False) -> Fitted:
        """Set a text on one line, else at the least size on as many lines as it takes."""
        for size in sizes:
            if self.measure(text, size, bold) <= width:
                return Fitted((text,) if text else (), size, bold)
        return Fitted(self.broken(text, sizes[-1], width, bold=bold), sizes[-1], bold)

    def broken(self, text: str, size: int, width: float, *, bold: bool = False) -> tuple[str, ...]:
        """Break a text into lines of at most this width."""
        return break_lines(text, width, lambda part: self.measure(part, size, bold))

    def cut(self, text: str, size: int, width: float, *, bold: bool = False) -> str:
        """Shorten one line to a width; a shortened line ends in …."""
        if self.measure(text, size, bold) <= width:
            return text
        return self.broken(text, size, width - size, bold=bold)[0] + "…"
