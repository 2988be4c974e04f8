"""くらし: the list of pages, and one of them: a board to look something up in, or a text to read."""

from dataclasses import replace

from tvapp.domain import dates, paging
from tvapp.domain.places import LivingPagePlace, LivingPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Board, BoardRow, BoardView, Button, Frame, ListView, ReaderView, Row, Tone, View
from tvapp.resident.living import hours
from tvapp.resident.living.behaviour import ROW, board_of, current, find, shown, texts
from wire.content import LivingKind, LivingLine, LivingPage

NOTE_WIDTH = 800


def view(place: LivingPlace | LivingPagePlace, focus: str | None, scene: Scene) -> View:
    match place:
        case LivingPlace():
            return _list(place, focus, scene)
        case LivingPagePlace():
            return _page(place, focus, scene)


def _list(place: LivingPlace, focus: str | None, scene: Scene) -> ListView:
    words = scene.words
    listed = paging.page(scene.snapshot.living, place.page, scene.sheet.rows)
    rows = tuple(Row(paging.of(ROW, page.id), page.title, note=_note(page, scene)) for page in listed.items)
    buttons = paging.buttons(listed, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words("tv.living.title"), choosing(scene, "↑↓", "read")),
        screen="living",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.living.none"),
    )


def _note(page: LivingPage, scene: Scene) -> str | None:
    """What falls due next, beside the name of a calendar."""
    if board_of(page) is not Board.DAYS or not scene.knows_time:
        return None
    line = next((line for line in current(page, scene) if line.day is not None), None)
    if line is None or line.day is None:
        return None
    told = f"{dates.brief_day(line.day, scene.now.date(), scene.words)} {line.label}"
    return scene.type.cut(told, NOTE_WIDTH, scene.sheet.second)


def _page(place: LivingPagePlace, focus: str | None, scene: Scene) -> ReaderView | BoardView:
    page = find(place.id, scene)
    board = None if page is None else board_of(page)
    if page is None or board is None:
        return _text(page, place.page, focus, scene)
    lines = shown(page, place.page, scene)
    buttons = _buttons(lines.number, lines.count, scene)
    ids = tuple(button.id for button in buttons)
    return BoardView(
        frame=_frame(page, scene),
        screen="living_page",
        board=board,
        page=_count(lines.number, lines.count, scene),
        rows=tuple(_row(board, line, scene) for line in lines.items),
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )


def _text(page: LivingPage | None, wanted: int, focus: str | None, scene: Scene) -> ReaderView:
    text = ((scene.words("tv.living.none"),),) if page is None else texts(page, scene)
    turned = paging.page(text, wanted, rows=1)
    buttons = _buttons(turned.number, turned.count, scene)
    ids = tuple(button.id for button in buttons)
    return ReaderView(
        frame=_frame(page, scene),
        screen="living_page",
        mark=None,
        page=_count(turned.number, turned.count, scene),
        lines=turned.items[0],
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )


def _frame(page: LivingPage | None, scene: Scene) -> Frame:
    """A page that the office writes says of when it is: what a road was like yesterday is no help."""
    hints = choosing(scene, "←→", "decide")
    if page is None or page.changed_at is None or page.kind is not LivingKind.TEXT:
        return frame(scene, scene.words("tv.living.title") if page is None else page.title, hints)
    told = dates.age(page.changed_at, scene.now, scene.words, trusted=scene.knows_time)
    return frame(scene, page.title, hints, told)


def _buttons(number: int, count: int, scene: Scene) -> tuple[Button, ...]:
    words, turning = scene.words, []
    if number + 1 < count:
        turning.append(Button(paging.NEXT, words("tv.reader.next")))
    if number > 0:
        turning.append(Button(paging.PREVIOUS, words("tv.reader.previous")))
    back = Button(BACK, words("tv.button.back"))
    return (back, *turning) if number + 1 == count else (*turning, back)


def _count(number: int, count: int, scene: Scene) -> str:
    return scene.words("tv.reader.page", page=number + 1, pages=count) if count > 1 else ""


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
