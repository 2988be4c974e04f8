"""The alerts this box holds: what is in force now, and what has been announced with a chime."""

import base64
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from wire.alerts import Alert, AlertList, AlertStatus, read_alerts
from wire.errors import Unreadable

RUNG_KEPT = timedelta(days=30)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Held:
    """The newest list of one area, verified when it was taken in."""

    alerts: AlertList

    def in_force(self, now: datetime, *, trusted: bool) -> tuple[Alert, ...]:
        """Return what this area must hear now, gravest first.

        What has expired disappears by a trusted clock alone: a wrong one must not hide an emergency.
        """
        here = (alert for alert in self.alerts.alerts if self.alerts.area in alert.areas)
        valid = (alert for alert in here if not trusted or alert.expires_at > now)
        return tuple(sorted(valid, key=_gravity, reverse=True))


@dataclass(frozen=True)
class AlertShelf:
    """The tables `alerts` and `rung` of `outbox.db`. Not thread-safe, as its connection."""

    db: Database

    def held(self, area: str | None) -> Held | None:
        """Return the list of this area, or None when there is none (yet)."""
        row = self.db.conn.execute("SELECT payload FROM alerts WHERE area = ?", [area]).fetchone()
        if row is None:
            return None
        try:
            return Held(read_alerts(base64.b64decode(row[0])).alerts)
        except (Unreadable, ValueError):
            return None  # it was read when it was taken in: the file is damaged, and the city sends it again

    def number(self, area: str) -> int:
        """Return the highest number taken in for this area, -1 when none was."""
        row = self.db.conn.execute("SELECT number FROM alerts WHERE area = ?", [area]).fetchone()
        return -1 if row is None else int(row[0])

    def not_rung(self, alerts: Iterable[Alert]) -> list[Alert]:
        """Return those that no chime has announced at their present level."""
        rung = set(self.db.conn.execute("SELECT alert, level FROM rung").fetchall())
        return [alert for alert in alerts if (alert.id, _rank(alert)) not in rung]

    def keep_rung(self, alerts: Iterable[Alert], now: datetime) -> None:
        """Write down that these have been announced, so that a restart does not ring again."""
        rows = [{"alert": alert.id, "level": _rank(alert), "at": now.isoformat()} for alert in alerts]
        self.db.table("rung").insert_all(rows, ignore=True)

    def forget_rung(self, now: datetime) -> int:
        """Forget what was announced long ago and is on no list; returns how many. Only by a trusted clock."""
        areas = [area for (area,) in self.db.conn.execute("SELECT area FROM alerts").fetchall()]
        held = [self.held(area) for area in areas]
        listed = {alert.id for one in held if one is not None for alert in one.alerts.alerts}
        old = "SELECT DISTINCT alert FROM rung WHERE at < ?"
        gone = [
            alert
            for (alert,) in self.db.conn.execute(old, [(now - RUNG_KEPT).isoformat()]).fetchall()
            if alert not in listed
        ]
        for alert in gone:
            self.db.execute("DELETE FROM rung WHERE alert = ?", [alert])
        return len(gone)


def _rank(alert: Alert) -> str:
    return f"{alert.status}-{alert.level or 'none'}"


def _gravity(alert: Alert) -> tuple[bool, int, datetime]:
    return (alert.status is AlertStatus.ACTUAL, alert.level or 0, alert.issued_at)
