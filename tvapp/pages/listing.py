"""A list: as many rows as the text size has room for, and what can be done with them."""

from tvapp.domain.fitting import Fitted, falling
from tvapp.domain.view import ListView, Row
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import CONTENT_TOP, LEFT, RIGHT, SAFE_WIDTH, Pen

GAP = 16
INSET = 32


def paint(view: ListView, pen: Pen) -> None:
    """Draw a list."""
    pen.header(view.frame)
    count = max(pen.sheet.rows, len(view.rows))
    height = (pen.content_bottom - CONTENT_TOP - (count - 1) * GAP) / count
    for place, row in enumerate(view.rows):
        _row(row, CONTENT_TOP + place * (height + GAP), height, pen)
    if not view.rows:
        told = pen.fit(view.empty, falling(pen.sheet.body, pen.sheet.text), SAFE_WIDTH, 3)
        pen.write(LEFT, CONTENT_TOP + 40, told)
    pen.buttons(view.buttons)
    pen.foot(view.frame)


def _row(row: Row, y: float, height: float, pen: Pen) -> None:
    sheet = pen.sheet
    on = pen.card(row.id, LEFT, y, SAFE_WIDTH, height, radius=24)
    left = LEFT + INSET
    note = pen.fit(row.note or "", falling(sheet.second, 48), SAFE_WIDTH - 2 * INSET)
    note_width = max((pen.measure(line, note.size, False) for line in note.lines), default=0.0)
    together = RIGHT - INSET - left - _mark_width(row, pen) - (note_width + 26 if note.lines else 0)
    size = pen.fitted(
        row.text, falling(min(sheet.row, int(height * 0.7)), min(sheet.text, 72)), together, bold=True
    )
    fits = pen.measure(row.text, size, True) <= together
    two = height >= sheet.text + note.size + 16
    if fits or not two:
        _mark(row, y + height / 2, pen)
        text = row.text if fits else pen.cut(row.text, size, together, bold=True)
        x = left + _mark_width(row, pen)
        pen.text(x, y + height / 2, text, size, ink=on.ink, bold=True)
        pen.write(RIGHT - INSET, y + (height - note.height) / 2, note, on.soft, Anchor.RIGHT)
        return
    _two_lines(row, note, y, height, pen, on.ink, on.soft)


def _two_lines(row: Row, note: Fitted, y: float, height: float, pen: Pen, ink: str, soft: str) -> None:
    """Put the note below the text, or the text on two lines with the note beside its second."""
    sheet = pen.sheet
    mark = _mark_width(row, pen)
    room = SAFE_WIDTH - 2 * INSET - mark
    most = 2 if height >= 2 * sheet.text + 16 else 1
    told = pen.fit(row.text, falling(sheet.row, sheet.text), room, most if not note.lines else 1, bold=True)
    step = height / 2 - 6
    upper, lower = y + height / 2 - step / 2, y + height / 2 + step / 2
    first = upper if note.lines or len(told.lines) > 1 else y + height / 2
    _mark(row, first, pen)
    for line, middle in zip(told.lines, (first, lower), strict=False):
        pen.text(LEFT + INSET + mark, middle, line, told.size, ink=ink, bold=True)
    for line in note.lines:
        pen.text(RIGHT - INSET, lower, line, note.size, ink=soft, anchor=Anchor.RIGHT)


def _mark_width(row: Row, pen: Pen) -> float:
    return 0.0 if row.mark is None else pen.measure(row.mark, pen.sheet.second, True) + 60 + 26


def _mark(row: Row, middle: float, pen: Pen) -> None:
    if row.mark is None:
        return
    tone = TONE_INK[row.mark_tone]
    fill, ink = ("card", tone) if row.id == pen.focus else (tone, "card")
    pen.badge(LEFT + INSET, middle, row.mark, fill, ink, size=pen.sheet.second)
