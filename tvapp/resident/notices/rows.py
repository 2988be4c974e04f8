"""The rows of the lists of notices: kind, title, from whom and when; every title stands there whole."""

from tvapp.domain import dates, paging, rows
from tvapp.domain.places import NoticesPlace
from tvapp.domain.scene import Scene
from tvapp.domain.view import Row, Tone
from tvapp.resident.notices.reading import shelf
from wire.content import Notice, NoticeKind

ROW = "notice"
_TONES = {
    NoticeKind.CITY: Tone.LAKE,
    NoticeKind.COMMUNITY: Tone.LEAF,
    NoticeKind.BUS: Tone.EARTH,
    NoticeKind.WELFARE: Tone.PLUM,
    NoticeKind.CONDOLENCE: Tone.PLAIN,
}


def listed(place: NoticesPlace, scene: Scene) -> tuple[Notice, ...]:
    """Return what a list holds: in the archive everything of one kind."""
    if not place.archive:
        return shelf(scene).all
    sorted_ = shelf(scene)
    return tuple(notice for notice in sorted_.unread + sorted_.read if notice.kind is place.kind)


def shown(place: NoticesPlace, scene: Scene) -> paging.Page[Row]:
    """Return the rows that stand on one page of a list."""
    unread = shelf(scene).unread
    told = tuple(_row(notice, new=notice in unread, scene=scene) for notice in listed(place, scene))
    return rows.page(told, place.page, scene)


def _row(notice: Notice, *, new: bool, scene: Scene) -> Row:
    """An unread one says that it is new instead of its day."""
    words = scene.words
    today = scene.now.date() if scene.knows_time else None
    when = words("tv.notices.new") if new else dates.brief_day(notice.sent_at.date(), today, words)
    return Row(
        id=paging.of(ROW, notice.id),
        text=notice.title,
        mark=words(f"tv.notices.{notice.kind.value}"),
        mark_tone=_TONES[notice.kind],
        note=f"{notice.sender}  {when}",
    )
