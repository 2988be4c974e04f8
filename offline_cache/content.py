"""The mirror of what the city shows this household; every page and its cursor go in together."""

import json
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from offline_cache.database import open_content, writing
from offline_cache.errors import OutOfStep
from offline_cache.state import State
from wire.base import Frozen, read_tolerant
from wire.content import KINDS, Household
from wire.errors import Unreadable
from wire.sync import Change, Cursor, Op, SyncPage

_LIVE, _NEXT = "items", "items_next"
_KNOWN_VERSION = 1

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Item:
    """One mirrored thing as it came; `body` is the raw JSON text."""

    kind: str
    key: str
    seq: int
    v: int
    body: str

    def read(self) -> Frozen | None:
        """Return the body as its wire type, or None when this version cannot read it."""
        model = KINDS.get(self.kind)
        if model is None or self.v != _KNOWN_VERSION:
            return None
        try:
            return read_tolerant(model, self.body)
        except Unreadable:
            return None


@dataclass(frozen=True)
class Applied:
    """What a page did: whether what shows has changed, and the kinds in it nobody here can read."""

    shows: bool
    skipped: Mapping[str, int] = field(default_factory=dict)


class Content:
    """`content.db`. Not thread-safe: every thread opens its own."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.state = State(db)

    @classmethod
    def open(cls, directory: Path, now: datetime) -> Self:
        """Open or create the mirror. `now` names a damaged one that is set aside."""
        return cls(open_content(directory, now))

    @property
    def db(self) -> Database:
        return self._db

    def close(self) -> None:
        self._db.close()

    def cursor(self) -> str:
        """Return where to ask on from; empty for everything. A load that was cut goes on where it stood."""
        place = self._place("loading") or self._place("cursor")
        return "" if place is None else str(place)

    def began(self) -> int | None:
        """Return the city's head when the load under way began; None when there is none."""
        began = self._fact("began") if self._place("loading") else None
        return int(began) if began is not None and began.isascii() and began.isdigit() else None

    def applied(self) -> Cursor | None:
        """Return up to where what shows has come."""
        return self._place("cursor")

    def items(self) -> list[Item]:
        """Return everything that shows, readable or not."""
        rows = self._db.conn.execute("SELECT kind, key, seq, v, body FROM items")
        return [Item(*row) for row in rows]

    def household(self) -> Household | None:
        """Return the home this content belongs to."""
        row = self._db.conn.execute(
            "SELECT kind, key, seq, v, body FROM items WHERE kind = 'household'"
        ).fetchone()
        read = None if row is None else Item(*row).read()
        return read if isinstance(read, Household) else None

    def skipped(self) -> Counter[str]:
        """Count, by kind, what is kept but cannot be read by this version."""
        return Counter(item.kind for item in self.items() if item.read() is None)

    def apply(self, page: SyncPage) -> Applied:
        """Take in a page and its cursor, both or neither; the same page again does nothing.

        A reset fills shadow tables and takes their place with its last page. Raises `OutOfStep`.
        """
        with writing(self._db):
            if page.reset:
                self._db.conn.execute("DELETE FROM items_next")
                self._note("loading", str(Cursor(epoch=page.epoch, seq=0)))
                self._note("began", str(page.head))
            loading = self._fact("loading")
            start = self._start(page, loading)
            changes = [change for change in page.changes if change.seq > start]
            moved = self.moves_to(page) is not None
            if moved:
                self._db.conn.execute("DELETE FROM items")
                self._note("cursor", None)
            if moved and loading is None:
                return Applied(shows=True)  # without a reset: ask for everything of the new household
            self._write(_LIVE if loading is None else _NEXT, changes)
            shows = self._advance(page, start, loading) and (bool(changes) or loading is not None)
        return Applied(shows or moved, _unreadable(changes))

    def moves_to(self, page: SyncPage) -> str | None:
        """Return the household this page brings when another one shows now."""
        shown = self._db.conn.execute("SELECT key FROM items WHERE kind = 'household'").fetchone()
        brought = [one.key for one in page.changes if one.kind == "household" and one.op is Op.PUT]
        return brought[-1] if shown is not None and brought and brought[-1] != shown[0] else None

    def wipe(self) -> None:
        """Forget everything of the household at once (moved, or this box was taken from it)."""
        with writing(self._db):
            self._db.conn.execute("DELETE FROM items")
            self._db.conn.execute("DELETE FROM items_next")
            self._db.conn.execute("DELETE FROM state WHERE name IN ('cursor', 'loading', 'began')")

    def forget_place(self) -> None:
        """Ask for everything next time; what shows stays until that has come."""
        with writing(self._db):
            self._db.conn.execute("DELETE FROM items_next")
            self._db.conn.execute("DELETE FROM state WHERE name IN ('cursor', 'loading', 'began')")

    def _start(self, page: SyncPage, loading: str | None) -> int:
        """Return the number up to which changes are here already. Raises `OutOfStep`."""
        here = self._place("cursor" if loading is None else "loading")
        if here is None:
            raise OutOfStep("a page of changes where everything was asked for")
        if page.epoch != here.epoch:
            raise OutOfStep("a page of another history")
        if not page.reset and page.from_seq > here.seq:
            raise OutOfStep(f"page begins after {page.from_seq}, we are at {here.seq}")
        last = 0
        for change in page.changes:
            if not last < change.seq <= page.to_seq:
                raise OutOfStep("numbers of changes do not rise within their page")
            last = change.seq
        return here.seq

    def _write(self, table: str, changes: list[Change]) -> None:
        for change in changes:
            if change.op is Op.DELETE:
                self._db.conn.execute(
                    f"DELETE FROM {table} WHERE kind = ? AND key = ?",  # noqa: S608 - our own table
                    [change.kind, change.key],
                )
            else:
                body = json.dumps(change.body, ensure_ascii=False)
                self._db.conn.execute(
                    f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?)",  # noqa: S608 - our own table
                    [change.kind, change.key, change.seq, change.v, body],
                )

    def _advance(self, page: SyncPage, start: int, loading: str | None) -> bool:
        """Move the cursor, and with the last page of a load put the new content in place."""
        here = str(Cursor(epoch=page.epoch, seq=max(start, page.to_seq)))
        if loading is not None and page.more:
            self._note("loading", here)
            return False
        if loading is not None:
            self._db.conn.execute("DELETE FROM items")
            self._db.conn.execute("INSERT INTO items SELECT * FROM items_next")
            self._db.conn.execute("DELETE FROM items_next")
            self._note("loading", None)
            self._note("began", None)
        self._note("cursor", here)
        return True

    def _place(self, name: str) -> Cursor | None:
        """Read a place in the city's history; a damaged one is none, and everything is asked for."""
        text = self._fact(name)
        try:
            return None if text is None else Cursor.parse(text)
        except Unreadable:
            return None

    def _fact(self, name: str) -> str | None:
        row = self._db.conn.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
        return None if row is None else str(row[0])

    def _note(self, name: str, value: str | None) -> None:
        if value is None:
            self._db.conn.execute("DELETE FROM state WHERE name = ?", [name])
        else:
            self._db.conn.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", [name, value])


def _unreadable(changes: list[Change]) -> Counter[str]:
    bodies = [
        Item(change.kind, change.key, change.seq, change.v, json.dumps(change.body))
        for change in changes
        if change.op is Op.PUT
    ]
    return Counter(item.kind for item in bodies if item.read() is None)
