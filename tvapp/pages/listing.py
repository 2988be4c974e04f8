"""A list: as many rows as there is room for, and what can be done with them."""

from tvapp.domain.fitting import falling
from tvapp.domain.rows import INSET, SetRow, set_row
from tvapp.domain.sheet import GAP
from tvapp.domain.view import ListView, Row
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import CONTENT_TOP, LEFT, RIGHT, SAFE_WIDTH, Pen

EDGE = 2
"""px between the edge of a row and the line of a text at the least."""


def paint(view: ListView, pen: Pen) -> None:
    """Draw a list."""
    pen.header(view.frame)
    y: float = CONTENT_TOP
    for row, told in zip(view.rows, _set(view.rows, pen), strict=True):
        _row(row, told, y, pen)
        y += told.height + GAP
    if not view.rows:
        empty = pen.fit(view.empty, falling(pen.sheet.body, pen.sheet.text), SAFE_WIDTH, 3)
        pen.write(LEFT, CONTENT_TOP + 40, empty)
    pen.buttons(view.buttons)
    pen.foot(view.frame)


def _set(rows: tuple[Row, ...], pen: Pen) -> list[SetRow]:
    """Set the rows; where a page has more of them than its text size wants, each is a little less high."""
    base = pen.sheet.shared(max(pen.sheet.rows, len(rows)))
    return [set_row(row, base, pen.sheet, pen) for row in rows]


def _row(row: Row, told: SetRow, y: float, pen: Pen) -> None:
    on = pen.card(row.id, LEFT, y, SAFE_WIDTH, told.height, radius=24)
    below = 0 if told.beside else told.note.height
    top = y + (told.height - told.text.height - below) / 2
    squeezed = max(0.0, y + EDGE - top)  # one line with its note below it, in a row that is just high enough
    _mark(row, top + squeezed + told.text.step / 2, pen)
    end = pen.write(LEFT + INSET + told.mark, top + squeezed, told.text, on.ink)
    note = y + (told.height - told.note.height) / 2 if told.beside else end - 2 * squeezed
    pen.write(RIGHT - INSET, note, told.note, on.soft, Anchor.RIGHT)


def _mark(row: Row, middle: float, pen: Pen) -> None:
    if row.mark is None:
        return
    tone = TONE_INK[row.mark_tone]
    fill, ink = ("card", tone) if row.id == pen.focus else (tone, "card")
    pen.badge(LEFT + INSET, middle, row.mark, fill, ink, size=pen.sheet.second)
