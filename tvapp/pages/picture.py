"""A picture as large as there is room, and beside it what it is and what can be done."""

from tvapp.domain.fitting import Fitted, falling
from tvapp.domain.view import PictureView
from tvapp.pages.ops import Anchor, Photo
from tvapp.pages.pen import LEFT, RIGHT, TOP, Pen

AREA_WIDTH, GAP = 1328, 36
COLUMN = LEFT + AREA_WIDTH + GAP
COLUMN_WIDTH = RIGHT - COLUMN
AREA_BOTTOM = 914
"""Below it is the foot line."""


def paint(view: PictureView, pen: Pen) -> None:
    """Draw a page that is a picture."""
    _picture(view, pen)
    top = _buttons(view, pen)
    _about(view, pen, top - 24)
    pen.foot(view.frame)


def _picture(view: PictureView, pen: Pen) -> None:
    height = AREA_BOTTOM - TOP
    if view.path is None:
        pen.box(LEFT, TOP, AREA_WIDTH, height, "card", radius=24, edge="line")
        told = pen.fit(view.told, falling(pen.sheet.body, pen.sheet.least), AREA_WIDTH - 120, 5)
        pen.write(LEFT + AREA_WIDTH / 2, TOP + (height - told.height) / 2, told, anchor=Anchor.CENTRE)
        return
    scale = min(AREA_WIDTH / view.shape[0], height / view.shape[1])
    w, h = round(view.shape[0] * scale), round(view.shape[1] * scale)
    x, y = round(LEFT + (AREA_WIDTH - w) / 2), round(TOP + (height - h) / 2)
    pen.box(x, y, w, h, "card")
    pen.ops.append(Photo(x, y, w, h, view.path))


def _buttons(view: PictureView, pen: Pen) -> float:
    """Stack the buttons upwards from the foot of the picture; returns where the uppermost begins."""
    height = pen.sheet.button + 36
    y: float = AREA_BOTTOM - height
    for button in reversed(view.buttons):
        size = pen.fitted(button.label, falling(pen.sheet.button, 48), COLUMN_WIDTH - 32, bold=True)
        pen.button(button, COLUMN, y, COLUMN_WIDTH, height, size)
        y -= height + 26
    return y + height + 26


def _about(view: PictureView, pen: Pen, bottom: float) -> None:
    """Say which page it is and of what, as far as there is room above the buttons."""
    sheet = pen.sheet
    second = min(sheet.second, 54)
    pen.text(RIGHT, TOP + second / 2 + 4, view.page, second, ink="soft", anchor=Anchor.RIGHT)
    y: float = TOP + second + 30
    if y + second + 40 > bottom:
        return
    pen.badge(COLUMN, y + second / 2 + 6, view.mark, "lake", "card", second)
    y += second + 34
    lines = int((bottom - y) // (sheet.least * 1.25))
    for size in falling(sheet.text, sheet.least):
        told = Fitted(pen.broken(view.frame.title, size, COLUMN_WIDTH, bold=True), size, bold=True)
        if len(told.lines) <= lines and told.height <= bottom - y:
            pen.write(COLUMN, y, told)  # whole or not at all: it was said on the page before
            return
