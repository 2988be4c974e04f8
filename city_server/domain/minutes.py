"""Times of day as minutes after midnight, and as people write them."""

from datetime import date, datetime, time, timedelta

from wire.base import TOKYO


def minutes_of(clock: str) -> int:
    """Read `HH:MM`."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock_of(minutes: int) -> str:
    """Write `HH:MM`; `minutes` is below 1440."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def moment_of(day: date, minutes: int) -> datetime:
    """Return the moment so many minutes after the day's midnight in the village."""
    return datetime.combine(day, time(0), TOKYO) + timedelta(minutes=minutes)
