"""The waiting picture: a photo of the village, and below it what one reads in passing."""

from dataclasses import dataclass

from tvapp.domain.fitting import Fitted, falling
from tvapp.domain.view import WaitingView
from tvapp.pages.ops import WIDTH, Anchor, Photo
from tvapp.pages.pen import BOTTOM, LEFT, RIGHT, SAFE_WIDTH, TOP, Pen

PHOTO_HEIGHT = 640
CLOCK, CLOCK_BELOW_PHOTO = 330, 210
GAP = 28


@dataclass(frozen=True)
class _Column:
    """Where lines stand: one below the other, centred or from the left."""

    left: float
    width: float
    anchor: Anchor

    def start(self, width: float) -> float:
        """Return where something this wide begins."""
        return self.left + (self.width - width) / 2 if self.anchor is Anchor.CENTRE else self.left


def paint(view: WaitingView, pen: Pen) -> None:
    """Draw the waiting picture; without a photo its clock has the whole page."""
    if view.photo is None:
        middle = _Column(LEFT, SAFE_WIDTH, Anchor.CENTRE)
        y = _clock(view, pen, middle, (TOP + 10, CLOCK))
        _passing(view, pen, middle, y + GAP)
        _hint(view, pen, middle)
        return
    pen.box(0, 0, WIDTH, PHOTO_HEIGHT, "line")
    pen.ops.append(Photo(0, 0, WIDTH, PHOTO_HEIGHT, view.photo))
    hint = _hint(view, pen, _Column(LEFT, SAFE_WIDTH, Anchor.LEFT))
    left = _Column(LEFT, max(hint, pen.measure("00:00", CLOCK_BELOW_PHOTO, True)), Anchor.CENTRE)
    _clock(view, pen, left, (PHOTO_HEIGHT + 20, CLOCK_BELOW_PHOTO))
    start = left.left + left.width + 72
    _passing(view, pen, _Column(start, RIGHT - start, Anchor.LEFT), PHOTO_HEIGHT + 24)


def _clock(view: WaitingView, pen: Pen, column: _Column, at: tuple[float, int]) -> float:
    top, size = at
    clock = view.frame.clock
    start = column.start(pen.measure(clock, size, True))
    pen.text(start, top + size / 2, clock, size, bold=True)
    return top + size if clock else top


def _passing(view: WaitingView, pen: Pen, column: _Column, top: float) -> None:
    """Write day, weather and news below each other."""
    most = 2 if view.photo is None else 1
    day = pen.fit(view.frame.title, falling(round(pen.sheet.head * 1.3), 56), column.width, most, bold=True)
    y = _lines(day, pen, column, top)
    if view.weather is not None:
        size = pen.fitted(view.weather.text, falling(round(pen.sheet.text * 1.2), 56), column.width - 150)
        side = round(size * 1.3)
        start = column.start(side + 20 + pen.measure(view.weather.text, size, False))
        pen.picture(round(start), round(y + 8), side, view.weather.icon, "sun")
        pen.text(start + side + 20, y + 8 + side / 2, view.weather.text, size)
        y += 8 + side
    if view.news:
        told = pen.fit(view.news, falling(pen.sheet.text, 50), column.width - 60, most, bold=True)
        width = 60 + max(pen.measure(line, told.size, True) for line in told.lines)
        start = column.start(width)
        pen.box(start, y + 20, width, told.height + 24, "sand", radius=24, edge="sand_edge")
        _lines(told, pen, _Column(start + 30, width - 60, column.anchor), y + 32)


def _lines(told: Fitted, pen: Pen, column: _Column, top: float) -> float:
    x = column.left + column.width / 2 if column.anchor is Anchor.CENTRE else column.left
    return pen.write(x, top, told, anchor=column.anchor)


def _hint(view: WaitingView, pen: Pen, column: _Column) -> float:
    """Say how to get back; the hint is what has the focus, and looks it. Returns its width."""
    hint = view.frame.hints[0]
    words = f"{hint.key} {hint.does}"
    size = pen.sheet.second
    width = pen.measure(words, size, True) + 60
    height = size + 30
    start, y = column.start(width), BOTTOM - height
    on = pen.card(view.focus, start, y, width, height, radius=20)
    pen.text(start + 30, y + height / 2, words, size, ink=on.ink, bold=True)
    return width
