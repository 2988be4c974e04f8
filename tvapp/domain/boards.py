"""How a row of a board is set, and how many such rows a page holds: long words take more room."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvapp.domain.fitting import Fitted, Fitter, falling
from tvapp.domain.paging import Page, packed
from tvapp.domain.scene import Scene
from tvapp.domain.sheet import GAP, SAFE_WIDTH, Sheet
from tvapp.domain.view import Board, BoardRow

INSET = 36
LEAD_SHARE = 0.4
INNER = SAFE_WIDTH - 2 * INSET
FIGURE = 88
FIGURE_SHARE = 0.6
PAD = 12
"""px above and below the words of a row of several lines."""
NOTHING = Fitted((), 0)


@dataclass(frozen=True)
class SetBoardRow:
    """A row of a board as it is drawn: each of its words with its lines, and how high it is in px."""

    text: Fitted
    lead: Fitted = NOTHING
    note: Fitted = NOTHING
    figure: Fitted = NOTHING
    height: float = 0.0


def rows_of(board: Board, sheet: Sheet) -> int:
    """Return how many usual rows of a board stand on one page."""
    return sheet.place_rows if board is Board.PLACES else sheet.board_rows


def set_board_row(row: BoardRow, board: Board, base: float, sheet: Sheet, fitter: Fitter) -> SetBoardRow:
    """Set a row that is `base` px high at the least."""
    match board:
        case Board.DAYS:
            return _day(row, base, sheet, fitter)
        case Board.PLACES:
            return _place(row, base, sheet, fitter)
        case Board.NUMBERS:
            return _number(row, base, sheet, fitter)


def page(board: Board, rows: Sequence[BoardRow], wanted: int, scene: Scene) -> Page[BoardRow]:
    """Return one page of a board: as many rows as there is room for."""
    sheet, fitter = scene.sheet, scene.type.fitter
    base = sheet.shared(rows_of(board, sheet))
    heights = [set_board_row(row, board, base, sheet, fitter).height for row in rows]
    return packed(rows, heights, wanted, sheet.content_height, GAP)


def _day(row: BoardRow, base: float, sheet: Sheet, fitter: Fitter) -> SetBoardRow:
    """The day at the left; what falls due and the word that goes with it at the right."""
    left = INNER * LEAD_SHARE
    lead = fitter.fit(row.lead, falling(sheet.text, sheet.least), left - 20, 2, bold=True)
    text = fitter.whole(row.text, falling(sheet.row, sheet.least), INNER - left, bold=True)
    note = fitter.whole(row.note, falling(sheet.second, 48), INNER - left)
    height = _height(base, text, note)
    return SetBoardRow(text, lead=lead, note=note, height=height)


def _place(row: BoardRow, base: float, sheet: Sheet, fitter: Fitter) -> SetBoardRow:
    """The name beside whether it is open; below, what it is and its hours beside its number."""
    figure = fitter.whole(row.figure, (sheet.second,), INNER * FIGURE_SHARE, bold=True)
    taken = 0.0 if row.mark is None else mark_width(row.mark, sheet, fitter) + 30
    text = fitter.whole(row.text, falling(sheet.row, sheet.least), INNER - taken, bold=True)
    beside = width(figure, fitter) + 30 if figure.lines else 0.0
    note = fitter.whole(row.note, falling(sheet.second, 48), INNER - beside)
    lower = max(note, figure, key=lambda one: one.height)
    height = base if len(text.lines) == len(lower.lines) == 1 else _height(base, text, lower)
    return SetBoardRow(text, note=note, figure=figure, height=height)


def _number(row: BoardRow, base: float, sheet: Sheet, fitter: Fitter) -> SetBoardRow:
    figure = fitter.whole(row.figure, falling(FIGURE, sheet.text), INNER * FIGURE_SHARE, bold=True)
    room = INNER - width(figure, fitter) - 40
    text = fitter.whole(row.text, falling(sheet.row, sheet.least), room, bold=True)
    return SetBoardRow(text, figure=figure, height=max(_height(base, text), _height(base, figure)))


def _height(base: float, *told: Fitted) -> float:
    words = sum(one.height for one in told)
    single = all(len(one.lines) < 2 for one in told)
    return base if single and words <= base else max(base, words + 2 * PAD)


def mark_width(mark: str, sheet: Sheet, fitter: Fitter) -> float:
    """Return the width of a badge in px."""
    return fitter.measure(mark, sheet.second, True) + 60


def width(told: Fitted, fitter: Fitter) -> float:
    """Return the width of the longest line in px."""
    return max((fitter.measure(line, told.size, told.bold) for line in told.lines), default=0.0)
