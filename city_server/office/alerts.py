"""The office's alerts: compose, read back, raise; see who holds it and what they answered; end it."""

from dataclasses import dataclass

from starlette.responses import Response

from city_server.alert_reach import AlertHome
from city_server.alerts import RaisedAlert
from city_server.domain.alerts import AlertDraft
from city_server.errors import Invalid
from city_server.office.alert_form import FIELDS, HOURS, LEVELS, LINE, NARROW, TITLE, draft_of
from city_server.office.audience import count_homes
from city_server.office.presets import presets
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import Overtaken
from city_server.web_shell.visit import Visit
from wire.alerts import AlertStatus
from wire.commands import AlertReply


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
    typed = {name: visit.typed(name) for name in FIELDS}
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
        levels=LEVELS,
        hours=HOURS,
        presets=presets(visit.desk.words["ja"]),
        line=LINE,
        most_title=TITLE,
    )


def _review(visit: Visit) -> Response:
    draft, faults = draft_of(visit)
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
        fields=[(name, visit.typed(name)) for name in (*FIELDS, "sender", "hours")],
        lines_over=[line for line in (*draft.headline, *draft.advice) if len(line) > LINE],
    )


def _second_step(draft: AlertDraft) -> str:
    """What must be typed before it goes out: the level, or the title where there is no level."""
    return draft.title if draft.level is None else str(draft.level)


def _raise(visit: Visit) -> Response:
    draft, faults = draft_of(visit)
    if faults:
        return _form(visit, faults, 422)
    if visit.typed("again").translate(NARROW) != _second_step(draft):
        return _read_back(visit, draft, visit.words("office.alert.again_wrong"))
    try:
        alert = visit.city.alerts.raise_alert(draft, visit.who.id)
    except Invalid as invalid:
        return _form(visit, dict(invalid.faults), 422)
    said = "drill_raised" if draft.status is AlertStatus.DRILL else "alert_raised"
    return visit.go(f"/office/alerts/{alert.id}", said=said)


def _show_one(visit: Visit) -> Response:
    raised = visit.city.alerts.get(visit.path["alert"])
    homes = visit.city.alert_reach.alert_status(raised.alert.id)
    visit.looked("alert_answers_seen", raised.alert.id)
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
