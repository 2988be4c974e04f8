"""Booking for somebody on the telephone: the form, the answer, and the other rides that were named."""

import secrets
from datetime import datetime, time

from starlette.responses import Response

from city_server.bus_desk.booking_form import Typed, blank, faults, requests, typed
from city_server.clock import today
from city_server.manifest import RideView
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import NotHere
from city_server.web_shell.visit import Visit
from wire.base import TOKYO
from wire.commands import RideRequest
from wire.content import Aim, BusService, Ride, RideState

_NEW = "/bus-desk/new"


def _ask(visit: Visit) -> Response:
    return _form(visit, blank(today(visit.city.clock)), {})


def _book(visit: Visit) -> Response:
    form = typed(visit)
    wrong = faults(form, visit, _service(visit))
    asked = requests(form)
    if wrong or asked is None:
        return _form(visit, form, wrong)
    out, home = asked
    name = _name()
    visit.city.rides.book_by_desk(form.household, name, out, visit.who.id)
    if home is not None:
        back = home.model_copy(update={"trip": name})
        visit.city.rides.book_by_desk(form.household, _name(), back, visit.who.id)
    return visit.go(f"/bus-desk/rides/{name}")


def _form(visit: Visit, form: Typed, wrong: dict[str, str]) -> Response:
    service = _service(visit)
    return visit.page(
        "bus_desk/book.html",
        422 if wrong else 200,
        typed=form,
        faults=wrong,
        homes=visit.city.households.list(),
        areas={area.id: area.name for area in visit.city.households.areas()},
        service=service,
    )


def _service(visit: Visit) -> BusService:
    service = visit.city.bus.shown()
    if service is None:
        raise NotHere
    return service


def _show(visit: Visit) -> Response:
    trip = visit.city.manifests.trip(visit.path["ride"])
    return visit.page(
        "bus_desk/answer.html",
        trip=trip,
        hoped={view.ride.id: hoped_at(view.ride) for view in trip},
        moved={view.ride.id for view in trip if is_moved(view.ride)},
        given=RideState.GIVEN,
        refused=RideState.REFUSED,
        arrive=Aim.ARRIVE,
    )


def is_moved(ride: Ride) -> bool:
    """Tell whether the bus comes at another time than was hoped for: whoever rang must be told."""
    if ride.state is not RideState.GIVEN or ride.board_from is None or ride.aim is Aim.ARRIVE:
        return False
    return not ride.board_from <= hoped_at(ride) <= (ride.board_until or ride.board_from)


def hoped_at(ride: Ride) -> datetime:
    """Return the moment that was hoped for, of leaving or of arrival."""
    return datetime.combine(ride.day, time.fromisoformat(ride.hoped_for), TOKYO)


def _take_offer(visit: Visit) -> Response:
    """Ask for one of the rides that were named when this one was refused."""
    refused = next(view for view in visit.city.manifests.trip(visit.path["ride"]) if _is(view, visit))
    wanted = visit.typed("offer")
    offers = {f"{offer.day.isoformat()}T{offer.board_at}": offer for offer in refused.ride.offers}
    if wanted not in offers:
        raise NotHere
    offer, ride = offers[wanted], refused.ride
    asked = RideRequest(
        day=offer.day,
        from_stop=ride.from_stop,
        to_stop=ride.to_stop,
        leave_at=offer.board_at,
        party=ride.party,
        wheelchair=ride.wheelchair,
        trip=ride.trip or ride.id,
        homeward=ride.homeward,
    )
    name = _name()
    visit.city.rides.book_by_desk(refused.household, name, asked, visit.who.id)
    return visit.go(f"/bus-desk/rides/{name}")


def _is(view: RideView, visit: Visit) -> bool:
    return view.ride.id == visit.path["ride"]


def _name() -> str:
    return f"desk-{secrets.token_hex(8)}"


DOORS = (
    Door("GET", _NEW, Permission.RIDES, _ask),
    Door("POST", _NEW, Permission.RIDES, _book),
    Door("GET", "/bus-desk/rides/{ride}", Permission.RIDES, _show),
    Door("POST", "/bus-desk/rides/{ride}/instead", Permission.RIDES, _take_offer),
)
