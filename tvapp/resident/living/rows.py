"""The rows of くらし: its pages in a list, and the rows of a board to look something up in."""

from dataclasses import replace

from tvapp.domain import boards, dates, paging, rows
from tvapp.domain.scene import Scene
from tvapp.domain.view import Board, BoardRow, Row, Tone
from tvapp.resident.living import hours
from tvapp.resident.living.lines import board_of, current
from wire.content import LivingLine, LivingPage

ROW = "living"


def listed(wanted: int, scene: Scene) -> paging.Page[Row]:
    """Return the pages of くらし that stand on one page of their list."""
    told = tuple(
        Row(paging.of(ROW, page.id), page.title, note=_note(page, scene)) for page in scene.snapshot.living
    )
    return rows.page(told, wanted, scene)


def shown(page: LivingPage, board: Board, wanted: int, scene: Scene) -> paging.Page[BoardRow]:
    """Return the rows of a board that stand on one page."""
    told = tuple(_row(board, line, scene) for line in current(page, scene))
    return boards.page(board, told, wanted, scene)


def _note(page: LivingPage, scene: Scene) -> str | None:
    """What falls due next, beside the name of a calendar."""
    if board_of(page) is not Board.DAYS or not scene.knows_time:
        return None
    line = next((line for line in current(page, scene) if line.day is not None), None)
    if line is None or line.day is None:
        return None
    return f"{dates.brief_day(line.day, scene.now.date(), scene.words)} {line.label}"


def _row(board: Board, line: LivingLine, scene: Scene) -> BoardRow:
    match board:
        case Board.DAYS:
            return _day(line, scene)
        case Board.PLACES:
            return _place(line, scene)
        case Board.NUMBERS:
            return BoardRow(text=line.label, figure=line.text)


def _day(line: LivingLine, scene: Scene) -> BoardRow:
    today = scene.now.date() if scene.knows_time else None
    lead = "" if line.day is None else dates.full_day(line.day, today, scene.words)
    return BoardRow(text=line.label, lead=lead, note=line.text, now=today is not None and line.day == today)


def _place(line: LivingLine, scene: Scene) -> BoardRow:
    """Open or closed is said only by a clock that is right; below stand the hours of today."""
    words, at = scene.words, scene.now if scene.knows_time else None
    told = hours.in_words(line.hours, at, words)
    row = BoardRow(
        text=line.label,
        note=words("tv.living.what_and_hours", what=line.text, hours=told) if told else line.text,
        figure=line.phone or "",
    )
    if at is None or not line.hours:
        return row
    is_open = hours.today(line.hours, at).now is not None
    mark = words("tv.living.open" if is_open else "tv.living.closed")
    return replace(row, mark=mark, mark_tone=Tone.LEAF if is_open else Tone.EARTH, now=is_open)
