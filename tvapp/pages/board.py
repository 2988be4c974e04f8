"""Days, places or numbers to look something up in: large, and nothing to choose but the page."""

from tvapp.domain.boards import INSET, LEAD_SHARE, SetBoardRow, mark_width, rows_of, set_board_row
from tvapp.domain.sheet import GAP
from tvapp.domain.view import Board, BoardRow, BoardView
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import CONTENT_TOP, HEADER_MIDDLE, LEFT, RIGHT, SAFE_WIDTH, Pen

START, END = LEFT + INSET, RIGHT - INSET


def paint(view: BoardView, pen: Pen) -> None:
    """Draw a board."""
    page = pen.text(RIGHT, HEADER_MIDDLE, view.page, pen.sheet.second + 2, ink="soft", anchor=Anchor.RIGHT)
    pen.title(view.frame.title, LEFT, RIGHT - page - 40)
    base = pen.sheet.shared(rows_of(view.board, pen.sheet))
    y: float = CONTENT_TOP
    for row in view.rows:
        told = set_board_row(row, view.board, base, pen.sheet, pen)
        pen.box(LEFT, y, SAFE_WIDTH, told.height, "sand" if row.now else "card", radius=24, edge="line")
        match view.board:
            case Board.DAYS:
                _day(told, y, pen)
            case Board.PLACES:
                _place(row, told, y, pen)
            case Board.NUMBERS:
                _number(told, y, pen)
        y += told.height + GAP
    pen.buttons(view.buttons)
    pen.foot(view.frame)


def _day(told: SetBoardRow, y: float, pen: Pen) -> None:
    pen.write(START, y + (told.height - told.lead.height) / 2, told.lead)
    left = START + (END - START) * LEAD_SHARE
    top = y + (told.height - told.text.height - told.note.height) / 2
    pen.write(left, pen.write(left, top, told.text), told.note, "soft")


def _place(row: BoardRow, told: SetBoardRow, y: float, pen: Pen) -> None:
    below = max(told.note, told.figure, key=lambda one: one.height)
    if len(told.text.lines) == len(below.lines) == 1:
        upper, lower = y + told.height * 0.31, y + told.height * 0.73
        name, under = upper - told.text.height / 2, lower - told.note.height / 2
        figure = lower - told.figure.height / 2
    else:
        name = y + (told.height - told.text.height - below.height) / 2
        upper, under = name + told.text.step / 2, name + told.text.height
        figure = under
    if row.mark is not None:
        wide = mark_width(row.mark, pen.sheet, pen)
        pen.badge(END - wide, upper, row.mark, TONE_INK[row.mark_tone], "card", pen.sheet.second)
    pen.write(START, name, told.text)
    pen.write(END, figure, told.figure, anchor=Anchor.RIGHT)
    pen.write(START, under, told.note, "ink" if row.now else "soft")


def _number(told: SetBoardRow, y: float, pen: Pen) -> None:
    pen.write(END, y + (told.height - told.figure.height) / 2, told.figure, anchor=Anchor.RIGHT)
    pen.write(START, y + (told.height - told.text.height) / 2, told.text)
