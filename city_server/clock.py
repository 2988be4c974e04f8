"""What time it is in the city: the machine's time, shifted when a demonstration asks for another day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from wire.base import TOKYO


class Clock(Protocol):
    """What everything in the city asks for the time."""

    def now(self) -> datetime:
        """Return the moment, in Asia/Tokyo."""
        ...


@dataclass(frozen=True)
class CityClock:
    """The machine's clock plus a fixed offset; it runs on, it is never frozen."""

    offset: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Return the moment, in Asia/Tokyo."""
        return datetime.now(UTC).astimezone(TOKYO) + self.offset

    @classmethod
    def showing(cls, moment: datetime) -> "CityClock":
        """Make a clock that shows `moment` (with its offset) just now and runs on from there."""
        return cls(moment.astimezone(TOKYO) - cls().now())


@dataclass
class HandClock:
    """A clock for tests, moved by hand."""

    moment: datetime

    def now(self) -> datetime:
        """Return the set moment, in Asia/Tokyo."""
        return self.moment.astimezone(TOKYO)

    def advance(self, step: timedelta) -> None:
        """Move on."""
        self.moment += step


def today(clock: Clock) -> date:
    """Return the village's day."""
    return clock.now().date()
