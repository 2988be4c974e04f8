"""Sets the machine's clock by the city's signed time when its certificate is not valid by that clock."""

import logging
import secrets
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from offline_cache.city_api import CityApi
from offline_cache.clock import FLOOR, boot_seconds, wall_clock
from offline_cache.database import is_unwritable
from offline_cache.errors import CityRefused, CityUnreachable, TokenRejected
from offline_cache.outbox import Outbox
from wire.enrolment import AlertKey
from wire.errors import Forged, Unreadable
from wire.signing import open_time

_REST_SECONDS = 20.0
"""From one answer to the next question, whoever is in doubt."""
_SLOWEST_SECONDS = 10.0
"""A true answer that was held back longer on its way tells the wrong time."""
_RIGHT = timedelta(minutes=1)
"""A clock this near to the city's is not what is wrong with the certificate."""

_log = logging.getLogger(__name__)


def plain_address(city: str) -> str | None:
    """Name where the time is asked without TLS: the same host; None for a city that has no TLS anyway."""
    parts = urlsplit(city)
    return f"http://{parts.hostname}" if parts.scheme == "https" and parts.hostname else None


class _Useless(Exception):
    """Raised when the clock stays as it is; the text says why."""


@dataclass
class Rescue:
    """Safe in any thread. Nothing that came is believed but a signature over our own nonce."""

    directory: Path
    address: str | None
    set_wall: Callable[[datetime], None]
    wall: Callable[[], datetime] = wall_clock
    nonce: Callable[[], str] = lambda: secrets.token_urlsafe(24)
    seconds: Callable[[], float] = boot_seconds
    _asked_at: float | None = None
    _set_to: datetime | None = None
    _why: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set_clock(self) -> bool:
        """Ask once and set the clock. Tells whether trying again is worth it."""
        with self._lock:
            if self._asked_at is not None and self.seconds() - self._asked_at < _REST_SECONDS:
                return self._set_to is not None
            self._set_to = None
            try:
                self._set_to = self._set()
            except _Useless as why:
                if str(why) != self._why:
                    _log.warning("the certificate is not valid by this clock, and it stays so: %s", why)
                self._why = str(why)
                return False
            finally:
                self._asked_at = self.seconds()  # who waited meanwhile shall not ask once more
            self._why = ""
            _log.warning("the clock was wrong: set to %s as the city signed", self._set_to.isoformat())
            return True

    def agreed(self) -> None:
        """Keep the time that was set as the earliest to be believed, as its certificate says so too."""
        with self._lock:
            if self._set_to is None:
                return
            outbox = Outbox.open(self.directory, self._set_to)
            try:
                outbox.identity.raise_time_floor(self._set_to)
            except sqlite3.Error as error:
                if not is_unwritable(error):
                    raise  # a full disk costs the floor, and not what was asked of the city
            finally:
                outbox.close()

    def _set(self) -> datetime:
        keys, floor = self._known()
        if self.address is None or not keys:
            raise _Useless("nobody is known who could sign the time")
        moment = self._ask(self.address, keys)
        if moment < floor:
            raise _Useless(f"the city signed {moment.isoformat()}, earlier than {floor.isoformat()}")
        if abs(moment - self.wall()) < _RIGHT:
            raise _Useless("the clock is right")
        try:
            self.set_wall(moment)
        except OSError as error:
            raise _Useless(f"the clock cannot be set ({type(error).__name__})") from error
        return moment

    def _ask(self, address: str, keys: tuple[AlertKey, ...]) -> datetime:
        nonce, began = self.nonce(), self.seconds()
        try:
            with CityApi(address) as api:
                moment = open_time(api.time(nonce), keys, nonce)
        except (CityUnreachable, CityRefused, TokenRejected) as why:
            raise _Useless(f"no answer ({why})") from why
        except (Forged, Unreadable) as why:
            raise _Useless(f"a forged answer ({why})") from why
        if self.seconds() - began > _SLOWEST_SECONDS:
            raise _Useless("the answer took too long")
        return moment

    def _known(self) -> tuple[tuple[AlertKey, ...], datetime]:
        outbox = Outbox.open(self.directory, FLOOR)
        keys, floor = outbox.identity.now().alert_keys, outbox.identity.time_floor()
        outbox.close()
        return keys, max(FLOOR, floor or FLOOR)
