"""When somebody who rides out can be on the way home again: there, and an errand done."""

from datetime import datetime, timedelta

from tvapp.domain.places import Wish
from tvapp.domain.scene import Scene
from tvapp.resident.bus.requests import Request, find, requests
from tvapp.resident.bus.service import moment_on, times_on
from wire.content import Aim

A_RIDE = timedelta(minutes=30)
"""How long a ride takes where this household has never ridden; the town is half an hour from the village."""
SHORT_ERRAND = timedelta(minutes=30)
"""The least that anybody rides out for; a sooner bus home is not offered."""


def home_times(wish: Wish, scene: Scene) -> tuple[str, ...]:
    """Return the times, `HH:MM`, at which the way home of this wish can be asked for.

    They begin when the way out is there and an errand is done; a time that the household always rides home
    at, or has chosen already, is one of them while it is later than the way out.
    """
    begun = moment_on(wish.day, wish.at)
    there = begun if wish.aim is Aim.ARRIVE else begun + _length(wish.from_stop, wish.to_stop, scene)
    return tuple(
        at
        for at in times_on(wish.day, scene)
        if moment_on(wish.day, at) >= there + SHORT_ERRAND
        or (at in {wish.home_at, *_usual(wish, scene)} and moment_on(wish.day, at) > begun)
    )


def ride_times(wish: Wish, scene: Scene) -> tuple[str, ...]:
    """Return the times for the ride itself; for a way home, those after the way out that was asked for."""
    times = times_on(wish.day, scene)
    out = find(wish.trip, scene) if wish.homeward and wish.trip is not None else None
    if out is None or out.day != wish.day:
        return times
    ready = there_at(out, scene) + SHORT_ERRAND
    return tuple(at for at in times if moment_on(wish.day, at) >= ready or at == wish.at)


def there_at(request: Request, scene: Scene) -> datetime:
    """Return when a way out is there: as the city promised, as was hoped for, or about then."""
    if request.ride is not None and request.ride.arrive_by is not None:
        return request.ride.arrive_by
    if request.aim is Aim.ARRIVE:
        return request.hoped_at
    return request.board_at + _length(request.from_stop, request.to_stop, scene)


def _length(from_stop: str, to_stop: str, scene: Scene) -> timedelta:
    """Return how long the ride between two stops took this household, either way, or what rides take."""
    ends = {from_stop, to_stop}
    known = (
        request.ride.arrive_by - request.ride.board_from
        for request in requests(scene)
        if request.ride is not None
        and request.ride.board_from is not None
        and request.ride.arrive_by is not None
        and {request.from_stop, request.to_stop} == ends
    )
    return max(known, default=A_RIDE)


def _usual(wish: Wish, scene: Scene) -> set[str | None]:
    household = scene.snapshot.household
    trips = household.usual_trips if household is not None else ()
    return {
        trip.home_at for trip in trips if (trip.from_stop, trip.to_stop) == (wish.from_stop, wish.to_stop)
    }
