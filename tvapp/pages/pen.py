"""Draws what pages have in common: the head line, the row of buttons, the foot line with its keys."""

from dataclasses import dataclass, replace

from tvapp.domain.fitting import Fitted, Measure, falling
from tvapp.domain.sheet import ABOVE_BUTTONS, BUTTONS_BOTTOM, CONTENT_TOP
from tvapp.domain.view import Button, Frame, Hint
from tvapp.pages.brush import RING, Brush, Inks
from tvapp.pages.ops import SAFE, Anchor

__all__ = ["CONTENT_TOP", "LEFT", "RIGHT", "RING", "SAFE_WIDTH", "Inks", "Measure", "Pen"]

LEFT, TOP, SAFE_WIDTH, SAFE_HEIGHT = SAFE
RIGHT = LEFT + SAFE_WIDTH
BOTTOM = TOP + SAFE_HEIGHT
HEADER_MIDDLE = 110
CLOCK = 92
FOOT_GAP = 20
"""Between buttons in the foot line."""


def head_top(told: Fitted) -> float:
    """Return where words around the middle of the head line begin: two lines just inside the safe area."""
    return max(HEADER_MIDDLE - told.height / 2, TOP - (told.step - told.size) / 2)


@dataclass
class Pen(Brush):
    """A brush that knows the lines every page has."""

    @property
    def foot_middle(self) -> float:
        return BOTTOM - (self.sheet.second + 18) / 2 - 5

    @property
    def foot_top(self) -> float:
        """Where a button in the foot line begins."""
        return self.foot_middle - (self.sheet.second + 26) / 2

    @property
    def buttons_top(self) -> float:
        return self.sheet.buttons_top

    @property
    def content_bottom(self) -> float:
        """Where what stands above the buttons has to end."""
        return self.buttons_top - ABOVE_BUTTONS

    def header(self, frame: Frame, title_left: float = LEFT) -> None:
        """Draw the line at the top: what page this is, and the time."""
        clock = self.text(RIGHT, HEADER_MIDDLE, frame.clock, CLOCK, bold=True, anchor=Anchor.RIGHT)
        self.title(frame.title, title_left, RIGHT - clock - 40)

    def title(self, title: str, left: float, right: float) -> None:
        """Say what page this is, on one line, or on two where it has no room."""
        sheet = self.sheet
        told = self.fit(title, falling(sheet.head, sheet.least), right - left, 2, bold=True)
        if len(told.lines) > 1:
            told = self.fit(title, (52, 48), right - left, 2, bold=True)
        self.write(left, head_top(told), told)

    def foot(self, frame: Frame, *buttons: Button, at_right: bool = False) -> None:
        """Draw key hints, the status and buttons: after the hints, or at the right instead of the status."""
        status = "" if at_right else frame.status
        hints, size = self._foot_that_fits(frame.hints, status, buttons)
        x: float = LEFT
        for hint in hints:
            x = self._hint(x, hint, size) + size
        if buttons:
            widths = [self.measure(button.label, size, True) + 60 for button in buttons]
            row = sum(widths) + FOOT_GAP * (len(buttons) - 1)
            x = RIGHT - row if at_right else x + 8
            for button, width in zip(buttons, widths, strict=True):
                self.button(button, x, self.foot_middle - (size + 26) / 2, width, size + 26, size)
                x += width + FOOT_GAP
            x += size - FOOT_GAP
        told = self.fit(status, falling(size, 48), RIGHT - x, 1)
        self.write(RIGHT, self.foot_middle - told.height / 2, told, self.inks.soft, Anchor.RIGHT)

    def _foot_that_fits(
        self, hints: tuple[Hint, ...], status: str, buttons: tuple[Button, ...]
    ) -> tuple[tuple[Hint, ...], int]:
        """Choose the size of the foot line; where there is no room, some words go before it is too small."""
        bare = tuple(replace(hint, does="") if hint == hints[0] else hint for hint in hints)
        ways = ((hints, self.sheet.least), (hints[:2], self.sheet.least), (bare, 48), (bare[:2], 48))
        for told, least in ways:
            for size in falling(self.sheet.second, least):
                words = self._foot_width(told, size) + self.measure(status, size, False)
                words += sum(self.measure(button.label, size, True) + 60 + FOOT_GAP for button in buttons)
                if words + (8 + size if status and buttons else 0) <= SAFE_WIDTH:
                    return told, size
        return bare[:2], 48

    def _foot_width(self, hints: tuple[Hint, ...], size: int) -> float:
        return sum(
            self.measure(hint.key, size, True) + 62 + self.measure(hint.does, size, False) + size
            for hint in hints
        )

    def _hint(self, x: float, hint: Hint, size: int) -> float:
        fill = hint.tint
        middle, height = self.foot_middle, size + 18
        width = self.measure(hint.key, size, True) + 48
        ground, edge = fill or self.inks.card, fill or self.inks.ink
        self.box(x, middle - height / 2, width, height, ground, radius=14, edge=edge)
        ink = {None: self.inks.ink, "gold": "alert_black"}.get(fill, "card")
        self.text(x + width / 2, middle, hint.key, size, ink=ink, bold=True, anchor=Anchor.CENTRE)
        x += width + 14
        return x + self.text(x, middle, hint.does, size, ink=self.inks.soft)

    def button(self, button: Button, x: float, y: float, w: float, h: float, size: int) -> None:
        """Draw one button; its digit stands before its words."""
        on = self.card(button.id, x, y, w, h, radius=24)
        words = _said_on(button)
        self.text(x + w / 2, y + h / 2, words, size, ink=on.ink, bold=True, anchor=Anchor.CENTRE)

    def buttons(self, buttons: tuple[Button, ...], *, back_apart: bool = True) -> float:
        """Draw a row of buttons, the one called `back` apart at the right. Returns where the row ends."""
        size, gap, padding = self._fitting_row(buttons)
        x: float = LEFT
        height = BUTTONS_BOTTOM - self.buttons_top
        for button in buttons:
            width = self.measure(_said_on(button), size, True) + padding
            at = RIGHT - width if button.id == "back" and back_apart else x
            self.button(button, at, self.buttons_top, width, height, size)
            if at == x:
                x += width + gap
        return x - gap

    def _fitting_row(self, buttons: tuple[Button, ...]) -> tuple[int, int, int]:
        """Choose the size of the buttons' words, the gap between buttons, and the room inside them."""
        last = 48, 20, 40
        for size in falling(self.sheet.button, 48):
            for gap, padding in ((32, 80), (28, 60), (26, 40)):
                words = sum(self.measure(_said_on(button), size, True) + padding + gap for button in buttons)
                if words - gap <= SAFE_WIDTH:
                    return size, gap, padding
        return last


def _said_on(button: Button) -> str:
    return f"{button.digit} {button.label}" if button.digit else button.label
