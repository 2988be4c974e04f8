"""When the box may ask the household by itself how they are: rules of days, hours and answers. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

MORNING, NIGHT = time(7, 0), time(21, 0)
"""Nobody is woken before the one or from the other on."""
LATEST = timedelta(hours=3)
"""A box that was without power at its hour still asks, but no later than this after it."""
IN_USE = timedelta(minutes=5)
"""Somebody who used the remote just now is not interrupted; keys are noted this often."""
PATIENCE = timedelta(minutes=2)
READ = timedelta(seconds=10)
"""How long what became of an answer stands before the programme is given back."""


class Way(Enum):
    NOTHING = "nothing"
    LAMP = "lamp"
    TV = "tv"


@dataclass(frozen=True)
class Home:
    """What is known of the household at one moment."""

    hour: time | None
    """Its hour, from the city; None: it is never asked."""
    consent: bool
    """Whether the box may wake the TV."""
    silent: bool
    """Whether anybody who lives there has not answered today."""
    away: bool
    asked_on: date | None
    """The last day on which the TV was woken to ask."""
    last_key_at: datetime | None


def way(home: Home, now: datetime, *, trusted: bool) -> Way:
    """Return how to turn to the household now."""
    if not trusted or not home.silent or home.away or not _is_time(home.hour, now):
        return Way.NOTHING
    if not home.consent:
        return Way.LAMP
    began = _begins(home.hour, now)
    if home.asked_on == now.date() or began is None or now - began >= LATEST:
        return Way.NOTHING
    in_use = home.last_key_at is not None and timedelta(0) <= now - home.last_key_at < IN_USE
    return Way.NOTHING if in_use else Way.TV


def _is_time(hour: time | None, now: datetime) -> bool:
    began = _begins(hour, now)
    return began is not None and began <= now and MORNING <= now.time() < NIGHT


def _begins(hour: time | None, now: datetime) -> datetime | None:
    """Return the moment of today from which it may be asked; an hour of the night never comes."""
    if hour is None or hour >= NIGHT:
        return None
    return datetime.combine(now.date(), max(hour, MORNING), now.tzinfo)


@dataclass(frozen=True)
class Asked:
    """A question that stands on the TV."""

    since: datetime
    answered_at: datetime | None = None


def is_over(asked: Asked, home: Home, now: datetime) -> bool:
    """Tell whether the question may go: answered and read, or two minutes without anybody."""
    if now < asked.since or now.time() >= NIGHT:
        return True  # the clock was set, or the night has come
    if asked.answered_at is not None:
        return now - asked.answered_at >= READ
    touched = home.last_key_at if home.last_key_at is not None and home.last_key_at > asked.since else None
    return now - (touched or asked.since) >= PATIENCE
