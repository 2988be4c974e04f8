"""The bus desk's pages: the day's book, and taking a seat back with words for the household."""

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response

from city_server.clock import today
from city_server.manifest import RideView, RunView, VehicleDay
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import NotHere, Overtaken
from city_server.web_shell.visit import Visit
from wire.content import RideState, Whom

_REASON_LENGTH = 100
_DAYS_SHOWN = 14


@dataclass(frozen=True)
class Driven:
    """A run that has riders, with its vehicle; `fullest` is how many seats are taken where it is fullest."""

    vehicle: VehicleDay
    run: RunView
    fullest: int


def _show_day(visit: Visit) -> Response:
    first = today(visit.city.clock)
    day = _asked_day(visit, first)
    vehicles, requests = visit.city.manifests.of_day(day), visit.city.manifests.requests(day)
    settings = visit.city.bus.settings()
    days = {first + timedelta(days=ahead) for ahead in range(_DAYS_SHOWN + 1)} | {day}
    return visit.page(
        "bus_desk/day.html",
        day=day,
        today=first,
        days=sorted(days),
        vehicles=vehicles,
        driven=_driven(vehicles),
        refused=_of_state(requests, RideState.REFUSED),
        cancelled=_of_state(requests, RideState.CANCELLED),
        calls=[call for call in visit.city.calls.view(whom=Whom.BUS_DESK) if call.open],
        closed=settings.rules.closed_because(day) if settings else None,
    )


def _asked_day(visit: Visit, first: date) -> date:
    typed = visit.query.get("day")
    if typed is None:
        return first
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise NotHere from error


def _driven(vehicles: tuple[VehicleDay, ...]) -> list[Driven]:
    found = [
        Driven(vehicle, run, max(call.aboard - call.chairs for call in run.calls))
        for vehicle in vehicles
        for run in vehicle.runs
        if run.riders
    ]
    return sorted(found, key=lambda driven: driven.run.calls[0].time)


def _of_state(requests: tuple[RideView, ...], state: RideState) -> list[RideView]:
    return [request for request in requests if request.ride.state is state]


def _ask_cancel(visit: Visit) -> Response:
    return _cancel_page(visit, _given(visit), None)


def _cancel(visit: Visit) -> Response:
    asked, reason = _given(visit), visit.typed("reason")
    if not reason or len(reason) > _REASON_LENGTH:
        key = "long" if reason else "empty"
        return _cancel_page(visit, asked, visit.words(f"bus_desk.cancel.{key}", most=_REASON_LENGTH))
    visit.city.rides.cancel_by_desk(asked.ride.id, reason, visit.who.id)
    return visit.go("/bus-desk", day=asked.ride.day.isoformat(), said="ride_cancelled")


def _cancel_page(visit: Visit, asked: RideView, trouble: str | None) -> Response:
    return visit.page(
        "bus_desk/cancel.html",
        422 if trouble else 200,
        asked=asked,
        trouble=trouble,
        reason=visit.typed("reason"),
        most=_REASON_LENGTH,
    )


def _given(visit: Visit) -> RideView:
    """Find the request that the address names: `/bus-desk/<day>/<ride>/cancel`."""
    day, wanted = _path_day(visit), visit.path["ride"]
    found = [request for request in visit.city.manifests.requests(day) if request.ride.id == wanted]
    if not found:
        raise NotHere
    if found[0].ride.state is not RideState.GIVEN:
        raise Overtaken
    return found[0]


def _path_day(visit: Visit) -> date:
    try:
        return date.fromisoformat(visit.path["day"])
    except ValueError as error:
        raise NotHere from error


def _take_call(visit: Visit) -> Response:
    visit.city.calls.take(_own_call(visit), visit.who.id, visit.ring_time())
    return visit.go("/bus-desk", said="call_taken")


def _close_call(visit: Visit) -> Response:
    visit.city.calls.done(_own_call(visit), visit.who.id, visit.typed("note"))
    return visit.go("/bus-desk", said="call_done")


def _own_call(visit: Visit) -> str:
    """Hold to calls that were meant for the bus desk."""
    wanted = visit.path["call"]
    if wanted not in {call.id for call in visit.city.calls.view(whom=Whom.BUS_DESK)}:
        raise NotHere
    return wanted


DOORS = (
    Door("GET", "/bus-desk", Permission.RIDES, _show_day),
    Door("GET", "/bus-desk/{day}/{ride}/cancel", Permission.RIDES, _ask_cancel),
    Door("POST", "/bus-desk/{day}/{ride}/cancel", Permission.RIDES, _cancel),
    Door("POST", "/bus-desk/calls/{call}/take", Permission.RIDES, _take_call),
    Door("POST", "/bus-desk/calls/{call}/done", Permission.RIDES, _close_call),
)
