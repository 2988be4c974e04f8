"""The office's notices: write one with the TV's own pages before the eyes, see who got it, withdraw it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from starlette.responses import Response

from city_server.audiences import EVERYONE, of_area
from city_server.errors import Invalid
from city_server.notices import MAX_TITLE, Draft, SentNotice
from city_server.office.audience import Homes, count_homes
from city_server.permissions import Permission
from city_server.reach import Home, Reach
from city_server.web_shell.door import Door
from city_server.web_shell.errors import Overtaken
from city_server.web_shell.visit import Visit
from wire.base import TOKYO
from wire.content import MAX_NOTICE_CHARACTERS, NoticeKind
from wire.media import Attachment

_PER_PAGE = 20


@dataclass(frozen=True)
class Listed:
    """A notice in the list, with where it went in words and how far it has come."""

    sent: SentNotice
    where: str
    reach: Reach


def _show_list(visit: Visit) -> Response:
    everything = visit.city.notices.list()
    number = visit.page_number
    shown = everything[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    return visit.page(
        "office/notices.html",
        listed=listed(visit, shown),
        number=number,
        more=len(everything) > number * _PER_PAGE,
    )


def listed(visit: Visit, notices: tuple[SentNotice, ...]) -> list[Listed]:
    """Put together what a list shows of some notices."""
    names = {
        of_area(area.id): area.name for area in visit.city.households.areas()
    }  # in the order people know
    return [
        Listed(sent, where(visit, sent.audiences, names), visit.city.notices.reach(sent.notice.id))
        for sent in notices
    ]


def where(visit: Visit, audiences: tuple[str, ...], names: dict[str, str]) -> str:
    """Say in words where a notice went."""
    if EVERYONE in audiences:
        return visit.words("office.everywhere")
    order = {audience: place for place, audience in enumerate(names)}
    told = sorted(audiences, key=lambda audience: order.get(audience, len(order)))
    return visit.words("office.and").join(names.get(audience, audience) for audience in told)


def _compose(visit: Visit) -> Response:
    return _form(visit, {})


def _form(visit: Visit, faults: dict[str, str], status: int = 200) -> Response:
    latest = visit.city.notices.list()[:1]
    return visit.page(
        "office/notice_new.html",
        status,
        faults=faults,
        kinds=list(NoticeKind),
        areas=visit.city.households.areas(),
        typed={
            "title": visit.typed("title"),
            "body": visit.typed("body"),
            "kind": visit.typed("kind") or NoticeKind.CITY,
            "sender": visit.typed("sender") or next((sent.notice.sender for sent in latest), ""),
            "expires": visit.typed("expires"),
            "asks_reply": visit.typed("asks_reply"),
            "reply_until": visit.typed("reply_until"),
            "areas": visit.ticked("area"),
        },
        uploads=visit.city.media.find(visit.ticked("upload")),
        most_title=MAX_TITLE,
        most_body=MAX_NOTICE_CHARACTERS,
        **_preview_of(visit),
    )


def _preview(visit: Visit) -> Response:
    """Draw the TV's pages of what is typed so far, and count whom it would reach."""
    return visit.page("office/notice_preview.html", title=visit.typed("title"), **_preview_of(visit))


def _preview_of(visit: Visit) -> dict[str, Any]:
    body = visit.typed("body")
    return {
        "pages": visit.desk.tv.of(visit.typed("title"), body) if body else (),
        "attachments": _attachments(visit),
        "undrawable": visit.desk.tv.undrawable(visit.typed("title") + body),
        "homes": _homes(visit),
    }


def _attachments(visit: Visit) -> tuple[Attachment, ...]:
    uploads = visit.city.media.find(visit.ticked("upload"))
    return tuple(one for upload in uploads for one in upload.attachments)


def _homes(visit: Visit) -> Homes:
    ticked = visit.ticked("area")
    with visit.city.database.reading() as session:
        return count_homes(session, None if EVERYONE in ticked else ticked, visit.city.clock.now())


def _send(visit: Visit) -> Response:
    draft, faults = _draft(visit)
    faults |= visit.city.notices.faults(draft)
    if faults:
        return _form(visit, faults, 422)
    try:
        visit.city.notices.write(draft, visit.who.id)
    except Invalid as invalid:
        return _form(visit, dict(invalid.faults), 422)
    return visit.go("/office/notices", said="notice_sent")


def _draft(visit: Visit) -> tuple[Draft, dict[str, str]]:
    faults: dict[str, str] = {}
    kind, expires = visit.typed("kind"), None
    if kind not in set(NoticeKind):
        faults["kind"] = visit.words("office.notice.bad_kind")
    if visit.typed("expires"):
        expires = _end_of(visit.typed("expires"))
        if expires is None:
            faults["expires_at"] = visit.words("office.notice.bad_day")
    reply_until = None
    if visit.typed("reply_until"):
        reply_until = _moment(visit.typed("reply_until"))
        if reply_until is None:
            faults["reply_until"] = visit.words("office.notice.bad_day")
    if len(visit.city.media.find(visit.ticked("upload"))) < len(set(visit.ticked("upload"))):
        faults["attachments"] = visit.words("office.file.gone")
    ticked = visit.ticked("area")
    draft = Draft(
        title=visit.typed("title"),
        body=visit.typed("body"),
        kind=NoticeKind.CITY if faults.get("kind") else NoticeKind(kind),
        sender=visit.typed("sender"),
        audiences=(EVERYONE,) if EVERYONE in ticked else tuple(of_area(area) for area in ticked),
        expires_at=expires,
        attachments=_attachments(visit),
        asks_reply=visit.typed("asks_reply") == "yes",
        reply_until=reply_until,
    )
    return draft, faults


def _end_of(day: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), time(23, 59, 59), TOKYO)
    except ValueError:
        return None


def _moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=TOKYO)
    except ValueError:
        return None


def _show_one(visit: Visit) -> Response:
    sent = visit.city.notices.get(visit.path["notice"])
    [row] = listed(visit, (sent,))
    return visit.page(
        "office/notice.html",
        row=row,
        pages=visit.desk.tv.of(sent.notice.title, sent.notice.body),
        homes=sorted(row.reach.homes, key=_least_first),
        silent=sum(home.has_box and home.box_silent for home in row.reach.homes),
        without=sum(not home.has_box for home in row.reach.homes),
    )


def _least_first(home: Home) -> int:
    """Sort by how far it has come; those that are as far stay by area, in the order people know."""
    return home.delivered + home.shown + home.read + home.confirmed


def _ask_withdraw(visit: Visit) -> Response:
    [row] = listed(visit, (_standing(visit),))
    return visit.page("office/notice_withdraw.html", row=row)


def _withdraw(visit: Visit) -> Response:
    visit.city.notices.withdraw(_standing(visit).notice.id, visit.who.id)
    return visit.go("/office/notices", said="notice_withdrawn")


def _standing(visit: Visit) -> SentNotice:
    sent = visit.city.notices.get(visit.path["notice"])
    if sent.withdrawn_at is not None:
        raise Overtaken
    return sent


DOORS = (
    Door("GET", "/office/notices", Permission.NOTICES, _show_list),
    Door("POST", "/office/notices", Permission.NOTICES, _send),
    Door("GET", "/office/notices/new", Permission.NOTICES, _compose),
    Door("POST", "/office/notices/preview", Permission.NOTICES, _preview),
    Door("GET", "/office/notices/{notice}", Permission.NOTICES, _show_one),
    Door("GET", "/office/notices/{notice}/withdraw", Permission.NOTICES, _ask_withdraw),
    Door("POST", "/office/notices/{notice}/withdraw", Permission.NOTICES, _withdraw),
)
