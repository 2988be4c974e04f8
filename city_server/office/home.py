"""The office's first page: what is open now; and the calls that wait for the office."""

from starlette.responses import Response

from city_server.calls import CallView
from city_server.office.notices import listed
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import NotHere
from city_server.web_shell.visit import Visit
from wire.content import Whom

_LATEST = 3
_DONE_SHOWN = 20


def _show(visit: Visit) -> Response:
    boxes = [box for box in visit.city.boxes.rows() if box.revoked_at is None]
    return visit.page(
        "office/home.html",
        alerts=[raised for raised in visit.city.alerts.list() if raised.ended_at is None],
        latest=listed(visit, visit.city.notices.list()[:_LATEST]),
        calls=[call for call in _ours(visit) if call.open],
        boxes=boxes,
        silent=[box for box in boxes if box.silent],
        topics=_call_topics(visit),
    )


def _show_calls(visit: Visit) -> Response:
    calls = _ours(visit)
    visit.looked("calls_seen", "office")
    return visit.page(
        "office/calls.html",
        open=[call for call in calls if call.open],
        done=[call for call in reversed(calls) if not call.open][:_DONE_SHOWN],
        topics=_call_topics(visit),
    )


def _ours(visit: Visit) -> list[CallView]:
    """The branch's own calls, and every call for help wherever it came from."""
    return [call for call in visit.city.calls.view() if call.urgent or call.whom is Whom.BRANCH]


def _call_topics(visit: Visit) -> list[str]:
    return [f"calls:{area.id}" for area in visit.city.households.areas()]


def _take(visit: Visit) -> Response:
    visit.city.calls.take(_own(visit), visit.who.id, visit.ring_time())
    return visit.go("/office/calls", said="call_taken")


def _done(visit: Visit) -> Response:
    visit.city.calls.done(_own(visit), visit.who.id, visit.typed("note"))
    return visit.go("/office/calls", said="call_done")


def _own(visit: Visit) -> str:
    wanted = visit.path["call"]
    if wanted not in {call.id for call in _ours(visit)}:
        raise NotHere
    return wanted


DOORS = (
    Door("GET", "/office", Permission.NOTICES, _show),
    Door("GET", "/office/calls", Permission.OFFICE_CALLS, _show_calls),
    Door("POST", "/office/calls/{call}/take", Permission.OFFICE_CALLS, _take),
    Door("POST", "/office/calls/{call}/done", Permission.OFFICE_CALLS, _done),
)
