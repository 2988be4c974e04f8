"""What the bus offers as this box knows it: days, times, names of stops, and how long may be asked."""

from datetime import date, datetime, time, timedelta

from tvapp.domain import dates
from tvapp.domain.scene import Scene
from wire.base import TOKYO
from wire.content import ServiceDay

_HOURS_AS_DAYS = 48
"""From so many hours on, what is left is said in days."""


def days_ahead(scene: Scene) -> tuple[ServiceDay, ...]:
    """Return the days that can be asked for now, and between them those without a bus."""
    bus = scene.snapshot.bus
    if bus is None or not scene.knows_time:
        return ()
    today = scene.now.date()
    days = (day for day in bus.days if day.day >= today and day.deadline > scene.now)
    return tuple(sorted(days, key=lambda day: day.day))


def open_days(scene: Scene) -> tuple[ServiceDay, ...]:
    """Return the days that can be asked for now; none under an untrusted clock."""
    return tuple(day for day in days_ahead(scene) if day.open)


def stop_name(stop: str, scene: Scene) -> str:
    """Name a stop; one that the service does not know any more by its id."""
    bus = scene.snapshot.bus
    return next((known.name for known in bus.stops if known.id == stop), stop) if bus is not None else stop


def times_on(day: date, scene: Scene) -> tuple[str, ...]:
    """Return the times that can be asked for on a day; those of today that have passed are left out."""
    bus, household = scene.snapshot.bus, scene.snapshot.household
    if bus is None:
        return ()
    trips = household.usual_trips if household is not None else ()
    usual = {at for trip in trips for at in (trip.leave_at, trip.home_at) if at is not None}
    return tuple(at for at in sorted({*bus.times, *usual}) if moment_on(day, at) > scene.now)


def moment_on(day: date, clock: str) -> datetime:
    """Return the moment of a time of day, `HH:MM`."""
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute)), TOKYO)


def takes_wheelchairs(scene: Scene) -> bool:
    """Tell whether any vehicle has a place for one."""
    return scene.snapshot.bus is not None and scene.snapshot.bus.wheelchairs


def people(count: int, scene: Scene, *, wheelchair: bool = False) -> str:
    """`1人(300円)`, `2人(600円)・車いす`."""
    bus, words = scene.snapshot.bus, scene.words
    said = words("tv.bus.people", count=count)
    if bus is not None:
        said = words("tv.bus.people_fare", count=count, yen=bus.fare_yen * count)
    return words("tv.bus.with_wheelchair", people=said) if wheelchair else said


def phone(scene: Scene) -> tuple[str, ...]:
    """Return the line with the bus desk's number, if it is known."""
    bus = scene.snapshot.bus
    if bus is None:
        return ()
    return (scene.words("tv.phone", label=bus.phone.label, number=bus.phone.number),)


def until_words(day: ServiceDay, scene: Scene) -> str:
    """`きょう 17時まで`."""
    today = scene.now.date()
    when = dates.near_day(day.deadline.date(), today, scene.words) or dates.short_day(
        day.deadline.date(), scene.words
    )
    return scene.words("tv.bus.until", day=when, time=dates.moment(day.deadline, scene.words))


def countdown(day: ServiceDay, scene: Scene) -> str:
    """`あしたの ぶんは きょう 17時まで。あと 2時間`."""
    return scene.words(
        "tv.bus.countdown",
        day=dates.brief_day(day.day, scene.now.date(), scene.words),
        until=until_words(day, scene),
        left=left_words(day.deadline - scene.now, scene),
    )


def left_words(left: timedelta, scene: Scene) -> str:
    """`あと 2日`, `あと 2時間`, `あと 25分`, まもなく しめきり: no more than is surely left."""
    words, minutes = scene.words, int(left.total_seconds() // 60)
    match minutes:
        case _ if minutes < 1:
            return words("tv.bus.left_moment")
        case _ if minutes < 60:
            return words("tv.bus.left_minutes", count=minutes)
        case _ if minutes < _HOURS_AS_DAYS * 60:
            return words("tv.bus.left_hours", count=minutes // 60)
        case _:
            return words("tv.bus.left_days", count=minutes // (24 * 60))
