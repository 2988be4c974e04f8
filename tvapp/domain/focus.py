"""Where an arrow leads: every page is rows of items, and something always has the focus."""

from remote_input.keys import Key
from tvapp.domain.view import (
    AlertView,
    BoardView,
    CheckInView,
    ChoicesView,
    EnrolmentView,
    FormView,
    HomeView,
    ListView,
    MessageView,
    PictureView,
    PlayerView,
    ReaderView,
    View,
    WaitingView,
    WeekView,
)

Rows = tuple[tuple[str, ...], ...]


def rows(view: View) -> Rows:
    """Return the ids of all that can have the focus, row by row as they stand on the screen."""
    return tuple(row for row in _rows(view) if row)


def ids(view: View) -> tuple[str, ...]:
    """Return the same in reading order."""
    return tuple(item for row in rows(view) for item in row)


def _rows(view: View) -> Rows:  # noqa: PLR0911  one return per kind of page
    match view:
        case HomeView():
            tiles = tuple(tile.id for tile in view.tiles)
            starts = range(0, len(tiles), view.columns)
            return (*(tiles[first : first + view.columns] for first in starts), (view.settings.id,))
        case ListView():
            return (*((row.id,) for row in view.rows), tuple(button.id for button in view.buttons))
        case FormView():
            return (*((field.id,) for field in view.fields), tuple(button.id for button in view.buttons))
        case CheckInView():
            answers = tuple(choice.id for choice in view.answers)
            foot = (*(button.id for button in view.more), view.back.id)
            return ("question",), answers, tuple(choice.id for choice in view.calls), foot
        case ChoicesView():
            choices = tuple(choice.id for choice in view.choices)
            return ("question",), choices[:3], choices[3:], (view.back.id,)
        case AlertView() | PlayerView() | PictureView():
            return tuple((button.id,) for button in view.buttons)
        case WaitingView():
            return ((view.focus,),)
        case ReaderView() | MessageView() | EnrolmentView() | WeekView() | BoardView():
            return (tuple(button.id for button in view.buttons),)


def digits(view: View) -> dict[int, str]:
    """Return which item each digit on the screen stands for."""
    match view:
        case HomeView():
            return {tile.digit: tile.id for tile in view.tiles}
        case CheckInView():
            return {choice.digit: choice.id for choice in (*view.answers, *view.calls)}
        case WaitingView():
            return {}
        case ChoicesView():
            return {choice.digit: choice.id for choice in view.choices}
        case _:
            return {button.digit: button.id for button in view.buttons if button.digit is not None}


def moved(view: View, key: Key) -> str:
    """Return what has the focus after an arrow; at an edge it stays where it is."""
    grid = rows(view)
    for line, row in enumerate(grid):
        if view.focus in row:
            upright, below = key in (Key.UP, Key.DOWN), line + 2 >= len(grid)
            if isinstance(view, CheckInView) and upright and below:
                return _about_calls(view, grid, (line, row.index(view.focus)), key)
            return _step(view, grid, (line, row.index(view.focus)), key)
    return grid[0][0]


def _step(view: View, grid: Rows, at: tuple[int, int], key: Key) -> str:
    line, column = at
    row = grid[line]
    match key:
        case Key.UP if line > 0:
            return _across(row, column, grid[line - 1], last=True)
        case Key.DOWN if line + 1 < len(grid):
            return _across(row, column, grid[line + 1], last=False)
        case Key.RIGHT if column + 1 < len(row):
            return row[column + 1]
        case Key.LEFT if column > 0:
            return row[column - 1]
        case Key.RIGHT | Key.LEFT if isinstance(view, HomeView):
            return _reading_order(grid, view.focus, 1 if key is Key.RIGHT else -1)
        case _:
            return view.focus


def _about_calls(view: CheckInView, grid: Rows, at: tuple[int, int], key: Key) -> str:
    """Between the calls and the foot: the way up from there never leads to the call for help."""
    line, column = at
    in_foot = line + 1 == len(grid)
    if key is Key.DOWN:
        return view.focus if in_foot else view.back.id
    return view.calls[-1].id if in_foot else _across(grid[line], column, grid[line - 1], last=True)


def _across(here: tuple[str, ...], column: int, there: tuple[str, ...], *, last: bool) -> str:
    """Go to the item above or below; a lone item leads down to the first and up to the last."""
    if len(here) == 1:
        return there[-1] if last else there[0]
    return there[int((column + 0.5) / len(here) * len(there))]


def _reading_order(grid: Rows, focus: str, step: int) -> str:
    """On the tiles, past the end of a row is the next row."""
    tiles = tuple(item for row in grid[:-1] for item in row)
    if focus not in tiles:
        return focus
    place = tiles.index(focus) + step
    return tiles[place] if 0 <= place < len(tiles) else focus
