"""お知らせ: the list, the archive by kind, and a notice page by page."""

from tvapp.domain import dates, paging
from tvapp.domain.places import NoticePlace, NoticesPlace, ReplyPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, Row, Tone, View
from tvapp.resident.notices import pages, reply_page
from tvapp.resident.notices.behaviour import ARCHIVE, KIND, ROW, kinds, listed
from tvapp.resident.notices.reading import find, shelf
from wire.content import Notice, NoticeKind

ROW_WIDTH = 830
ROW_SIZE = 60
SENDER_WIDTH = 384
_TONES = {
    NoticeKind.CITY: Tone.LAKE,
    NoticeKind.COMMUNITY: Tone.LEAF,
    NoticeKind.BUS: Tone.EARTH,
    NoticeKind.WELFARE: Tone.PLUM,
    NoticeKind.CONDOLENCE: Tone.PLAIN,
}


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
    rows = tuple(
        Row(
            id=paging.of(KIND, kind.value),
            text=words(f"tv.notices.{kind.value}"),
            note=words("tv.notices.count", count=count),
        )
        for kind, count in kinds(scene)
    )
    ids = (*(row.id for row in rows), BACK)
    return ListView(
        frame=frame(scene, words("tv.notices.archive_title"), choosing(scene, "↑↓", "open")),
        screen="notices",
        rows=rows,
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.notices.none"),
    )


def _list(place: NoticesPlace, focus: str | None, scene: Scene) -> ListView:
    words, unread = scene.words, shelf(scene).unread
    shown = paging.page(listed(place, scene), place.page, scene.sheet.rows)
    rows = tuple(_row(notice, new=notice in unread, scene=scene) for notice in shown.items)
    buttons = paging.buttons(shown, words)
    if not place.archive and kinds(scene):
        *turning, back = buttons
        buttons = (*turning, Button(ARCHIVE, words("tv.notices.archive")), back)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    title = words("tv.notices.title" if place.kind is None else f"tv.notices.{place.kind.value}")
    return ListView(
        frame=frame(scene, title, choosing(scene, "↑↓", "read")),
        screen="notices",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.notices.none"),
    )


def _row(notice: Notice, *, new: bool, scene: Scene) -> Row:
    """Kind, title, from whom and when; an unread one says that it is new."""
    words = scene.words
    today = scene.now.date() if scene.knows_time else None
    when = words("tv.notices.new") if new else dates.brief_day(notice.sent_at.date(), today, words)
    sender = scene.type.cut(notice.sender, SENDER_WIDTH, scene.sheet.second)
    return Row(
        id=paging.of(ROW, notice.id),
        text=scene.type.cut(notice.title, ROW_WIDTH, ROW_SIZE),
        mark=words(f"tv.notices.{notice.kind.value}"),
        mark_tone=_TONES[notice.kind],
        note=f"{sender}  {when}",
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
