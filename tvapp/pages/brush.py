"""Puts words, boxes and icons on a page, and finds the size at which words fit where they shall stand."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tvapp.domain.sheet import Sheet
from tvapp.domain.view import Icon
from tvapp.pages.ops import Anchor, Box, Op, Picture, Text
from typeset.lines import break_lines

RING = 12
LEADING = 1.22
"""Height of a line, in font sizes."""

Measure = Callable[[str, int, bool], float]
"""Width in px of a text at a size, regular or bold."""


@dataclass(frozen=True)
class Inks:
    """The colours of one kind of page: paper or black."""

    ink: str = "ink"
    soft: str = "soft"
    card: str = "card"
    line: str = "line"
    focus: str = "lake"
    on_focus: str = "card"


PAPER = Inks()


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


@dataclass
class Brush:
    """Collects operations while a page is painted; the only thing here that changes."""

    measure: Measure
    focus: str
    sheet: Sheet
    inks: Inks = PAPER
    ops: list[Op] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: int,
        *,
        ink: str | None = None,
        bold: bool = False,
        anchor: Anchor = Anchor.LEFT,
    ) -> float:
        """Write one line around its middle `y` and return its width."""
        if text:
            self.ops.append(Text(x, y, text, size, ink or self.inks.ink, bold, anchor))
        return self.measure(text, size, bold)

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

    def broken(self, text: str, size: int, width: float, *, bold: bool = False) -> tuple[str, ...]:
        """Break a text into lines of at most this width."""
        return break_lines(text, width, lambda part: self.measure(part, size, bold))

    def cut(self, text: str, size: int, width: float, *, bold: bool = False) -> str:
        """Shorten one line to a width; a shortened line ends in …."""
        if self.measure(text, size, bold) <= width:
            return text
        return self.broken(text, size, width - size, bold=bold)[0] + "…"

    def write(
        self, x: float, top: float, told: Fitted, ink: str | None = None, anchor: Anchor = Anchor.LEFT
    ) -> float:
        """Write fitted lines below `top` and return where they end."""
        for place, line in enumerate(told.lines):
            middle = top + told.step * (place + 0.5)
            self.text(x, middle, line, told.size, ink=ink, bold=told.bold, anchor=anchor)
        return top + told.height

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str,
        *,
        radius: float = 0,
        edge: str | None = None,
        edge_width: float = 4,
    ) -> None:
        """Fill a rounded rectangle, with an edge inside its bounds."""
        self.ops.append(Box(x, y, w, h, fill, radius, edge, edge_width))

    def picture(self, x: float, y: float, size: int, icon: Icon, ink: str) -> None:
        """Place an icon by its top left corner."""
        self.ops.append(Picture(x, y, size, icon, ink))

    def card(self, item: str, x: float, y: float, w: float, h: float, radius: float = 28) -> "Inks":
        """Lay the ground of something that can be focused, and return the inks that stand on it."""
        if item == self.focus:
            self.box(x - RING, y - RING, w + 2 * RING, h + 2 * RING, "gold", radius=radius + RING)
            self.box(x, y, w, h, self.inks.focus, radius=radius)
            on = self.inks.on_focus
            return Inks(on, on, self.inks.focus, "lake_line", self.inks.focus, on)
        self.box(x, y, w, h, self.inks.card, radius=radius, edge=self.inks.line)
        return self.inks

    def digit(self, right: float, middle: float, digit: int, on: Inks, edge: str | None = None) -> None:
        """Draw the number key that leads here, in its box, ending at `right`."""
        size = self.sheet.second
        side = size + 18
        self.box(right - side, middle - side / 2, side, side, on.card, radius=14, edge=edge or on.line)
        ink = edge or on.soft
        self.text(right - side / 2, middle, str(digit), size, ink=ink, bold=True, anchor=Anchor.CENTRE)

    def badge(self, x: float, middle: float, text: str, fill: str, ink: str, size: int = 52) -> float:
        """Draw a pill of text starting at `x`; returns its width."""
        width = self.measure(text, size, True) + 60
        height = size + 12
        self.box(x, middle - height / 2, width, height, fill, radius=height / 2)
        self.text(x + 30, middle, text, size, ink=ink, bold=True)
        return width


def falling(size: int, least: int) -> tuple[int, ...]:
    """Return sizes from the wanted one down to the least, in steps of about 6 %."""
    sizes = [size]
    while sizes[-1] > least:
        sizes.append(max(least, round(sizes[-1] * 0.94)))
    return tuple(sizes)
