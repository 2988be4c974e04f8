"""Small facts that go with the mirror: the line, the clock, the enrolment code, the last key."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from offline_cache.clock import Reading
from offline_cache.snapshot import Line
from wire.enrolment import EnrolmentOffer


@dataclass(frozen=True)
class State:
    """The `state` table of `content.db`: one JSON value per name. Not thread-safe, as its connection."""

    db: Database

    def line(self) -> Line:
        """Return how the agent last stood with the city."""
        kept = self._get("line") or {}
        as_of = kept.get("as_of")
        return Line(bool(kept.get("connected")), datetime.fromisoformat(as_of) if as_of else None)

    def keep_line(self, line: Line) -> None:
        """Write how we stand with the city now."""
        as_of = line.as_of.isoformat() if line.as_of else None
        self._put("line", {"connected": line.connected, "as_of": as_of})

    def reading(self) -> Reading | None:
        """Return the city's time as last kept; it may belong to an earlier boot."""
        kept = self._get("reading")
        return None if kept is None else Reading(kept["boot"], kept["offset"])

    def keep_reading(self, reading: Reading) -> None:
        """Write the city's time for the other program and for after a restart."""
        self._put("reading", {"boot": reading.boot, "offset": reading.offset})

    def offer(self) -> EnrolmentOffer | None:
        """Return the code this box shows, with its claim."""
        kept = self._get("offer")
        return None if kept is None else EnrolmentOffer.model_validate(kept)

    def keep_offer(self, offer: EnrolmentOffer | None) -> None:
        """Write the code to show, or that there is none."""
        if offer is None:
            self._forget("offer")
        else:
            self._put("offer", offer.model_dump(mode="json"))

    def last_key_at(self) -> datetime | None:
        """Return about when the remote was last used."""
        kept = self._get("last_key_at")
        return None if kept is None else datetime.fromisoformat(kept)

    def keep_last_key_at(self, moment: datetime) -> None:
        """Write when the remote was last used."""
        self._put("last_key_at", moment.isoformat())

    def _get(self, name: str) -> Any:
        row = self.db.conn.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
        return None if row is None else json.loads(row[0])

    def _put(self, name: str, value: Any) -> None:
        self.db.table("state").upsert({"name": name, "value": json.dumps(value)}, pk="name")

    def _forget(self, name: str) -> None:
        self.db.execute("DELETE FROM state WHERE name = ?", [name])
