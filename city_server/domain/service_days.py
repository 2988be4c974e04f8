"""On which days the bus runs, and until when each can be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wire.base import TOKYO


@dataclass(frozen=True)
class ServiceRules:
    """What the office has set. `weekdays`: Monday is 0. `closed`: reasons in words for the resident."""

    deadline_time: time
    deadline_days_before: int
    weekdays: frozenset[int]
    closed: Mapping[date, str]
    weekday_closed_because: str
    days_ahead: int
    near_minutes: int
    window_minutes: int
    max_party: int

    def deadline(self, day: date) -> datetime:
        """Return the last moment at which a ride on `day` can be asked for."""
        return datetime.combine(day - timedelta(days=self.deadline_days_before), self.deadline_time, TOKYO)

    def last_day(self, today: date) -> date:
        """Return the last day that can be asked for today."""
        return today + timedelta(days=self.days_ahead)

    def closed_because(self, day: date) -> str | None:
        """Say why the bus does not run on a day, or None when it runs."""
        if day in self.closed:
            return self.closed[day]
        return None if day.weekday() in self.weekdays else self.weekday_closed_because
