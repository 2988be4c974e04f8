"""What the bus desk types while somebody is on the telephone, read into ride requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import ValidationError

from city_server.web_shell.visit import Visit
from wire.base import Frozen
from wire.commands import RideRequest
from wire.content import Aim, BusService


@dataclass(frozen=True)
class Typed:
    """The form as typed; `home_at` is empty when no way home is wished for."""

    household: str
    day: str
    from_stop: str
    to_stop: str
    aim: str
    at: str
    party: str
    wheelchair: bool
    home_at: str


class _Trip(Frozen):
    """Only what is checked here: the rest is the planner's to answer."""

    out: RideRequest
    home: RideRequest | None


def blank(first: date) -> Typed:
    """Begin with one person, tomorrow, without a way home; where from and to is not guessed."""
    day = (first + timedelta(days=1)).isoformat()
    return Typed("", day, "", "", Aim.LEAVE.value, "", "1", wheelchair=False, home_at="")


def typed(visit: Visit) -> Typed:
    """Take the form as it was sent."""
    return Typed(
        household=visit.typed("household"),
        day=visit.typed("day"),
        from_stop=visit.typed("from_stop"),
        to_stop=visit.typed("to_stop"),
        aim=visit.typed("aim"),
        at=visit.typed("at"),
        party=visit.typed("party"),
        wheelchair="wheelchair" in visit.form,
        home_at=visit.typed("home_at"),
    )


def faults(form: Typed, visit: Visit, service: BusService) -> dict[str, str]:
    """Say in words what is missing or cannot be, by field."""
    words, found = visit.words, {}
    if form.household not in {home.id for home in visit.city.households.list()}:
        found["household"] = words("bus_desk.book.no_household")
    stops = {stop.id for stop in service.stops}
    if form.from_stop not in stops:
        found["from_stop"] = words("bus_desk.book.no_from")
    if form.to_stop not in stops:
        found["to_stop"] = words("bus_desk.book.no_to")
    elif form.from_stop == form.to_stop:
        found["to_stop"] = words("bus_desk.book.no_way")
    if form.at not in service.times:
        found["at"] = words("bus_desk.book.no_time")
    if form.home_at and form.home_at <= form.at:
        found["home_at"] = words("bus_desk.book.home_early")
    if not found and requests(form) is None:
        found["day"] = words("bus_desk.book.unreadable")
    return found


def requests(form: Typed) -> tuple[RideRequest, RideRequest | None] | None:
    """Read the way out and the way home; None for what no page of ours sends."""
    arrives = form.aim == Aim.ARRIVE.value
    common = {"day": form.day, "party": form.party, "wheelchair": form.wheelchair}
    out: Mapping[str, object] = {
        **common,
        "from_stop": form.from_stop,
        "to_stop": form.to_stop,
        "leave_at": None if arrives else form.at,
        "arrive_by": form.at if arrives else None,
    }
    home = {
        **common,
        "from_stop": form.to_stop,
        "to_stop": form.from_stop,
        "leave_at": form.home_at,
        "homeward": True,
    }
    try:
        trip = _Trip.model_validate({"out": out, "home": home if form.home_at else None})
    except ValidationError:
        return None
    return trip.out, trip.home
