"""The commissioner's pages: today's residents of the own area, and what is done about a call."""

from starlette.responses import Response

from city_server.calls import CallView
from city_server.commissioner.residents import read_resident
from city_server.commissioner.today import Today, sort_out
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import NotAllowed
from city_server.web_shell.visit import Visit
from wire.content import CallState, Whom

_DONE_SHOWN = 10


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
        calls=[call for call in calls if call.state is not CallState.DONE],
        done=[call for call in reversed(calls) if call.state is CallState.DONE][:_DONE_SHOWN],
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
    area = own_area(visit)
    wanted = visit.path["resident"]
    with visit.city.database.reading() as session:
        resident = read_resident(session, wanted, visit.city.clock.now())
    if resident.area != area:
        _refuse(visit, f"resident {wanted}")
    visit.looked("resident_seen", wanted)
    calls = [call for call in _calls(visit, area) if call.household == resident.household]
    return visit.page("commissioner/resident.html", resident=resident, calls=calls)


def _take(visit: Visit) -> Response:
    visit.city.calls.take(_own_call(visit), visit.who.id)
    return visit.go("/commissioner", said="call_taken")


def _done(visit: Visit) -> Response:
    visit.city.calls.done(_own_call(visit), visit.who.id, visit.typed("note"))
    return visit.go("/commissioner", said="call_done")


def _own_call(visit: Visit) -> str:
    """Hold to calls of the own area, whatever address was typed."""
    call = visit.path["call"]
    if visit.city.calls.area_of(call) != own_area(visit):
        _refuse(visit, f"call {call}")
    return call


def _refuse(visit: Visit, what: str) -> None:
    visit.desk.audit(visit.who.id, "refused", what)
    raise NotAllowed(visit.words("commissioner.other_area"))


DOORS = (
    Door("GET", "/commissioner", Permission.RESIDENTS_OF_OWN_AREA, _show_today),
    Door("GET", "/commissioner/residents/{resident}", Permission.RESIDENTS_OF_OWN_AREA, _show_resident),
    Door("POST", "/commissioner/calls/{call}/take", Permission.RESIDENTS_OF_OWN_AREA, _take),
    Door("POST", "/commissioner/calls/{call}/done", Permission.RESIDENTS_OF_OWN_AREA, _done),
)
