"""Who this box is to the city: token, household, keys. Lives beside what was said, never in the mirror."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from offline_cache.database import writing
from wire.enrolment import AlertKey

_OFFER_AGAIN = (
    "UPDATE entries SET outcome = NULL, reason = NULL, answered_at = NULL"
    " WHERE outcome IN ('done', 'duplicate')"
)
"""What was refused is not offered again: the person has been told, and may have chosen otherwise."""


@dataclass(frozen=True)
class Identity:
    """What is known now; everything is None before the first enrolment."""

    city: str | None = None
    box: str | None = None
    token: str | None = None
    household: str | None = None
    area: str | None = None
    alert_keys: tuple[AlertKey, ...] = ()


@dataclass(frozen=True)
class IdentityStore:
    """The `identity` table of `outbox.db`. Not thread-safe, as its connection."""

    db: Database

    def now(self) -> Identity:
        """Return who this box is. Reads only, so that a full disk does not blank the screen."""
        facts = self._facts()
        return Identity(
            city=facts.get("city"),
            box=facts.get("box"),
            token=facts.get("token"),
            household=facts.get("household"),
            area=facts.get("area"),
            alert_keys=_keys(facts.get("alert_keys", "[]")),
        )

    def installation(self) -> str:
        """Return the name of this outbox for ever; made the first time it is asked."""
        facts = self._facts()
        if "installation" not in facts:
            with writing(self.db):
                facts = self._facts()
                if "installation" not in facts:
                    facts = {"installation": secrets.token_hex(10), "next_number": "1"}
                    self._write(facts)
        return facts["installation"]

    def choose_city(self, url: str) -> None:
        """Keep the address that was given first; the token stays, as the same city may have moved."""
        if self._facts().get("city") != url:  # a start on a full disk writes nothing it need not
            self._put({"city": url})

    def enrol(self, box: str, token: str, household: str, alert_keys: Iterable[AlertKey]) -> None:
        """Become a household's box. What another household said stays here, unsent and unseen."""
        with writing(self.db):
            if self._facts().get("household") != household:
                self.db.conn.execute("DELETE FROM identity WHERE name = 'area'")
            self.db.conn.execute("DELETE FROM identity WHERE name = 'time_floor'")  # another city's, maybe
            keys = json.dumps([key.model_dump() for key in alert_keys])
            self._write({"box": box, "token": token, "household": household, "alert_keys": keys})

    def move_to(self, household: str) -> None:
        """Stand in another home, whose area the content has yet to name."""
        with writing(self.db):
            self.db.conn.execute("DELETE FROM identity WHERE name = 'area'")
            self._write({"household": household})

    def belongs_to(self, household: str, area: str) -> bool:
        """Take the household and area that the content names; tells whether that was news."""
        facts = self._facts()
        if (facts.get("household"), facts.get("area")) == (household, area):
            return False
        self._put({"household": household, "area": area})
        return True

    def time_floor(self) -> datetime | None:
        """Return the latest time this city has signed and its certificate agreed with."""
        try:
            return datetime.fromisoformat(self._facts()["time_floor"])
        except (KeyError, ValueError):
            return None

    def raise_time_floor(self, moment: datetime) -> None:
        """Believe no earlier time any more; an earlier one than is kept changes nothing."""
        kept = self.time_floor()
        if kept is None or moment > kept:
            self._put({"time_floor": moment.isoformat()})

    def forget_token(self, token: str) -> None:
        """Be nobody's box any more, unless a newer token has come in the meantime."""
        self.db.execute("DELETE FROM identity WHERE name = 'token' AND value = ?", [token])

    def meet_epoch(self, epoch: str) -> int:
        """Take note of the city's history; in a new one, what it had answered waits again.

        That holds for the first one met, too: what was answered before may have been by another.
        Returns how many entries wait again.
        """
        if self._facts().get("epoch") == epoch:
            return 0
        with writing(self.db):
            self._write({"epoch": epoch})
            return self.db.conn.execute(_OFFER_AGAIN).rowcount

    def _facts(self) -> dict[str, str]:
        return dict(self.db.conn.execute("SELECT name, value FROM identity").fetchall())

    def _put(self, facts: Mapping[str, str]) -> None:
        with writing(self.db):
            self._write(facts)

    def _write(self, facts: Mapping[str, str]) -> None:
        self.db.conn.executemany("INSERT OR REPLACE INTO identity VALUES (?, ?)", list(facts.items()))


def _keys(text: str) -> tuple[AlertKey, ...]:
    """Read the keys; damaged ones are none, and every list they should have opened is reported as forged."""
    try:
        return tuple(AlertKey.model_validate(key) for key in json.loads(text))
    except (ValueError, TypeError):
        return ()
