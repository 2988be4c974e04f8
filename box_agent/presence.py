"""How we stand with the city, and what time it says it is: kept for the face and for after a restart."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from offline_cache.clock import BoxClock, Reading
from offline_cache.database import is_unwritable
from offline_cache.snapshot import Line
from offline_cache.state import State

_RENEW = timedelta(seconds=60)
_SAME_TIME = 0.2
"""Seconds by which two readings may differ and still be the same time."""

_log = logging.getLogger(__name__)


@dataclass
class Presence:
    """Safe in any thread; `state` is its own connection, `changed` rings the face."""

    state: State
    clock: BoxClock
    changed: Callable[[], None]
    _line: Line = field(default_factory=lambda: Line(connected=False, as_of=None))
    _kept_at: datetime | None = None
    _reading: Reading | None = None
    _unwritable: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """Take over what was kept; until the city answers there is no line."""
        with self._lock:
            self._reading = self.state.reading()
            self.clock.use(self._reading)
            self._keep(Line(connected=False, as_of=self.state.line().as_of))

    def heard(self, city_time: datetime) -> None:
        """The city has answered just now and said what time it is."""
        with self._lock:
            self._learn(city_time)
            now = self.clock.now()
            due = self._kept_at is None or abs(now - self._kept_at) >= _RENEW
            if not self._line.connected:
                _log.info("the city answers")
            if due or not self._line.connected:
                self._keep(Line(connected=True, as_of=now))
            else:
                self._line = Line(connected=True, as_of=now)

    def lost(self, why: str) -> None:
        """The city cannot be reached."""
        with self._lock:
            if self._line.connected:
                _log.warning("the city is out of reach: %s", why)
                self._keep(Line(connected=False, as_of=self._line.as_of))

    def end(self) -> None:
        """Nobody renews this any more: the face shall not believe in a line."""
        with self._lock:
            if self._line.connected:
                self._keep(Line(connected=False, as_of=self._line.as_of))

    def _learn(self, city_time: datetime) -> None:
        reading, before = self.clock.learn(city_time), self._reading
        if before is None or before.boot != reading.boot or abs(before.offset - reading.offset) > _SAME_TIME:
            self._reading = reading
            self._written(lambda: self.state.keep_reading(reading))
            self.changed()

    def _keep(self, line: Line) -> None:
        self._line = line
        self._kept_at = line.as_of
        self._written(lambda: self.state.keep_line(line))
        self.changed()

    def _written(self, write: Callable[[], None]) -> None:
        """Write, unless the disk takes nothing: then the face must do without, and the line goes on."""
        try:
            write()
            self._unwritable = False
        except sqlite3.Error as error:
            if not is_unwritable(error):
                raise
            if not self._unwritable:
                _log.error("the disk takes no more: %s", error)
            self._unwritable = True
