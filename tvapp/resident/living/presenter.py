"""くらし: the list of pages, and one of them: a board to look something up in, or a text to read."""

from tvapp.domain import dates, paging
from tvapp.domain.places import LivingPagePlace, LivingPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import BoardView, Button, Frame, ListView, ReaderView, View
from tvapp.resident.living import rows
from tvapp.resident.living.behaviour import texts
from tvapp.resident.living.lines import board_of, find
from wire.content import LivingKind, LivingPage


def view(place: LivingPlace | LivingPagePlace, focus: str | None, scene: Scene) -> View:
    match place:
        case LivingPlace():
            return _list(place, focus, scene)
        case LivingPagePlace():
            return _page(place, focus, scene)


def _list(place: LivingPlace, focus: str | None, scene: Scene) -> ListView:
    words, listed = scene.words, rows.listed(place.page, scene)
    buttons = paging.buttons(listed, words)
    ids = (*(row.id for row in listed.items), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words("tv.living.title"), choosing(scene, "↑↓", "read")),
        screen="living",
        rows=listed.items,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.living.none"),
    )


def _page(place: LivingPagePlace, focus: str | None, scene: Scene) -> ReaderView | BoardView:
    page = find(place.id, scene)
    board = None if page is None else board_of(page)
    if page is None or board is None:
        return _text(page, place.page, focus, scene)
    lines = rows.shown(page, board, place.page, scene)
    buttons = _buttons(lines.number, lines.count, scene)
    ids = tuple(button.id for button in buttons)
    return BoardView(
        frame=_frame(page, scene),
        screen="living_page",
        board=board,
        page=_count(lines.number, lines.count, scene),
        rows=lines.items,
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
