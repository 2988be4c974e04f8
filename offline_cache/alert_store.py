"""Takes in signed lists of alerts: only what the city's keys signed, for this area, never an older one."""

import logging
from dataclasses import dataclass, field
from enum import StrEnum

from sqlite_utils import Database

from offline_cache.alert_shelf import AlertShelf
from offline_cache.database import writing
from offline_cache.identity import IdentityStore
from wire.alerts import AlertList, SignedAlerts
from wire.errors import Forged, Unreadable
from wire.signing import open_alerts

_log = logging.getLogger(__name__)


class Reception(StrEnum):
    """What became of a list."""

    TAKEN = "taken"
    HELD = "held"  # the same as before
    FORGED = "forged"
    UNREADABLE = "unreadable"
    ELSEWHERE = "elsewhere"  # another area's
    OLD = "old"  # a number lower than the highest: a replay


@dataclass
class AlertStore:
    """Writes the table `alerts` of `outbox.db`. Not thread-safe, as its connection."""

    db: Database
    dropped: set[Reception] = field(default_factory=set)
    """Reasons seen since the last good list; each is logged once."""

    def take(self, signed: SignedAlerts) -> Reception:
        """Verify a list and put it in place of the older one; on disk when this returns."""
        identity = IdentityStore(self.db).now()
        try:
            alerts = open_alerts(signed, identity.alert_keys)
        except Forged:
            return self._drop(Reception.FORGED)
        except Unreadable:
            return self._drop(Reception.UNREADABLE)
        if identity.area is not None and alerts.area != identity.area:
            return self._drop(Reception.ELSEWHERE)
        return self._put(signed, alerts)

    def _put(self, signed: SignedAlerts, alerts: AlertList) -> Reception:
        with writing(self.db):
            row = self.db.conn.execute(
                "SELECT number, payload FROM alerts WHERE area = ?", [alerts.area]
            ).fetchone()
            if row is not None and alerts.number < row[0]:
                return self._drop(Reception.OLD)
            self.dropped.clear()
            if row is not None and (alerts.number, signed.payload) == tuple(row):
                return Reception.HELD
            self.db.conn.execute(
                "INSERT OR REPLACE INTO alerts VALUES (?, ?, ?, ?, ?)",
                [alerts.area, alerts.number, signed.payload, signed.key_id, signed.signature],
            )
        return Reception.TAKEN

    def _drop(self, why: Reception) -> Reception:
        if why not in self.dropped:
            self.dropped.add(why)
            _log.warning("a list of alerts was dropped: %s", why)
        return why

    def number(self, area: str) -> int:
        """Return the highest number taken in for this area, -1 when none was."""
        return AlertShelf(self.db).number(area)
