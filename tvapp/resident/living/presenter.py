"""くらし: the list of pages, and one of them to read."""

from tvapp.domain import paging
from tvapp.domain.places import LivingPagePlace, LivingPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, ListView, ReaderView, Row, View
from tvapp.resident.living.behaviour import ROW, find, pages


def view(place: LivingPlace | LivingPagePlace, focus: str | None, scene: Scene) -> View:
    match place:
        case LivingPlace():
            return _list(place, focus, scene)
        case LivingPagePlace():
            return _page(place, focus, scene)


def _list(place: LivingPlace, focus: str | None, scene: Scene) -> ListView:
    words = scene.words
    shown = paging.page(scene.snapshot.living, place.page, scene.sheet.rows)
    rows = tuple(Row(paging.of(ROW, page.id), page.title) for page in shown.items)
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words("tv.living.title"), choosing(scene, "↑↓", "read")),
        screen="living",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.living.none"),
    )


def _page(place: LivingPagePlace, focus: str | None, scene: Scene) -> ReaderView:
    words, page = scene.words, find(place.id, scene)
    text = ((words("tv.living.none"),),) if page is None else pages(page, scene)
    shown = paging.page(text, place.page, rows=1)
    turning = []
    if shown.number + 1 < shown.count:
        turning.append(Button(paging.NEXT, words("tv.reader.next")))
    if shown.number > 0:
        turning.append(Button(paging.PREVIOUS, words("tv.reader.previous")))
    last = shown.number + 1 == shown.count
    back = Button(BACK, words("tv.button.back"))
    buttons = (back, *turning) if last else (*turning, back)
    ids = tuple(button.id for button in buttons)
    return ReaderView(
        frame=frame(
            scene,
            words("tv.living.title") if page is None else page.title,
            choosing(scene, "←→", "decide"),
        ),
        screen="living_page",
        mark=None,
        page=words("tv.reader.page", page=shown.number + 1, pages=shown.count) if shown.count > 1 else "",
        lines=shown.items[0],
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )
