"""What time it is in the village: the city's time carried on by the box's monotonic clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from wire.base import TOKYO

FLOOR = datetime(2026, 11, 1, tzinfo=TOKYO)
"""When this release was made: no box that runs it can live earlier."""


class Clock(Protocol):
    """What everything on the box asks for the time."""

    def now(self) -> datetime:
        """Return the village's time in Asia/Tokyo."""
        ...

    def trusted(self) -> bool:
        """Tell whether that time came from the city since this machine started."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only rise, for measuring spans."""
        ...


@dataclass(frozen=True)
class Reading:
    """The city's time as an offset to the seconds since this boot; worthless after the next boot."""

    boot: str
    offset: float
    """City time (POSIX seconds) minus boot seconds."""


def boot_id() -> str:
    """Name this boot of the machine; changes with every start."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def wall_clock() -> datetime:
    """Ask the machine, which may say 1970 after a power cut, or anything else."""
    return datetime.now(UTC).astimezone(TOKYO)


def set_wall_clock(moment: datetime) -> None:
    """Set the machine's clock. Raises `PermissionError` for a process that may not (CAP_SYS_TIME)."""
    time.clock_settime(time.CLOCK_REALTIME, moment.timestamp())


def boot_seconds() -> float:
    """Seconds since boot, sleep included; the same in every process of the machine."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class BoxClock:
    """The clock both programs of the box use; the agent sets it, the face is handed readings."""

    def __init__(
        self, floor: datetime, reading: Reading | None = None, wall: Callable[[], datetime] = wall_clock
    ) -> None:
        """Take the earliest time that can be true (`floor`) and a reading kept from before."""
        self._floor = floor
        self._wall = wall
        self._boot = boot_id()
        self._reading: Reading | None = None
        self.use(reading)

    def use(self, reading: Reading | None) -> None:
        """Take a reading if it belongs to this boot."""
        if reading is not None and reading.boot == self._boot:
            self._reading = reading

    def learn(self, city_time: datetime) -> Reading:
        """Take the city's time as heard just now, and return the reading to keep."""
        self._reading = Reading(self._boot, city_time.timestamp() - boot_seconds())
        return self._reading

    def now(self) -> datetime:
        """Return the city's time; without it the machine's own, but never before the floor."""
        if self._reading is not None:
            return datetime.fromtimestamp(self._reading.offset + boot_seconds(), TOKYO)
        return max(self._wall(), self._floor)

    def trusted(self) -> bool:
        """Tell whether the city has told the time since this boot."""
        return self._reading is not None

    def monotonic(self) -> float:
        """Seconds since boot."""
        return boot_seconds()


@dataclass
class FixedClock:
    """A clock for tests, moved by hand."""

    moment: datetime
    is_trusted: bool = True
    seconds: float = 0.0

    def now(self) -> datetime:
        """Return the set moment."""
        return self.moment

    def trusted(self) -> bool:
        """Return what was set."""
        return self.is_trusted

    def monotonic(self) -> float:
        """Return the set seconds."""
        return self.seconds

    def advance(self, **span: float) -> None:
        """Move on by a `timedelta` given in its own words."""
        step = timedelta(**span)
        self.moment += step
        self.seconds += step.total_seconds()
