"""The office's alerts: compose, read back, raise; see who holds it and what they answered; end it."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from city_server.alert_reach import AlertHome
from city_server.alerts import RaisedAlert
from city_server.domain.alerts import AlertDraft
from city_server.errors import Invalid
from city_server.office.audience import count_homes
from city_server.office.presets import presets
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import Overtaken
from city_server.web_shell.visit import Visit
from wire.alerts import AlertStatus
from wire.commands import AlertReply

LINE = 24
"""Characters a line of an alert may have; 16 for its title."""
TITLE = 16
_LEVELS = ("5", "4", "3", "2", "1", "0")
_HOURS = (1, 3, 6, 12, 24, 48)
_FIELDS = (
    "status",
    "level",
    "title",
    "headline1",
    "headline2",
    "advice1",
    "advice2",
    "advice3",
    "to_shelter",
)


def _show_list(visit: Visit) -> Response:
    raised = visit.city.alerts.list()
    standing = [one for one in raised if one.ended_at is None]
    return visit.page(
        "office/alerts.html",
        standing=[(one, counts(visit.city.alert_reach.alert_status(one.alert.id))) for one in standing],
        over=[one for one in raised if one.ended_at is not None][:30],
    )


@dataclass(frozen=True)
class Counts:
    """Households: in all, holding the alert, and by what they answered."""

    homes: int
    held: int
    seen: int
    evacuated: int
    help: int
    silent: int
    """Their box says nothing just now, and nothing is known of them."""


def counts(homes: tuple[AlertHome, ...]) -> Counts:
    """Count what became of an alert."""
    replies = [home.reply for home in homes]
    return Counts(
        homes=len(homes),
        held=sum(home.delivered for home in homes),
        seen=replies.count(AlertReply.SEEN),
        evacuated=replies.count(AlertReply.EVACUATED),
        help=replies.count(AlertReply.HELP),
        silent=sum(home.box_silent and home.reply is None for home in homes),
    )


def _compose(visit: Visit) -> Response:
    return _form(visit, {})


def _form(visit: Visit, faults: dict[str, str], status: int = 200) -> Response:
    typed = {name: visit.typed(name) for name in _FIELDS}
    return visit.page(
        "office/alert_new.html",
        status,
        faults=faults,
        typed=typed
        | {
            "status": typed["status"] or AlertStatus.DRILL,
            "level": typed["level"] or "4",
            "sender": visit.typed("sender") or visit.words("office.alert.sender_usual"),
            "hours": visit.typed("hours") or "6",
        },
        ticked=visit.ticked("area"),
        areas=visit.city.households.areas(),
        levels=_LEVELS,
        hours=_HOURS,
        presets=presets(visit.desk.words["ja"]),
        line=LINE,
        most_title=TITLE,
    )


def _review(visit: Visit) -> Response:
    draft, faults = _draft(visit)
    return _form(visit, faults, 422) if faults else _read_back(visit, draft, None)


def _read_back(visit: Visit, draft: AlertDraft, trouble: str | None) -> Response:
    with visit.city.database.reading() as session:
        homes = count_homes(session, draft.areas, visit.city.clock.now())
    names = {area.id: area.name for area in visit.city.households.areas()}
    return visit.page(
        "office/alert_review.html",
        422 if trouble else 200,
        draft=draft,
        area_names=[names[area] for area in draft.areas],
        homes=homes,
        trouble=trouble,
        again=_second_step(draft),
        fields=[(name, visit.typed(name)) for name in (*_FIELDS, "sender", "hours")],
        lines_over=[line for line in (*draft.headline, *draft.advice) if len(line) > LINE],
    )


def _second_step(draft: AlertDraft) -> str:
    """What must be typed before it goes out: the level, or the title where there is no level."""
    return draft.title if draft.level is None else str(draft.level)


def _raise(visit: Visit) -> Response:
    draft, faults = _draft(visit)
    if faults:
        return _form(visit, faults, 422)
    if visit.typed("again").translate(_NARROW) != _second_step(draft):
        return _read_back(visit, draft, visit.words("office.alert.again_wrong"))
    try:
        alert = visit.city.alerts.raise_alert(draft, visit.who.id)
    except Invalid as invalid:
        return _form(visit, dict(invalid.faults), 422)
    said = "drill_raised" if draft.status is AlertStatus.DRILL else "alert_raised"
    return visit.go(f"/office/alerts/{alert.id}", said=said)


_NARROW = {0xFF10 + digit: 0x30 + digit for digit in range(10)}


def _draft(visit: Visit) -> tuple[AlertDraft, dict[str, str]]:
    level, hours, status = visit.typed("level"), visit.typed("hours"), visit.typed("status")
    known = {area.id for area in visit.city.households.areas()}
    areas = tuple(area for area in visit.ticked("area") if area in known)
    draft = AlertDraft(
        status=AlertStatus(status) if status in set(AlertStatus) else AlertStatus.DRILL,
        level=int(level) if level in _LEVELS[:-1] else None,
        title=visit.typed("title"),
        headline=_lines(visit, "headline1", "headline2"),
        advice=_lines(visit, "advice1", "advice2", "advice3"),
        to_shelter=visit.typed("to_shelter") == "yes",
        areas=areas,
        sender=visit.typed("sender"),
        expires_at=visit.city.clock.now() + timedelta(hours=int(hours) if hours in map(str, _HOURS) else 6),
    )
    faults = _faults(visit, draft)
    if status not in set(AlertStatus):
        faults["status"] = visit.words("office.alert.bad_status")
    if level not in _LEVELS:
        faults["level"] = visit.words("office.alert.bad_level")
    if hours not in map(str, _HOURS):
        faults["hours"] = visit.words("office.alert.bad_hours")
    return draft, faults


def _lines(visit: Visit, *names: str) -> tuple[str, ...]:
    return tuple(line for name in names if (line := visit.typed(name)))


def _faults(visit: Visit, draft: AlertDraft) -> dict[str, str]:
    """Say what the city would refuse, field by field, before anything is read back."""
    faults = {}
    if not 1 <= len(draft.title) <= TITLE:
        faults["title"] = visit.words("office.alert.bad_title", most=TITLE)
    if not draft.headline:
        faults["headline1"] = visit.words("office.alert.no_headline")
    for name in ("headline1", "headline2", "advice1", "advice2", "advice3"):
        if len(visit.typed(name)) > LINE:
            faults[name] = visit.words("office.alert.long_line", most=LINE)
    if not draft.areas:
        faults["areas"] = visit.words("office.alert.no_area")
    if not 1 <= len(draft.sender) <= 80:
        faults["sender"] = visit.words("office.alert.bad_sender")
    if draft.level == 5 and draft.to_shelter:
        faults["to_shelter"] = visit.words("office.alert.five_stays")
    return faults


def _show_one(visit: Visit) -> Response:
    raised = visit.city.alerts.get(visit.path["alert"])
    homes = visit.city.alert_reach.alert_status(raised.alert.id)
    visit.desk.audit(visit.who.id, "alert_answers_seen", raised.alert.id)
    return visit.page(
        "office/alert.html",
        raised=raised,
        alert=raised.alert,
        counts=counts(homes),
        homes=sorted(homes, key=_most_urgent_first),
    )


def _most_urgent_first(home: AlertHome) -> tuple[int, bool, str, str]:
    order = {AlertReply.HELP: 0, None: 1, AlertReply.SEEN: 2, AlertReply.EVACUATED: 3}
    return (order[home.reply], home.delivered, home.area_name, home.household)


def _ask_end(visit: Visit) -> Response:
    raised = _standing(visit)
    return visit.page("office/alert_end.html", raised=raised, alert=raised.alert)


def _end(visit: Visit) -> Response:
    visit.city.alerts.end(_standing(visit).alert.id, visit.who.id)
    return visit.go("/office/alerts", said="alert_ended")


def _standing(visit: Visit) -> RaisedAlert:
    raised = visit.city.alerts.get(visit.path["alert"])
    if raised.ended_at is not None:
        raise Overtaken
    return raised


DOORS = (
    Door("GET", "/office/alerts", Permission.ALERTS, _show_list),
    Door("POST", "/office/alerts", Permission.ALERTS, _raise),
    Door("GET", "/office/alerts/new", Permission.ALERTS, _compose),
    Door("POST", "/office/alerts/new", Permission.ALERTS, _compose),
    Door("POST", "/office/alerts/review", Permission.ALERTS, _review),
    Door("GET", "/office/alerts/{alert}", Permission.ALERTS, _show_one),
    Door("GET", "/office/alerts/{alert}/end", Permission.ALERTS, _ask_end),
    Door("POST", "/office/alerts/{alert}/end", Permission.ALERTS, _end),
)
