"""Draws what pages have in common: frame, buttons, badges, keys; collects the display list."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tvapp.domain.view import Button, Frame, Hint, Icon
from tvapp.pages.ops import SAFE, Anchor, Box, DisplayList, Op, Picture, Text

LEFT, TOP, SAFE_WIDTH, SAFE_HEIGHT = SAFE
RIGHT = LEFT + SAFE_WIDTH
HEADER_MIDDLE = 110
FOOT_MIDDLE = 988
BUTTONS_TOP = 806
RING = 12

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


@dataclass
class Pen:
    """Collects operations while a page is painted; the only thing here that changes."""

    measure: Measure
    focus: str
    inks: Inks = PAPER
    ops: list[Op] = field(default_factory=list)

    def done(self) -> DisplayList:
        """Hand over what was drawn."""
        return tuple(self.ops)

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
        self.box(right - 66, middle - 33, 66, 66, on.card, radius=14, edge=edge or on.line)
        self.text(right - 33, middle, str(digit), 48, ink=edge or on.soft, bold=True, anchor=Anchor.CENTRE)

    def badge(self, x: float, middle: float, text: str, fill: str, ink: str, size: int = 52) -> float:
        """Draw a pill of text starting at `x`; returns its width."""
        width = self.measure(text, size, True) + 60
        height = size + 12
        self.box(x, middle - height / 2, width, height, fill, radius=height / 2)
        self.text(x + 30, middle, text, size, ink=ink, bold=True)
        return width

    def header(self, frame: Frame, title_left: float = LEFT, size: int = 60) -> None:
        """Draw the line at the top: what page this is, and the time."""
        clock_width = self.text(RIGHT, HEADER_MIDDLE, frame.clock, 92, bold=True, anchor=Anchor.RIGHT)
        room = RIGHT - clock_width - 40 - title_left
        fitted = self.fitted(frame.title, (size, 56, 52, 48), room, bold=True)
        self.text(title_left, HEADER_MIDDLE, frame.title, fitted, bold=True)

    def foot(self, frame: Frame, *, status: bool = True) -> float:
        """Draw key hints and the status; returns where the hints end."""
        x: float = LEFT
        for hint in frame.hints:
            x = self._hint(x, hint) + 52
        if status:
            self.text(RIGHT, FOOT_MIDDLE, frame.status, 48, ink=self.inks.soft, anchor=Anchor.RIGHT)
        return x

    def _hint(self, x: float, hint: Hint) -> float:
        colours = {"青": "key_blue", "赤": "aka", "緑": "leaf", "黄": "gold"}
        fill = colours.get(hint.key)
        width = self.measure(hint.key, 48, True) + 48
        self.box(
            x, FOOT_MIDDLE - 33, width, 66, fill or self.inks.card, radius=14, edge=fill or self.inks.ink
        )
        ink = self.inks.ink if fill in (None, "gold") else "card"
        self.text(x + width / 2, FOOT_MIDDLE, hint.key, 48, ink=ink, bold=True, anchor=Anchor.CENTRE)
        x += width + 14
        return x + self.text(x, FOOT_MIDDLE, hint.does, 48, ink=self.inks.soft)

    def button(self, button: Button, x: float, y: float, w: float, h: float, size: int) -> None:
        """Draw one button; its digit stands before its words."""
        on = self.card(button.id, x, y, w, h, radius=24)
        words = f"{button.digit} {button.label}" if button.digit else button.label
        self.text(x + w / 2, y + h / 2, words, size, ink=on.ink, bold=True, anchor=Anchor.CENTRE)

    def buttons(self, buttons: tuple[Button, ...], *, back_apart: bool = True) -> float:
        """Draw a row of buttons, the one called `back` apart at the right. Returns where the row ends."""
        size, gap = self._fitting_row(buttons)
        x: float = LEFT
        for button in buttons:
            width = self._button_width(button, size)
            at = RIGHT - width if button.id == "back" and back_apart else x
            self.button(button, at, BUTTONS_TOP, width, 100, size)
            if at == x:
                x += width + gap
        return x - gap

    def _button_width(self, button: Button, size: int) -> float:
        words = f"{button.digit} {button.label}" if button.digit else button.label
        return self.measure(words, size, True) + 80

    def _fitting_row(self, buttons: tuple[Button, ...]) -> tuple[int, int]:
        for size, gap in ((60, 32), (56, 28), (52, 26), (48, 24)):
            if sum(self._button_width(button, size) + gap for button in buttons) - gap <= SAFE_WIDTH:
                return size, gap
        return 48, 20
