"""Takes in signed lists of alerts: only what the city's keys signed, for this area, never an older one."""

import logging
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from sqlite_utils import Database

from offline_cache import reserve
from offline_cache.alert_shelf import AlertShelf
from offline_cache.database import folder_of, is_unwritable, writing
from offline_cache.identity import IdentityStore
from wire.alerts import AlertList, SignedAlerts, read_alerts
from wire.errors import Forged, Unreadable
from wire.signing import verified

_log = logging.getLogger(__name__)


class Reception(StrEnum):
    """What became of a list."""

    TAKEN = "taken"
    HELD = "held"  # the same as before
    FORGED = "forged"
    UNREADABLE = "unreadable"
    ELSEWHERE = "elsewhere"  # another area's
    UNKEPT = "unkept"  # believed and held in memory, for the disk takes no more
    PARTLY = "partly"  # one of its alerts cannot be read; the others count
    OLD = "old"  # a number lower than the highest: a replay


@dataclass
class Unkept:
    """The newest lists that no disk would take: they are gone with the program; safe in any thread."""

    _lists: dict[str, tuple[AlertList, SignedAlerts]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self, alerts: AlertList, signed: SignedAlerts) -> bool:
        """Hold a list in memory; tells whether it was news."""
        with self._lock:
            held, _ = self._lists.get(alerts.area, (None, None))
            if held is not None and (held.number > alerts.number or held.alerts == alerts.alerts):
                return False
            self._lists[alerts.area] = (alerts, signed)
            return True

    def forget(self, area: str) -> None:
        """A list of this area is on disk again."""
        with self._lock:
            self._lists.pop(area, None)

    def of(self, area: str | None) -> tuple[AlertList, SignedAlerts] | None:
        """Return the list of an area that is in memory alone, and as it came, to be offered again."""
        with self._lock:
            return None if area is None else self._lists.get(area)


@dataclass
class Dropped:
    """What was dropped since the program started, for the report; safe in any thread."""

    unkept: Unkept = field(default_factory=Unkept)
    _counts: Counter[Reception] = field(default_factory=Counter)
    _told: set[Reception] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, why: Reception) -> None:
        """Count one; the log hears of each reason once, until a good list comes."""
        with self._lock:
            self._counts[why] += 1
            first = why not in self._told
            self._told.add(why)
        if first:
            _log.warning("a list of alerts cannot be taken as it is: %s", why)

    def good(self) -> None:
        """Note that a good list came."""
        with self._lock:
            self._told.clear()

    def counts(self) -> dict[Reception, int]:
        """Return how many were dropped, by reason."""
        with self._lock:
            return dict(self._counts)


@dataclass(frozen=True)
class AlertStore:
    """Writes the table `alerts` of `outbox.db`. Not thread-safe, as its connection."""

    db: Database
    dropped: Dropped

    def take(self, signed: SignedAlerts) -> Reception:
        """Verify a list and put it in place of the older one; on disk when this returns, if there is room."""
        identity = IdentityStore(self.db).now()
        try:
            read = read_alerts(verified(signed, identity.alert_keys))
        except Forged:
            return self._counted(Reception.FORGED)
        except Unreadable:
            return self._counted(Reception.UNREADABLE)
        if identity.area is not None and read.alerts.area != identity.area:
            return self._counted(Reception.ELSEWHERE)
        reception = self._put_or_hold(signed, read.alerts)
        if read.unreadable and reception is not Reception.OLD:
            self._counted(Reception.PARTLY)
            return reception
        return self._counted(reception)

    def _counted(self, reception: Reception) -> Reception:
        if reception in (Reception.TAKEN, Reception.HELD):
            self.dropped.good()
        else:
            self.dropped.count(reception)
        return reception

    def _put_or_hold(self, signed: SignedAlerts, alerts: AlertList) -> Reception:
        try:
            reception = self._put_somehow(signed, alerts)
        except sqlite3.Error as error:
            if not is_unwritable(error):
                raise
            return Reception.UNKEPT if self.dropped.unkept.hold(alerts, signed) else Reception.HELD
        if reception is Reception.TAKEN:
            self.dropped.unkept.forget(alerts.area)
        return reception

    def _put_somehow(self, signed: SignedAlerts, alerts: AlertList) -> Reception:
        """Put it on disk; on a full one, in the room that was held back for this."""
        try:
            return self._put(signed, alerts)
        except sqlite3.Error as error:
            if not is_unwritable(error) or not reserve.give_up(folder_of(self.db)):
                raise
            return self._put(signed, alerts)

    def _put(self, signed: SignedAlerts, alerts: AlertList) -> Reception:
        shelf = AlertShelf(self.db)
        with writing(self.db):
            if alerts.number < shelf.number(alerts.area):
                return Reception.OLD
            held = shelf.held(alerts.area)
            if held is not None and (held.alerts.number, held.alerts.alerts) == (
                alerts.number,
                alerts.alerts,
            ):
                return Reception.HELD
            self.db.conn.execute(
                "INSERT OR REPLACE INTO alerts VALUES (?, ?, ?, ?, ?)",
                [alerts.area, alerts.number, signed.payload, signed.key_id, signed.signature],
            )
        return Reception.TAKEN
