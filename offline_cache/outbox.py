"""What the resident said: on disk before the screen says so, kept until answered and 30 days on."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

from sqlite_utils import Database

from offline_cache.database import open_outbox, writing
from offline_cache.identity import IdentityStore
from offline_cache.snapshot import Said, SaidState
from offline_cache.troubles import Trouble, Troubles
from wire.base import read_tolerant
from wire.commands import (
    BODIES,
    KIND_OF,
    MAX_BATCH,
    Body,
    Command,
    CommandBatch,
    NoticeReceipt,
    Outcome,
    Verdict,
    command_name,
)
from wire.errors import Unreadable

_log = logging.getLogger(__name__)

KEPT = timedelta(days=30)

_FIRST = "('check_in', 'call', 'alert_answer')"
"""These overtake everything else: somebody may be waiting for help."""
_OURS = "(household IS NULL OR household = (SELECT value FROM identity WHERE name = 'household'))"
"""What another household said on this box before is neither sent nor shown."""


@dataclass(frozen=True)
class Saying:
    """What is about to be kept."""

    body: Body
    made_at: datetime
    clock_trusted: bool


class Outbox:
    """`outbox.db`. Not thread-safe: every thread opens its own."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.identity = IdentityStore(db)
        self.troubles = Troubles(db)

    @classmethod
    def open(cls, directory: Path, now: datetime) -> Self:
        """Open or create the outbox. `now` names a damaged one that is set aside."""
        return cls(open_outbox(directory, now))

    @property
    def db(self) -> Database:
        return self._db

    def close(self) -> None:
        self._db.close()

    def append(self, saying: Saying) -> str:
        """Keep what was said and return its name for ever; fsynced when this returns.

        A receipt that is kept already gets its first name back. Raises `sqlite3.Error`.
        """
        installation, household = self.identity.installation(), self.identity.now().household
        with writing(self._db):
            merged = self._already(saying.body, household)
            if merged is not None:
                return merged
            (number,) = self._db.conn.execute(
                "UPDATE identity SET value = CAST(value AS INTEGER) + 1 WHERE name = 'next_number'"
                " RETURNING CAST(value AS INTEGER) - 1"
            ).fetchone()
            row = {
                "installation": installation,
                "number": number,
                "household": household,
                "kind": KIND_OF[type(saying.body)],
                "v": 1,
                "body": saying.body.model_dump_json(),
                "made_at": saying.made_at.isoformat(),
                "clock_trusted": int(saying.clock_trusted),
                "merge_key": _merge_key(saying.body),
            }
            self._db.table("entries").insert(row)
        return command_name(installation, number)

    def pending(self, limit: int = MAX_BATCH) -> CommandBatch | None:
        """Return the next commands to send, oldest first but calls for people before all; None when done."""
        rows = self._rows(f"outcome IS NULL AND {_OURS} ORDER BY kind NOT IN {_FIRST}, id LIMIT ?", [limit])
        if not rows:
            return None
        installation = rows[0]["installation"]
        try:
            commands = tuple(_command(row) for row in rows if row["installation"] == installation)
            return CommandBatch(installation=installation, commands=commands)
        except ValueError:
            self._give_up_unreadable(rows)
            return self.pending(limit)

    def _give_up_unreadable(self, rows: list[dict[str, Any]]) -> None:
        """Let no entry that the disk has damaged hold up the others; it stays in the file, refused."""
        lost = [row["id"] for row in rows if not _is_command(row)]
        _log.error("%d entries of the outbox are damaged and cannot be sent", len(lost))
        with writing(self._db):
            for one in lost:
                self._db.conn.execute("UPDATE entries SET outcome = ? WHERE id = ?", [Outcome.REFUSED, one])
            self.troubles.note(Trouble.LOST, len(lost), max(str(row["made_at"]) for row in rows))

    def waiting(self) -> int:
        """Count the commands of this household without a verdict."""
        (count,) = self._db.conn.execute(
            f"SELECT count(*) FROM entries WHERE outcome IS NULL AND {_OURS}"  # noqa: S608 - constants
        ).fetchone()
        return int(count)

    def settle(self, installation: str, verdicts: Iterable[Verdict], now: datetime) -> int:
        """Write down the city's answers; returns how many entries that settled."""
        settled = 0
        with writing(self._db):
            for verdict in verdicts:
                settled += self._settle(installation, verdict, now)
        return settled

    def _settle(self, installation: str, verdict: Verdict, now: datetime) -> int:
        return self._db.conn.execute(
            "UPDATE entries SET outcome = ?, reason = ?, answered_at = ?"
            " WHERE installation = ? AND number = ? AND outcome IS NULL",
            [verdict.outcome, verdict.reason, now.isoformat(), installation, verdict.number],
        ).rowcount

    def give_up(self, installation: str, number: int, reason: str, now: datetime) -> int:
        """Settle what the city cannot take at all: the person reads `reason`, the city hears of it."""
        verdict = Verdict(number=number, outcome=Outcome.REFUSED, reason=reason)
        with writing(self._db):
            settled = self._settle(installation, verdict, now)
            if settled:
                self.troubles.note(Trouble.DEAD, settled, now.isoformat())
        return settled

    def purge(self, now: datetime) -> int:
        """Forget what was answered more than 30 days ago. Only for a trusted `now`."""
        with writing(self._db):
            self.troubles.purge(now)
            return self._db.conn.execute(
                "DELETE FROM entries WHERE outcome IS NOT NULL AND answered_at < ?",
                [(now - KEPT).isoformat()],
            ).rowcount

    def said(self, household: str | None) -> list[Said]:
        """Return what this household said here and is still kept, oldest first."""
        rows = self._rows("household IS NULL OR household = ? ORDER BY id", [household])
        return [said for said in map(_said, rows) if said is not None]

    def _already(self, body: Body, household: str | None) -> str | None:
        key = _merge_key(body)
        if key is None:
            return None
        rows = self._rows("merge_key = ? AND ifnull(household, '') = ?", [key, household or ""])
        return command_name(rows[0]["installation"], rows[0]["number"]) if rows else None

    def _rows(self, where: str, values: list[Any]) -> list[dict[str, Any]]:
        return list(self._db.query(f"SELECT * FROM entries WHERE {where}", values))  # noqa: S608 - constants


def _merge_key(body: Body) -> str | None:
    """Name what need be said once only."""
    match body:
        case NoticeReceipt():
            return f"{body.notice}/{body.step}"
        case _:
            return None


def _command(row: dict[str, Any]) -> Command:
    return Command(
        number=row["number"],
        kind=row["kind"],
        v=row["v"],
        made_at=datetime.fromisoformat(row["made_at"]),
        clock_trusted=bool(row["clock_trusted"]),
        body=json.loads(row["body"]),
    )


def _is_command(row: dict[str, Any]) -> bool:
    try:
        CommandBatch(installation=row["installation"], commands=(_command(row),))
    except ValueError:
        return False
    return True


_STATES = {
    None: SaidState.KEPT,
    Outcome.DONE: SaidState.SENT,
    Outcome.DUPLICATE: SaidState.SENT,
    Outcome.REFUSED: SaidState.REFUSED,
}


def _said(row: dict[str, Any]) -> Said | None:
    """Read an entry for the face; None for a damaged one and for a kind only a later version knew."""
    model = BODIES.get(row["kind"])
    if model is None:
        return None
    try:
        body, made_at = read_tolerant(model, row["body"]), datetime.fromisoformat(row["made_at"])
    except (Unreadable, ValueError):
        return None
    return Said(
        name=command_name(row["installation"], row["number"]),
        body=body,
        made_at=made_at,
        state=_STATES.get(row["outcome"], SaidState.REFUSED),
        reason=row["reason"],
    )
