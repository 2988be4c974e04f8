"""Days, places or numbers to look something up in: large, and nothing to choose but the page."""

from tvapp.domain.fitting import falling
from tvapp.domain.view import Board, BoardRow, BoardView
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import CONTENT_TOP, HEADER_MIDDLE, LEFT, RIGHT, SAFE_WIDTH, Pen

GAP, INSET = 16, 36
LEAD_SHARE = 0.4
FIGURE = 88


def paint(view: BoardView, pen: Pen) -> None:
    """Draw a board."""
    page = pen.text(RIGHT, HEADER_MIDDLE, view.page, pen.sheet.second + 2, ink="soft", anchor=Anchor.RIGHT)
    pen.title(view.frame.title, LEFT, RIGHT - page - 40)
    rows = pen.sheet.place_rows if view.board is Board.PLACES else pen.sheet.board_rows
    count = max(rows, len(view.rows))
    height = (pen.content_bottom - CONTENT_TOP - (count - 1) * GAP) / count
    for place, row in enumerate(view.rows):
        y = CONTENT_TOP + place * (height + GAP)
        pen.box(LEFT, y, SAFE_WIDTH, height, "sand" if row.now else "card", radius=24, edge="line")
        match view.board:
            case Board.DAYS:
                _day(row, y, height, pen)
            case Board.PLACES:
                _place(row, y, height, pen)
            case Board.NUMBERS:
                _number(row, y, height, pen)
    pen.buttons(view.buttons)
    pen.foot(view.frame)


def _day(row: BoardRow, y: float, height: float, pen: Pen) -> None:
    """The day at the left; what falls due and the word that goes with it at the right."""
    sheet = pen.sheet
    left = (SAFE_WIDTH - 2 * INSET) * LEAD_SHARE
    lead = pen.fit(row.lead, falling(sheet.text, sheet.least), left - 20, 2, bold=True)
    pen.write(LEFT + INSET, y + (height - lead.height) / 2, lead)
    _stacked(row.text, row.note, LEFT + INSET + left, RIGHT - INSET, y, height, pen)


def _place(row: BoardRow, y: float, height: float, pen: Pen) -> None:
    """The name and whether it is open; below, what it is, its hours of today and its number."""
    sheet, right = pen.sheet, float(RIGHT - INSET)
    upper = y + height * 0.31
    if row.mark is not None:
        width = pen.measure(row.mark, sheet.second, True) + 60
        pen.badge(right - width, upper, row.mark, TONE_INK[row.mark_tone], "card", sheet.second)
        right -= width + 30
    name = pen.fit(row.text, falling(sheet.row, sheet.least), right - LEFT - INSET, bold=True)
    pen.write(LEFT + INSET, upper - name.height / 2, name)
    lower, right = y + height * 0.73, float(RIGHT - INSET)
    if row.figure:
        right -= pen.text(right, lower, row.figure, sheet.second, bold=True, anchor=Anchor.RIGHT) + 30
    note = pen.fit(row.note, falling(sheet.second, 48), right - LEFT - INSET)
    pen.write(LEFT + INSET, lower - note.height / 2, note, "ink" if row.now else "soft")


def _number(row: BoardRow, y: float, height: float, pen: Pen) -> None:
    room = SAFE_WIDTH - 2 * INSET
    figure = pen.fit(row.figure, falling(FIGURE, pen.sheet.text), room * 0.6, bold=True)
    pen.write(RIGHT - INSET, y + (height - figure.height) / 2, figure, anchor=Anchor.RIGHT)
    taken = max((pen.measure(line, figure.size, True) for line in figure.lines), default=0.0)
    name = pen.fit(row.text, falling(pen.sheet.row, pen.sheet.least), room - taken - 40, 2, bold=True)
    pen.write(LEFT + INSET, y + (height - name.height) / 2, name)


def _stacked(text: str, note: str, left: float, right: float, y: float, height: float, pen: Pen) -> None:
    sheet = pen.sheet
    told = pen.fit(text, falling(sheet.row, sheet.least), right - left, bold=True)
    under = pen.fit(note, falling(sheet.second, 48), right - left)
    top = y + (height - told.height - under.height) / 2
    pen.write(left, pen.write(left, top, told), under, "soft")
