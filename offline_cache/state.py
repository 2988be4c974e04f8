"""Small facts that go with the mirror: the line, the clock, the enrolment code, the last key."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlite_utils import Database

from offline_cache.clock import Reading
from offline_cache.snapshot import Line, OnScreen
from wire.enrolment import EnrolmentOffer

_Fact = TypeVar("_Fact")


@dataclass(frozen=True)
class State:
    """The `state` table of `content.db`: one JSON value per name. Not thread-safe, as its connection."""

    db: Database

    def line(self) -> Line:
        """Return how the agent last stood with the city."""
        return self._get("line", _line) or Line(connected=False, as_of=None)

    def keep_line(self, line: Line) -> None:
        """Write how we stand with the city now."""
        as_of = line.as_of.isoformat() if line.as_of else None
        self._put("line", {"connected": line.connected, "as_of": as_of})

    def reading(self) -> Reading | None:
        """Return the city's time as last kept; it may belong to an earlier boot."""
        return self._get("reading", lambda kept: Reading(str(kept["boot"]), float(kept["offset"])))

    def keep_reading(self, reading: Reading) -> None:
        """Write the city's time for the other program and for after a restart."""
        self._put("reading", {"boot": reading.boot, "offset": reading.offset})

    def offer(self) -> EnrolmentOffer | None:
        """Return the code this box shows, with its claim."""
        return self._get("offer", EnrolmentOffer.model_validate)

    def keep_offer(self, offer: EnrolmentOffer | None) -> None:
        """Write the code to show, or that there is none."""
        if offer is None:
            self._forget("offer")
        else:
            self._put("offer", offer.model_dump(mode="json"))

    def last_key_at(self) -> datetime | None:
        """Return about when the remote was last used."""
        return self._get("last_key_at", datetime.fromisoformat)

    def keep_last_key_at(self, moment: datetime) -> None:
        """Write when the remote was last used."""
        self._put("last_key_at", moment.isoformat())

    def on_screen(self) -> OnScreen:
        """Return whether the TV shows this box, as the agent last heard."""
        return self._get("on_screen", OnScreen) or OnScreen.UNKNOWN

    def keep_on_screen(self, shown: OnScreen) -> None:
        """Write what the TV shows."""
        self._put("on_screen", shown.value)

    def asking(self) -> datetime | None:
        """Return since when the box asks by itself how they are; None while it does not."""
        return self._get("asking", datetime.fromisoformat)

    def keep_asking(self, since: datetime | None) -> None:
        """Write that the box asks, or that it asks no more."""
        if since is None:
            self._forget("asking")
        else:
            self._put("asking", since.isoformat())

    def asked_on(self) -> date | None:
        """Return the last day on which the box woke the TV to ask."""
        return self._get("asked_on", date.fromisoformat)

    def keep_asked_on(self, day: date) -> None:
        """Write that the TV is woken to ask on this day."""
        self._put("asked_on", day.isoformat())

    def _get(self, name: str, read: Callable[[Any], _Fact]) -> _Fact | None:
        """Read a fact; a damaged one is none: each of them is learnt again from the city or the remote."""
        row = self.db.conn.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
        try:
            return None if row is None else read(json.loads(row[0]))
        except (ValueError, KeyError, TypeError):
            return None

    def _put(self, name: str, value: Any) -> None:
        self.db.table("state").upsert({"name": name, "value": json.dumps(value)}, pk="name")

    def _forget(self, name: str) -> None:
        self.db.execute("DELETE FROM state WHERE name = ?", [name])


def _line(kept: Any) -> Line:
    as_of = kept["as_of"]
    return Line(bool(kept["connected"]), datetime.fromisoformat(as_of) if as_of else None)
