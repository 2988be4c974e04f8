"""What the resident said and the city will never have: counted, so that a technician hears of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlite_utils import Database

KEPT = timedelta(days=30)


class Trouble(StrEnum):
    """Why something said cannot reach the city."""

    DEAD = "dead"  # the city could not take it at all; the person has been told
    LOST = "lost"  # the disk has damaged it


@dataclass(frozen=True)
class Troubles:
    """The table `troubles` of `outbox.db`. Not thread-safe, as its connection."""

    db: Database

    def note(self, what: Trouble, count: int, at: str) -> None:
        """Write some down, in the transaction that is open if there is one. `at` is an ISO time."""
        self.db.conn.execute("INSERT INTO troubles (what, count, at) VALUES (?, ?, ?)", [what, count, at])

    def count(self, what: Trouble) -> int:
        """Return how many there were in about thirty days."""
        (found,) = self.db.conn.execute(
            "SELECT ifnull(sum(count), 0) FROM troubles WHERE what = ?", [what]
        ).fetchone()
        return int(found)

    def purge(self, now: datetime) -> None:
        """Forget what is older. Only for a trusted `now`."""
        self.db.conn.execute("DELETE FROM troubles WHERE at < ?", [(now - KEPT).isoformat()])
