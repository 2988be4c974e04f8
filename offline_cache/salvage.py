"""Saves what can still be read from a damaged outbox into a new one, and counts what cannot."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from offline_cache import schema
from offline_cache.troubles import Trouble, Troubles

_TABLES = ("identity", "entries", "alerts", "rung", "preferences", "troubles")
_NOT_CARRIED_ON = frozenset({"installation", "next_number"})
"""A number that was given but cannot be read any more must never be given again: the new file takes
a new installation id, and rows that were saved keep the name they had."""
_GAP_LIMIT = 100_000
_PAGE_SIZE = 4096
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The second when damage stands in the text of SQLite's own complaint."""


@dataclass(frozen=True)
class _Read:
    """What could be read of a table, by row id; `whole` when nothing stopped the reading."""

    rows: dict[int, dict[str, Any]]
    whole: bool


def salvage_outbox(damaged: Path, new: Database, now: datetime) -> int:
    """Copy every readable row of `damaged` into the empty `new`; returns how many there were.

    How many things said may be gone at the most is noted in `new`, for the city to be told.
    """
    saved, lost = _salvage_either_way(damaged, new)
    if lost:
        Troubles(new).note(Trouble.LOST, lost, now.isoformat())
        new.conn.commit()
    return saved


def _salvage_either_way(damaged: Path, new: Database) -> tuple[int, int]:
    if _names_its_tables(damaged):
        return _salvage(damaged, new)
    mended = damaged.with_name(damaged.name + "-mended")
    try:
        _mend_first_page(damaged, mended)
        return _salvage(mended, new)
    finally:
        for suffix in ("", "-wal", "-shm"):
            mended.with_name(mended.name + suffix).unlink(missing_ok=True)


def _names_its_tables(damaged: Path) -> bool:
    with closing(sqlite3.connect(f"file:{damaged}?mode=ro", uri=True)) as old:
        try:
            named = schema.tables(old)
        except _UNREADABLE:
            return False
    ours = schema.tables_of(schema.outbox)
    return "entries" in named and all(sql == named[name] for name, sql in ours.items() if name in named)


def _mend_first_page(damaged: Path, mended: Path) -> None:
    """Copy `damaged` with the first page of an empty outbox, which says where the tables begin.

    Both were made by the same migrations, so their tables begin on the same pages; rows that do not
    fit their table are left out by its constraints. Header: https://sqlite.org/fileformat2.html
    """
    shutil.copyfile(damaged, mended)
    wal = damaged.with_name(damaged.name + "-wal")
    if wal.exists():
        shutil.copyfile(wal, mended.with_name(mended.name + "-wal"))
    pages = mended.stat().st_size // _PAGE_SIZE
    page = bytearray(_first_page(mended.with_name(mended.name + "-first")))
    page[18:20] = b"\x02\x02"  # WAL
    page[28:40] = pages.to_bytes(4, "big") + bytes(8)  # how many pages; no free ones
    with mended.open("r+b") as file:
        file.write(page)


def _first_page(scratch: Path) -> bytes:
    db = Database(scratch, execute_plugins=False)
    try:
        db.conn.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        schema.outbox.apply(db)
        db.close()
        return scratch.read_bytes()[:_PAGE_SIZE]
    finally:
        scratch.unlink()


def _salvage(damaged: Path, new: Database) -> tuple[int, int]:
    """Return how many rows were saved, and how many things said may not have been."""
    saved, torn = 0, 0
    read: dict[str, _Read] = {}
    with closing(sqlite3.connect(f"file:{damaged}?mode=ro", uri=True)) as old:
        old.row_factory = sqlite3.Row
        for table in _TABLES:
            columns = {column.name for column in new[table].columns}
            read[table] = _rows(old, table)
            for _, row in sorted(read[table].rows.items()):
                if row.get("name") in _NOT_CARRIED_ON:
                    continue
                done = _copy(new, table, {name: value for name, value in row.items() if name in columns})
                saved += done
                torn += table == "entries" and not done
    return saved, torn + _missing(read["entries"], read["identity"])


def _missing(entries: _Read, identity: _Read) -> int:
    """Count the numbers that were given and are not among the rows, from the lowest one that is."""
    if entries.whole:
        return 0
    facts = {row["name"]: row["value"] for row in identity.rows.values()}
    given = str(facts.get("next_number"))
    if not given.isdigit():
        return 1  # nobody knows how many, but not none
    ours = [
        row["number"] for row in entries.rows.values() if row["installation"] == facts.get("installation")
    ]
    return max(1, int(given) - min(ours, default=1) - len(ours))


def _copy(new: Database, table: str, row: dict[str, Any]) -> int:
    names = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    try:
        done = new.conn.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", [*row.values()])  # noqa: S608 - names of our own columns
        new.conn.commit()
    except sqlite3.IntegrityError:
        return 0  # the damage left a hole in a column that must be there: not a readable row
    return done.rowcount


def _rows(old: sqlite3.Connection, table: str) -> _Read:
    """Read from the front, from the back, and what lies between one by one."""
    rising, falling = _scan(old, table, "ASC"), _scan(old, table, "DESC")
    front, back = rising.rows, falling.rows
    found = {**back, **front}
    if rising.whole and falling.whole and len(front) == len(back) == len(found):
        return _Read(found, whole=True)
    if front and back:
        for number in range(max(front) + 1, min(*back, max(front) + _GAP_LIMIT)):
            found.update(_one(old, table, number))
    return _Read(found, whole=False)


def _scan(old: sqlite3.Connection, table: str, order: str) -> _Read:
    found: dict[int, dict[str, Any]] = {}
    try:
        for row in old.execute(f"SELECT rowid AS _rowid, * FROM {table} NOT INDEXED ORDER BY rowid {order}"):  # noqa: S608 - our own table
            found[row["_rowid"]] = dict(row)
    except _UNREADABLE:
        return _Read(found, whole=False)  # up to the damage; what lies behind it is tried from the other end
    return _Read(found, whole=True)


def _one(old: sqlite3.Connection, table: str, number: int) -> dict[int, dict[str, Any]]:
    try:
        row = old.execute(f"SELECT * FROM {table} NOT INDEXED WHERE rowid = ?", [number]).fetchone()  # noqa: S608 - our own table
    except _UNREADABLE:
        return {}
    return {} if row is None else {number: dict(row)}
