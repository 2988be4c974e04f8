"""Virtual time: one clock for the city, and one in each box that may be wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from city_server.clock import HandClock


@dataclass
class BoxTime:
    """A box's clock (`offline_cache.clock.Clock`): its own wall until the city has told the time."""

    city: HandClock
    began: datetime
    skew: timedelta = timedelta(0)
    known: timedelta | None = None
    """The city's time minus the time that really passed, as last heard."""

    def now(self) -> datetime:
        return self.city.now() + (self.skew if self.known is None else self.known)

    def trusted(self) -> bool:
        return self.known is not None

    def monotonic(self) -> float:
        return (self.city.now() - self.began).total_seconds()

    def heard(self, city_time: datetime) -> None:
        """Take the city's time."""
        self.known = city_time - self.city.now()

    def forget(self) -> None:
        """Know nothing, as after a start."""
        self.known = None
