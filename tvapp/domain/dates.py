"""Days and times in words that need no reckoning: あした, 9時10分, きのう 18時の 情報."""

from datetime import date, datetime, timedelta

import jpholiday

from typeset.words import Words

_REIWA = date(2019, 5, 1)
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow", 2: "after_tomorrow"}


def weekday(day: date, words: Words) -> str:
    """`日`, or `月・祝` on a holiday by law."""
    name = words(f"tv.weekday.{day.weekday()}")
    return words("tv.date.holiday", weekday=name) if jpholiday.is_holiday(day) else name


def holiday_name(day: date, words: Words) -> str | None:
    """`勤労感謝の日`, or None on a day that is no holiday by law."""
    name = jpholiday.is_holiday_name(day)
    return None if name is None else words("tv.date.holiday_name", name=name)


def long_day(day: date, words: Words) -> str:
    """`令和8年 11月22日(日)`, the way the head line says it."""
    key = "tv.date.long" if day >= _REIWA else "tv.date.long_before"
    return words(
        key,
        era=day.year - _REIWA.year + 1,
        year=day.year,
        month_name=_month(day, words),
        day=day.day,
        weekday=weekday(day, words),
    )


def short_day(day: date, words: Words) -> str:
    """`11月23日(月・祝)`."""
    return words("tv.date.short", month_name=_month(day, words), day=day.day, weekday=weekday(day, words))


def bare_day(day: date, words: Words) -> str:
    """`11月23日`."""
    return words("tv.date.bare", month_name=_month(day, words), day=day.day)


def _month(day: date, words: Words) -> str:
    return words(f"tv.month.{day.month}")


def near_day(day: date, today: date | None, words: Words) -> str | None:
    """`きのう`, `きょう`, `あした` or `あさって`; None when it is farther or today is not known."""
    if today is None:
        return None
    name = _NEAR.get((day - today).days)
    return None if name is None else words(f"tv.date.{name}")


def full_day(day: date, today: date | None, words: Words) -> str:
    """`あした 11月23日(月・祝)`, without the first word when it is farther away."""
    near = near_day(day, today, words)
    return short_day(day, words) if near is None else f"{near} {short_day(day, words)}"


def brief_day(day: date, today: date | None, words: Words) -> str:
    """`あした`, or `11月28日` when it is farther away."""
    return near_day(day, today, words) or bare_day(day, words)


def time(hour: int, minute: int, words: Words) -> str:
    """`9時10分`, `9時` on the hour."""
    return words("tv.date.time" if minute else "tv.date.hour", hour=hour, minute=f"{minute:02}", m=minute)


def clock(text: str, words: Words) -> str:
    """The same for a time of day of the wire, `HH:MM`."""
    hour, minute = text.split(":")
    return time(int(hour), int(minute), words)


def moment(at: datetime, words: Words) -> str:
    """The time of day of a moment, `9時10分`."""
    return time(at.hour, at.minute, words)


def half_day(at: datetime, words: Words) -> str:
    """`午後5時`, `午前9時30分`."""
    half = words("tv.date.morning" if at.hour < 12 else "tv.date.afternoon")
    return words("tv.date.half", half=half, time=time(_twelve(at.hour), at.minute, words))


def _twelve(hour: int) -> int:
    return hour - 12 if hour > 12 else hour


def deadline(at: datetime, today: date, words: Words) -> str:
    """`きょうの 午後5時`, `11月24日(火)の 午後5時`."""
    near = near_day(at.date(), today, words) or short_day(at.date(), words)
    return words("tv.date.of_day", day=near, time=half_day(at, words))


def age(as_of: datetime | None, now: datetime, words: Words, *, trusted: bool) -> str:
    """How old information is: `8時4分の 情報`, `きのう 18時の 情報`, `3日前の 情報`."""
    if as_of is None:
        return words("tv.age.none")
    days = (now.date() - as_of.date()).days
    if not trusted or as_of > now + timedelta(minutes=5):
        return words("tv.age.of", when=short_day(as_of.date(), words))
    match days:
        case _ if days <= 0:
            return words("tv.age.of", when=moment(as_of, words))
        case 1:
            hour = time(as_of.hour, 0, words)
            return words("tv.age.of", when=f"{words('tv.date.yesterday')} {hour}")
        case _:
            return words("tv.age.days", days=days)


def daypart(now: datetime) -> str:
    """`morning` until 11, `day` until 17, else `evening`: which greeting is right."""
    match now.hour:
        case hour if 4 <= hour < 11:
            return "morning"
        case hour if 11 <= hour < 17:
            return "day"
        case _:
            return "evening"
