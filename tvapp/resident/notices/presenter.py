"""お知らせ: the list, the archive by kind, and a notice page by page."""

from tvapp.domain import paging
from tvapp.domain.places import NoticePlace, NoticesPlace, ReplyPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, Row, View
from tvapp.resident.notices import pages, reply_page, rows
from tvapp.resident.notices.behaviour import ARCHIVE, KIND, kinds
from tvapp.resident.notices.reading import find


def view(place: NoticesPlace | NoticePlace | ReplyPlace, focus: str | None, scene: Scene) -> View:
    match place:
        case NoticesPlace(archive=True, kind=None):
            return _kinds(focus, scene)
        case NoticesPlace():
            return _list(place, focus, scene)
        case NoticePlace():
            notice = find(place.notice, scene)
            return _withdrawn(scene) if notice is None else pages.view(notice, place, focus, scene)
        case ReplyPlace():
            notice = find(place.notice, scene)
            return _withdrawn(scene) if notice is None else reply_page.view(notice, focus, scene)


def _kinds(focus: str | None, scene: Scene) -> ListView:
    words = scene.words
    told = tuple(
        Row(
            id=paging.of(KIND, kind.value),
            text=words(f"tv.notices.{kind.value}"),
            note=words("tv.notices.count", count=count),
        )
        for kind, count in kinds(scene)
    )
    ids = (*(row.id for row in told), BACK)
    return ListView(
        frame=frame(scene, words("tv.notices.archive_title"), choosing(scene, "↑↓", "open")),
        screen="notices",
        rows=told,
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.notices.none"),
    )


def _list(place: NoticesPlace, focus: str | None, scene: Scene) -> ListView:
    words, shown = scene.words, rows.shown(place, scene)
    buttons = paging.buttons(shown, words)
    if not place.archive and kinds(scene):
        *turning, back = buttons
        buttons = (*turning, Button(ARCHIVE, words("tv.notices.archive")), back)
    ids = (*(row.id for row in shown.items), *(button.id for button in buttons))
    title = words("tv.notices.title" if place.kind is None else f"tv.notices.{place.kind.value}")
    return ListView(
        frame=frame(scene, title, choosing(scene, "↑↓", "read")),
        screen="notices",
        rows=shown.items,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.notices.none"),
    )


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
