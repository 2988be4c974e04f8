"""A list: at most five rows, and what can be done with them."""

from tvapp.domain.view import ListView, Row
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import LEFT, RIGHT, SAFE_WIDTH, Pen

ROWS_TOP, ROW_HEIGHT, ROW_STEP = 180, 106, 122


def paint(view: ListView, pen: Pen) -> None:
    """Draw a list."""
    pen.header(view.frame)
    for place, row in enumerate(view.rows):
        _row(row, ROWS_TOP + place * ROW_STEP, pen)
    if not view.rows:
        pen.text(LEFT, ROWS_TOP + 80, view.empty, 64)
    pen.buttons(view.buttons)
    pen.foot(view.frame)


def _row(row: Row, y: float, pen: Pen) -> None:
    on = pen.card(row.id, LEFT, y, SAFE_WIDTH, ROW_HEIGHT, radius=24)
    middle = y + ROW_HEIGHT / 2
    x: float = LEFT + 32
    if row.mark is not None:
        fill, ink = (
            ("card", TONE_INK[row.mark_tone]) if row.id == pen.focus else (TONE_INK[row.mark_tone], "card")
        )
        x += pen.badge(x, middle, row.mark, fill, ink, size=48) + 26
    right: float = RIGHT - 32
    if row.note is not None:
        right -= pen.text(right, middle, row.note, 48, ink=on.soft, anchor=Anchor.RIGHT) + 26
    size = pen.fitted(row.text, (60, 56), right - x, bold=True)
    pen.text(x, middle, row.text, size, ink=on.ink, bold=True)
