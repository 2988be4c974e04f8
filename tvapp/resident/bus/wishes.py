"""What can be asked of the bus: days, stops, times and people, and the wish to begin with."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum, auto
from itertools import chain

from tvapp.domain import dates
from tvapp.domain.places import Wish, WishPart
from tvapp.domain.scene import Scene
from tvapp.resident.bus.requests import ACTIVE, requests
from wire.base import TOKYO
from wire.commands import RideRequest
from wire.content import ServiceDay, UsualTrip


@dataclass(frozen=True)
class Option:
    """One choice for one part of a wish; `usual` ones come first."""

    id: str
    text: str
    wish: Wish
    note: str | None = None
    usual: bool = False


class Fault(Enum):
    """Why a wish cannot be sent as it stands."""

    LATE = auto()  # the deadline of its day has passed, or the day is closed
    PAST = auto()  # its time of today has passed
    TWICE = auto()  # the very same was asked already
    SAME_STOP = auto()


def open_days(scene: Scene) -> tuple[ServiceDay, ...]:
    """Return the days that can be asked for now; none under an untrusted clock."""
    bus = scene.snapshot.bus
    if bus is None or not scene.knows_time:
        return ()
    today = scene.now.date()
    days = (day for day in bus.days if day.open and day.day >= today and day.deadline > scene.now)
    return tuple(sorted(days, key=lambda day: day.day))


def stop_name(stop: str, scene: Scene) -> str:
    """Name a stop; one that the service does not know any more by its id."""
    bus = scene.snapshot.bus
    return next((known.name for known in bus.stops if known.id == stop), stop) if bus is not None else stop


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
    leave_at = trip.leave_at if trip.leave_at in times else times[0]
    most = scene.snapshot.bus.max_party if scene.snapshot.bus is not None else trip.party
    return Wish(day, trip.from_stop, trip.to_stop, leave_at, min(trip.party, most))


def times_on(day: date, scene: Scene) -> tuple[str, ...]:
    """Return the times that can be asked for on a day; those of today that have passed are left out."""
    bus, household = scene.snapshot.bus, scene.snapshot.household
    if bus is None:
        return ()
    usual = {trip.leave_at for trip in household.usual_trips} if household is not None else set()
    return tuple(at for at in sorted({*bus.times, *usual}) if _at(day, at) > scene.now)


def _at(day: date, clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute)), TOKYO)


def fault(wish: Wish, scene: Scene) -> Fault | None:
    """Say what keeps a wish from being sent, or None."""
    if wish.day not in {day.day for day in open_days(scene)}:
        return Fault.LATE
    if _at(wish.day, wish.leave_at) <= scene.now:
        return Fault.PAST
    if wish.from_stop == wish.to_stop:
        return Fault.SAME_STOP
    return Fault.TWICE if _asked_already(wish, scene) else None


def _asked_already(wish: Wish, scene: Scene) -> bool:
    return any(
        (known.day, known.from_stop, known.to_stop, known.leave_at)
        == (wish.day, wish.from_stop, wish.to_stop, wish.leave_at)
        for known in requests(scene)
        if known.standing in ACTIVE
    )


def request_of(wish: Wish) -> RideRequest:
    """Turn a wish into what is said to the city."""
    return RideRequest(
        day=wish.day,
        from_stop=wish.from_stop,
        to_stop=wish.to_stop,
        leave_at=wish.leave_at,
        party=wish.party,
    )


def options(wish: Wish, part: WishPart, scene: Scene) -> tuple[Option, ...]:
    """Return the choices for one part of a wish, the usual ones first."""
    match part:
        case WishPart.DAY:
            return _days(wish, scene)
        case WishPart.FROM_STOP | WishPart.TO_STOP:
            return _stops(wish, part, scene)
        case WishPart.TIME:
            return tuple(
                Option(f"time:{at}", dates.clock(at, scene.words), replace(wish, leave_at=at))
                for at in times_on(wish.day, scene)
            )
        case WishPart.PARTY:
            bus = scene.snapshot.bus
            most = bus.max_party if bus is not None else 0
            return tuple(
                Option(f"party:{count}", party_words(count, scene), replace(wish, party=count))
                for count in range(1, most + 1)
            )


def party_words(count: int, scene: Scene) -> str:
    """`1人(300円)`."""
    bus = scene.snapshot.bus
    if bus is None:
        return scene.words("tv.bus.people", count=count)
    return scene.words("tv.bus.people_fare", count=count, yen=bus.fare_yen * count)


def _days(wish: Wish, scene: Scene) -> tuple[Option, ...]:
    today = scene.now.date()
    return tuple(
        Option(
            f"day:{day.day.isoformat()}",
            dates.full_day(day.day, today, scene.words),
            _moved(wish, day.day, scene),
            deadline_words(day, scene),
        )
        for day in open_days(scene)
    )


def _moved(wish: Wish, day: date, scene: Scene) -> Wish:
    """Put a wish on another day, with a time that is still to come there."""
    times = times_on(day, scene)
    leave_at = wish.leave_at if wish.leave_at in times or not times else times[0]
    return replace(wish, day=day, leave_at=leave_at)


def deadline_words(day: ServiceDay, scene: Scene) -> str:
    """`しめきり きょうの 午後5時`."""
    return scene.words("tv.bus.deadline", when=dates.deadline(day.deadline, scene.now.date(), scene.words))


def _stops(wish: Wish, part: WishPart, scene: Scene) -> tuple[Option, ...]:
    bus, household = scene.snapshot.bus, scene.snapshot.household
    if bus is None or household is None:
        return ()
    trips = household.usual_trips
    starts, ends = [trip.from_stop for trip in trips], [trip.to_stop for trip in trips]
    # Both ends of the usual trips, whichever end is asked for: who rode out also rides home.
    ways = (starts, [household.home_stop], ends) if part is WishPart.FROM_STOP else (ends, starts)
    usual = [*chain.from_iterable(ways), household.home_stop]
    order = {stop: place for place, stop in enumerate(dict.fromkeys(usual))}
    stops = sorted(bus.stops, key=lambda stop: (order.get(stop.id, len(order)), stop.kana))
    return tuple(
        Option(f"stop:{stop.id}", stop.name, _with_stop(wish, part, stop.id), usual=stop.id in order)
        for stop in stops
    )


def _with_stop(wish: Wish, part: WishPart, stop: str) -> Wish:
    """Change one end; when both would be the same stop, the ends change places."""
    if part is WishPart.FROM_STOP:
        other = wish.from_stop if stop == wish.to_stop else wish.to_stop
        return replace(wish, from_stop=stop, to_stop=other)
    other = wish.to_stop if stop == wish.from_stop else wish.from_stop
    return replace(wish, from_stop=other, to_stop=stop)
