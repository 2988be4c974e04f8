"""When a calendar's line falls due: every Monday, each first and third Wednesday, on named days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

WEEKDAYS = "月火水木金土日"
_WEEK = re.compile(r"第?([1-5])")
_DAY = re.compile(r"(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?")
_BETWEEN = re.compile(r"[\s、,・]+")


@dataclass(frozen=True)
class DayRule:
    """`weekdays` (Monday is 0), only in these `weeks` of the month when some are named; and single days."""

    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    not_on: tuple[date, ...] = ()

    def falls_on(self, day: date) -> bool:
        """Tell whether it is due on a day."""
        if day in self.not_on:
            return False
        week = (day.day - 1) // 7 + 1
        return day in self.days or (day.weekday() in self.weekdays and (not self.weeks or week in self.weeks))

    def within(self, first: date, ahead: int) -> tuple[date, ...]:
        """Return the days it is due on, from `first` on, `ahead` days long."""
        days = (first + timedelta(days=after) for after in range(ahead))
        return tuple(day for day in days if self.falls_on(day))


def read_weekdays(text: str) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Read `月・木` or `第1・第3 水`: weekdays and weeks. None when it is neither."""
    plain = normalize("NFKC", text).replace("曜日", "").replace("曜", "").replace("毎週", "")
    weeks = tuple(sorted({int(week) for week in _WEEK.findall(plain)}))
    letters = _BETWEEN.sub("", _WEEK.sub("", plain))
    if not letters or any(letter not in WEEKDAYS for letter in letters):
        return None
    return tuple(sorted({WEEKDAYS.index(letter) for letter in letters})), weeks


def write_weekdays(weekdays: tuple[int, ...], weeks: tuple[int, ...]) -> str:
    """Write it as `read_weekdays` reads it."""
    which = "・".join(f"第{week}" for week in weeks)
    days = "・".join(WEEKDAYS[day] for day in weekdays)
    return f"{which} {days}".strip()


def read_days(text: str, today: date) -> tuple[date, ...] | None:
    """Read `12月30日、1/4`: a day without its year is the next one. None when something else stands there."""
    plain = normalize("NFKC", text)
    if _BETWEEN.sub("", _DAY.sub("", plain)):
        return None
    days = [_day(*found, today=today) for found in _DAY.findall(plain)]
    return None if None in days else tuple(sorted({day for day in days if day is not None}))


def write_days(days: tuple[date, ...]) -> str:
    """Write them as `read_days` reads them."""
    return "、".join(f"{day.year}年{day.month}月{day.day}日" for day in days)


def _day(year: str, month: str, day: str, *, today: date) -> date | None:
    try:
        if year:
            return date(int(year), int(month), int(day))
        this = date(today.year, int(month), int(day))
        return this if this >= today else date(today.year + 1, int(month), int(day))
    except ValueError:
        return None
