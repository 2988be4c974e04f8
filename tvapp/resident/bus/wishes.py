"""A wish for a ride: the one to begin with, what keeps it from being sent, and what it says to the city."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum, auto

from tvapp.domain.places import BusPlace, CancelRidePlace, Place, RidePlace, Wish
from tvapp.domain.scene import Scene
from tvapp.resident.bus.errand import there_at
from tvapp.resident.bus.requests import ACTIVE, Request, requests
from tvapp.resident.bus.service import moment_on, open_days, takes_wheelchairs, times_on
from wire.commands import Body, RideCancel, RideRequest
from wire.content import Aim, RideOffer, UsualTrip

AN_ERRAND = timedelta(hours=1)
"""What an errand takes, when nobody has said otherwise: the way home is proposed for then."""


class Fault(Enum):
    """Why a wish cannot be sent as it stands."""

    LATE = auto()  # the deadline of its day has passed, or the day is closed
    PAST = auto()  # its time of today has passed
    TWICE = auto()  # the very same was asked already
    SAME_STOP = auto()
    HOME_EARLY = auto()  # the way home would leave before the way out


def first_wish(scene: Scene) -> Wish | None:
    """Fill the page: the first usual trip not asked for yet, tomorrow or on the next open day."""
    today = scene.now.date()
    days = open_days(scene)
    ahead = [day.day for day in days if day.day > today] or [day.day for day in days]
    candidates = [
        wish for day in ahead for trip in _trips(scene) if (wish := _on(day, trip, scene)) is not None
    ]
    fresh = (wish for wish in candidates if fault(wish, scene) is None)
    return next(fresh, candidates[0] if candidates else None)


def _trips(scene: Scene) -> tuple[UsualTrip, ...]:
    """Return the household's usual trips; without one, from home to the first other stop."""
    bus, household = scene.snapshot.bus, scene.snapshot.household
    if bus is None or household is None:
        return ()
    stops = {stop.id for stop in bus.stops}
    usual = tuple(trip for trip in household.usual_trips if {trip.from_stop, trip.to_stop} <= stops)
    others = [stop.id for stop in bus.stops if stop.id != household.home_stop]
    if usual or not others or not bus.times:
        return usual
    return (UsualTrip(id="any", from_stop=household.home_stop, to_stop=others[0], leave_at=bus.times[0]),)


def _on(day: date, trip: UsualTrip, scene: Scene) -> Wish | None:
    times = times_on(day, scene)
    if not times:
        return None
    at = trip.leave_at if trip.leave_at in times else times[0]
    most = scene.snapshot.bus.max_party if scene.snapshot.bus is not None else trip.party
    return Wish(
        day=day,
        from_stop=trip.from_stop,
        to_stop=trip.to_stop,
        at=at,
        party=min(trip.party, most),
        wheelchair=trip.wheelchair and takes_wheelchairs(scene),
        home_at=trip.home_at if trip.home_at is not None and trip.home_at > at else None,
    )


def way_home(request: Request, scene: Scene) -> Wish | None:
    """Return the wish to ride home from a ride that has none yet; None when it cannot be asked for now."""
    if request.homeward or request.standing not in ACTIVE:
        return None
    done = there_at(request, scene) + AN_ERRAND
    times = [at for at in times_on(request.day, scene) if moment_on(request.day, at) >= done]
    if not times or request.day not in {day.day for day in open_days(scene)}:
        return None
    return Wish(
        day=request.day,
        from_stop=request.to_stop,
        to_stop=request.from_stop,
        at=times[0],
        party=request.party,
        wheelchair=request.wheelchair,
        trip=request.whole,
        homeward=True,
    )


def instead(request: Request, offer: RideOffer) -> Wish:
    """Return the wish for a ride that the city named in place of what was asked."""
    return Wish(
        day=offer.day,
        from_stop=request.from_stop,
        to_stop=request.to_stop,
        at=offer.board_at,
        party=request.party,
        wheelchair=request.wheelchair,
        home_later=request.home_later,
        trip=request.whole,
        homeward=request.homeward,
    )


def fault(wish: Wish, scene: Scene) -> Fault | None:
    """Say what keeps a wish from being sent, or None."""
    if wish.day not in {day.day for day in open_days(scene)}:
        return Fault.LATE
    if moment_on(wish.day, wish.at) <= scene.now:
        return Fault.PAST
    if wish.from_stop == wish.to_stop:
        return Fault.SAME_STOP
    if wish.home_at is not None and wish.home_at <= wish.at:
        return Fault.HOME_EARLY
    return Fault.TWICE if _asked_already(wish, scene) else None


def _asked_already(wish: Wish, scene: Scene) -> bool:
    return any(
        (known.day, known.from_stop, known.to_stop, known.hoped_for, known.aim)
        == (wish.day, wish.from_stop, wish.to_stop, wish.at, wish.aim)
        for known in requests(scene)
        if known.standing in ACTIVE
    )


def bodies_of(wish: Wish) -> Iterator[RideRequest]:
    """Yield what is said to the city: the ride, then its way home if one is wished for."""
    yield RideRequest(
        day=wish.day,
        from_stop=wish.from_stop,
        to_stop=wish.to_stop,
        leave_at=wish.at if wish.aim is Aim.LEAVE else None,
        arrive_by=wish.at if wish.aim is Aim.ARRIVE else None,
        party=wish.party,
        wheelchair=wish.wheelchair,
        trip=wish.trip,
        homeward=wish.homeward,
        home_later=wish.home_later,
    )
    if wish.home_at is not None:
        yield RideRequest(
            day=wish.day,
            from_stop=wish.to_stop,
            to_stop=wish.from_stop,
            leave_at=wish.home_at,
            party=wish.party,
            wheelchair=wish.wheelchair,
            homeward=True,
        )


def way_home_of(home: RideRequest, out: RideRequest, name: str) -> RideRequest:
    """Tie a way home to its way out, which has its name now."""
    return home.model_copy(update={"trip": out.trip or name})


def landing(body: Body, origin: Place | None, name: str) -> Place | None:
    """Say where a request or a cancellation leads once it is kept; None: the page stays."""
    match body, origin:
        case RideRequest(homeward=True, trip=trip), RidePlace(name=out) if trip == out:
            return None
        case RideRequest(), RidePlace(listed=listed):
            return RidePlace(name, listed)
        case RideRequest(), BusPlace():
            return RidePlace(name)
        case RideCancel(ride=ride), CancelRidePlace(listed=listed):
            return RidePlace(ride, listed)
        case _:
            return None
