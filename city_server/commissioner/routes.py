"""The commissioner's pages: today's residents of the own area, and what is done about a call."""

from starlette.responses import Response

from city_server.calls import CallView
from city_server.commissioner.residents import ResidentView, read_resident
from city_server.commissioner.today import Today, sort_out
from city_server.errors import NotFound
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import BadForm, NotAllowed, NotHere
from city_server.web_shell.visit import Visit
from wire.content import Whom

_DONE_SHOWN = 10
HOURS = tuple(f"{hour:02}:00" for hour in range(7, 19))
"""Hours by which a household may wish to be reminded: never at night."""


def _show_today(visit: Visit) -> Response:
    area = own_area(visit)
    names = {row.id: row.name for row in visit.city.households.areas()}
    calls = _calls(visit, area)
    today: Today = sort_out(visit.city.check_ins.of_area(area, visit.who.id, look=visit.look))
    return visit.page(
        "commissioner/today.html",
        area=area,
        area_name=names[area],
        today=today,
        calls=[call for call in calls if call.open],
        done=[call for call in reversed(calls) if not call.open][:_DONE_SHOWN],
        topics=[f"check_ins:{area}", f"calls:{area}"],
    )


def own_area(visit: Visit) -> str:
    """Return the area that the person is commissioner of. Raises `NotAllowed` without one."""
    if visit.who.area is None:
        raise NotAllowed(visit.words("commissioner.no_area"))
    return visit.who.area


def _calls(visit: Visit, area: str) -> list[CallView]:
    """Calls meant for the commissioner, and every call for help of the area."""
    return [call for call in visit.city.calls.view(area) if call.urgent or call.whom is Whom.COMMISSIONER]


def _show_resident(visit: Visit) -> Response:
    resident = _own_resident(visit)
    visit.looked("resident_seen", resident.id)
    calls = [call for call in _calls(visit, resident.area) if call.household == resident.household]
    return visit.page(
        "commissioner/resident.html",
        resident=resident,
        open_calls=[call for call in calls if call.open],
        past_calls=[call for call in calls if not call.open],
        hours=HOURS,
    )


def _own_resident(visit: Visit) -> ResidentView:
    """Hold to residents of the own area; one of another is answered as one that does not exist."""
    area, wanted = own_area(visit), visit.path["resident"]
    with visit.city.database.reading() as session:
        try:
            resident = read_resident(session, wanted, visit.city.clock.now())
        except NotFound as unknown:
            raise _refused(visit, f"resident {wanted}") from unknown
    if resident.area != area:
        raise _refused(visit, f"resident {wanted}")
    return resident


def _ask(visit: Visit) -> Response:
    """Keep what the TV asks this resident, and by which hour."""
    resident, hour = _own_resident(visit), visit.typed("check_in_by")
    if hour and hour not in HOURS:
        raise BadForm
    visit.city.households.ask(
        resident.household, resident.id, hour or None, visit.who.id, medicine=bool(visit.typed("medicine"))
    )
    return visit.go(f"/commissioner/residents/{resident.id}", said="asking_changed")


def _take(visit: Visit) -> Response:
    visit.city.calls.take(_own_call(visit), visit.who.id, visit.ring_time())
    return visit.go("/commissioner", said="call_taken")


def _done(visit: Visit) -> Response:
    visit.city.calls.done(_own_call(visit), visit.who.id, visit.typed("note"))
    return visit.go("/commissioner", said="call_done")


def _own_call(visit: Visit) -> str:
    """Hold to calls of the own area, whatever address was typed; none and another area's look the same."""
    area, call = own_area(visit), visit.path["call"]
    try:
        own = visit.city.calls.area_of(call) == area
    except NotFound:
        own = False
    if not own:
        raise _refused(visit, f"call {call}")
    return call


def _refused(visit: Visit, what: str) -> NotHere:
    visit.desk.audit(visit.who.id, "refused", what)
    return NotHere(visit.words("commissioner.other_area"))


DOORS = (
    Door("GET", "/commissioner", Permission.RESIDENTS_OF_OWN_AREA, _show_today),
    Door("GET", "/commissioner/residents/{resident}", Permission.RESIDENTS_OF_OWN_AREA, _show_resident),
    Door("POST", "/commissioner/residents/{resident}/ask", Permission.RESIDENTS_OF_OWN_AREA, _ask),
    Door("POST", "/commissioner/calls/{call}/take", Permission.RESIDENTS_OF_OWN_AREA, _take),
    Door("POST", "/commissioner/calls/{call}/done", Permission.RESIDENTS_OF_OWN_AREA, _done),
)
