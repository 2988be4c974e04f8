"""Puts words, boxes and icons on a page."""

from dataclasses import dataclass, field

from tvapp.domain.fitting import Fitted, Fitter
from tvapp.domain.sheet import Sheet
from tvapp.domain.view import Icon
from tvapp.pages.ops import Anchor, Box, Op, Picture, Text

RING = 12


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


@dataclass
class Brush(Fitter):
    """Collects operations while a page is painted; the only thing here that changes."""

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
