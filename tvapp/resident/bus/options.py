"""The choices for each part of a wish, the usual ones first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from tvapp.domain import dates
from tvapp.domain.places import Wish, WishPart
from tvapp.domain.scene import Scene
from tvapp.resident.bus.errand import home_times, ride_times
from tvapp.resident.bus.service import days_ahead, people, times_on, until_words
from wire.content import Aim, ServiceDay, UsualTrip


@dataclass(frozen=True)
class Option:
    """One choice for one part of a wish; `usual` ones come first. A day without a bus leads to no wish."""

    id: str
    text: str
    wish: Wish | None
    note: str | None = None
    usual: bool = False
    closed: date | None = None


def options(wish: Wish, part: WishPart, scene: Scene) -> tuple[Option, ...]:
    """Return the choices for one part of a wish."""
    match part:
        case WishPart.DAY:
            return tuple(_day(day, wish, scene) for day in days_ahead(scene))
        case WishPart.FROM_STOP | WishPart.TO_STOP:
            return _stops(wish, part, scene)
        case WishPart.TIME:
            return tuple(
                Option(f"time:{at}", dates.clock(at, scene.words), replace(wish, at=at))
                for at in ride_times(wish, scene)
            )
        case WishPart.PARTY:
            bus = scene.snapshot.bus
            most = bus.max_party if bus is not None else 0
            return tuple(
                Option(f"party:{count}", people(count, scene), replace(wish, party=count))
                for count in range(1, most + 1)
            )
        case WishPart.WHEELCHAIR:
            return tuple(
                Option(f"chair:{word}", scene.words(f"tv.bus.chair_{word}"), replace(wish, wheelchair=used))
                for word, used in (("no", False), ("yes", True))
            )
        case WishPart.HOME:
            return tuple(_ways_home(wish, scene))


def time_words(at: str, aim: Aim, scene: Scene) -> str:
    """`9時10分ごろに のる`, `10時までに つく`."""
    words, time = scene.words, dates.clock(at, scene.words)
    match aim:
        case Aim.LEAVE:
            return words("tv.bus.board", time=words("tv.bus.about", time=time))
        case Aim.ARRIVE:
            return words("tv.bus.be_there", time=time)


def home_words(wish: Wish, scene: Scene) -> str:
    """`11時30分ごろに のる`, `あとで たのむ`, `なし`."""
    if wish.home_at is not None:
        return time_words(wish.home_at, Aim.LEAVE, scene)
    return scene.words("tv.bus.home_later" if wish.home_later else "tv.bus.home_none")


def _day(day: ServiceDay, wish: Wish, scene: Scene) -> Option:
    words, name = scene.words, f"day:{day.day.isoformat()}"
    text = dates.full_day(day.day, scene.now.date(), words)
    holiday = dates.holiday_name(day.day, words)
    if not day.open:
        return Option(name, text, None, holiday or day.closed_because, closed=day.day)
    until = until_words(day, scene)
    note = until if holiday is None else words("tv.bus.holiday_until", holiday=holiday, until=until)
    return Option(name, text, _moved(wish, day.day, scene), note)


def _moved(wish: Wish, day: date, scene: Scene) -> Wish:
    """Put a wish on another day, with a time that is still to come there."""
    times = times_on(day, scene)
    at = wish.at if wish.at in times or not times else times[0]
    return replace(wish, day=day, at=at)


def _ways_home(wish: Wish, scene: Scene) -> Iterator[Option]:
    words = scene.words
    yield Option("home:none", words("tv.bus.home_none"), replace(wish, home_at=None, home_later=False))
    yield Option("home:later", words("tv.bus.home_later"), replace(wish, home_at=None, home_later=True))
    for at in home_times(wish, scene):
        chosen = replace(wish, home_at=at, home_later=False)
        yield Option(f"home:{at}", time_words(at, Aim.LEAVE, scene), chosen)


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
        Option(f"stop:{stop.id}", stop.name, _with_stop(wish, part, stop.id, trips), usual=stop.id in order)
        for stop in stops
    )


def _with_stop(wish: Wish, part: WishPart, stop: str, trips: tuple[UsualTrip, ...]) -> Wish:
    """Change one end; when both would be the same stop, the ends change places.

    Another usual trip brings its usual times, unless the time was changed by hand.
    """
    if part is WishPart.FROM_STOP:
        other = wish.from_stop if stop == wish.to_stop else wish.to_stop
        changed = replace(wish, from_stop=stop, to_stop=other)
    else:
        other = wish.to_stop if stop == wish.from_stop else wish.from_stop
        changed = replace(wish, from_stop=other, to_stop=stop)
    before, after = _usual(wish, trips), _usual(changed, trips)
    if before is None or after is None or wish.at != before.leave_at:
        return changed
    home = after.home_at if wish.home_at == before.home_at else wish.home_at
    return replace(changed, at=after.leave_at, home_at=home)


def _usual(wish: Wish, trips: tuple[UsualTrip, ...]) -> UsualTrip | None:
    way = (wish.from_stop, wish.to_stop)
    return next((trip for trip in trips if (trip.from_stop, trip.to_stop) == way), None)
