"""Whether a place is open now and until when, and its hours of today in words."""

from dataclasses import dataclass
from datetime import datetime

from tvapp.domain import dates
from typeset.words import Words
from wire.content import OpenHours


@dataclass(frozen=True)
class Today:
    """The hours of one day, rising, and those that hold at this moment."""

    hours: tuple[OpenHours, ...]
    now: OpenHours | None


def today(hours: tuple[OpenHours, ...], at: datetime) -> Today:
    """Look up a moment; a place is open from its first minute until just before its last."""
    clock = f"{at.hour:02}:{at.minute:02}"
    mine = tuple(sorted((one for one in hours if at.weekday() in one.weekdays), key=lambda one: one.opens))
    return Today(mine, next((one for one in mine if one.opens <= clock < one.closes), None))


def in_words(hours: tuple[OpenHours, ...], at: datetime | None, words: Words) -> str:
    """`きょう 9時〜12時、14時〜17時` or `きょうは 休み`; without a known time all of the week."""
    if not hours:
        return ""
    if at is None:
        return "、".join(f"{_days(one, words)} {_span(one, words)}" for one in hours)
    mine = today(hours, at).hours
    if not mine:
        return words("tv.living.closed_today")
    return words("tv.living.today", hours="、".join(_span(one, words) for one in mine))


def _span(one: OpenHours, words: Words) -> str:
    return f"{dates.clock(one.opens, words)}〜{dates.clock(one.closes, words)}"


def _days(one: OpenHours, words: Words) -> str:
    days = [words(f"tv.weekday.{day}") for day in one.weekdays]
    row = one.weekdays == tuple(range(one.weekdays[0], one.weekdays[-1] + 1))
    return f"{days[0]}〜{days[-1]}" if row and len(days) > 2 else "・".join(days)
