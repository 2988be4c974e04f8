"""お知らせ: the list, and a notice page by page."""

from offline_cache.snapshot import SaidState
from tvapp.domain import dates, paging
from tvapp.domain.places import NoticePlace, NoticesPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, ReaderView, Row, Tone, View
from tvapp.resident.notices.behaviour import ROW
from tvapp.resident.notices.reading import (
    confirmation,
    find,
    pages,
    shelf,
)
from wire.content import Notice, NoticeKind

ROW_WIDTH = 1000
ROW_SIZE = 60
_TONES = {
    NoticeKind.CITY: Tone.LAKE,
    NoticeKind.COMMUNITY: Tone.LEAF,
    NoticeKind.BUS: Tone.EARTH,
    NoticeKind.WELFARE: Tone.PLUM,
    NoticeKind.CONDOLENCE: Tone.PLAIN,
}


def view(place: NoticesPlace | NoticePlace, focus: str | None, scene: Scene) -> View:
    match place:
        case NoticesPlace():
            return _list(place, focus, scene)
        case NoticePlace():
            notice = find(place.notice, scene)
            return _withdrawn(scene) if notice is None else _page(notice, place.page, focus, scene)


def _list(place: NoticesPlace, focus: str | None, scene: Scene) -> ListView:
    words, sorted_ = scene.words, shelf(scene)
    shown = paging.page(sorted_.all, place.page, scene.sheet.rows)
    rows = tuple(_row(notice, new=notice in sorted_.unread, scene=scene) for notice in shown.items)
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words("tv.notices.title"), choosing(scene, "↑↓", "read")),
        screen="notices",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.notices.none"),
    )


def _row(notice: Notice, *, new: bool, scene: Scene) -> Row:
    words = scene.words
    note = words("tv.notices.new") if new else dates.bare_day(notice.sent_at.date(), words)
    return Row(
        id=paging.of(ROW, notice.id),
        text=scene.type.cut(notice.title, ROW_WIDTH, ROW_SIZE),
        mark=words(f"tv.notices.{notice.kind.value}"),
        mark_tone=_TONES[notice.kind],
        note=note,
    )


def _page(notice: Notice, wanted: int, focus: str | None, scene: Scene) -> ReaderView:
    words = scene.words
    shown = paging.page(pages(notice, scene), wanted, rows=1)
    buttons = _buttons(notice, shown, scene)
    ids = tuple(button.id for button in buttons)
    count = words("tv.reader.page", page=shown.number + 1, pages=shown.count) if shown.count > 1 else ""
    return ReaderView(
        frame=frame(
            scene,
            scene.type.cut(notice.title, scene.type.notices.title_width, scene.type.notices.title_size),
            choosing(scene, "←→", "decide"),
            _status(notice, scene),
        ),
        screen="notice",
        mark=words(f"tv.notices.{notice.kind.value}"),
        page=count,
        lines=shown.items[0],
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )


def _buttons(notice: Notice, shown: paging.Page[tuple[str, ...]], scene: Scene) -> tuple[Button, ...]:
    words = scene.words
    last = shown.number + 1 >= shown.count
    first = []
    if not last:
        first.append(Button(paging.NEXT, words("tv.reader.next")))
    elif confirmation(notice.id, scene) is None:
        first.append(Button("seen", words("tv.notices.seen")))
    before = [Button(paging.PREVIOUS, words("tv.reader.previous"))] if shown.number > 0 else []
    back = Button(BACK, words("tv.button.back"))
    return (*first, *before, back) if first else (back, *before)


def _status(notice: Notice, scene: Scene) -> str:
    """Say from whom it is, or that 見ました was taken."""
    said = confirmation(notice.id, scene)
    if said is None:
        return scene.words("tv.notices.from", sender=notice.sender)
    key = "tv.notices.seen_sent" if said.state is SaidState.SENT else "tv.notices.seen_kept"
    return scene.words(key)


def _withdrawn(scene: Scene) -> MessageView:
    words = scene.words
    return MessageView(
        frame=frame(scene, words("tv.notices.title"), choosing(scene, "←→", "decide")),
        screen="notice",
        mood=Mood.PLAIN,
        icon=Icon.NOTICE,
        headline=words("tv.notices.withdrawn"),
        under="",
        details=(),
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=BACK,
    )
