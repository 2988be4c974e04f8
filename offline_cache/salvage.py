"""Saves what can still be read from a damaged outbox into a new one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from offline_cache import schema

_TABLES = ("identity", "entries", "alerts", "rung", "preferences")
_NOT_CARRIED_ON = frozenset({"installation", "next_number"})
"""A number that was given but cannot be read any more must never be given again: the new file takes
a new installation id, and rows that were saved keep the name they had."""
_GAP_LIMIT = 100_000
_PAGE_SIZE = 4096
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The second when damage stands in the text of SQLite's own complaint."""


def salvage_outbox(damaged: Path, new: Database) -> int:
    """Copy every readable row of `damaged` into the empty `new`; returns how many there were."""
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


def _salvage(damaged: Path, new: Database) -> int:
    saved = 0
    with closing(sqlite3.connect(f"file:{damaged}?mode=ro", uri=True)) as old:
        old.row_factory = sqlite3.Row
        for table in _TABLES:
            columns = {column.name for column in new[table].columns}
            for row in _rows(old, table):
                if row.get("name") in _NOT_CARRIED_ON:
                    continue
                kept = {name: value for name, value in row.items() if name in columns}
                saved += _copy(new, table, kept)
    return saved


def _copy(new: Database, table: str, row: dict[str, Any]) -> int:
    names = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    try:
        done = new.conn.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", [*row.values()])  # noqa: S608 - names of our own columns
        new.conn.commit()
    except sqlite3.IntegrityError:
        return 0  # the damage left a hole in a column that must be there: not a readable row
    return done.rowcount


def _rows(old: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """Read from the front, from the back, and what lies between one by one."""
    front = _scan(old, table, "ASC")
    back = _scan(old, table, "DESC")
    found = {**back, **front}
    if front and back:
        for number in range(max(front) + 1, min(*back, max(front) + _GAP_LIMIT)):
            found.update(_one(old, table, number))
    return (found[number] for number in sorted(found))


def _scan(old: sqlite3.Connection, table: str, order: str) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    try:
        for row in old.execute(f"SELECT rowid AS _rowid, * FROM {table} NOT INDEXED ORDER BY rowid {order}"):  # noqa: S608 - our own table
            found[row["_rowid"]] = dict(row)
    except _UNREADABLE:
        return found  # up to the damage; what lies behind it is tried from the other end
    return found


def _one(old: sqlite3.Connection, table: str, number: int) -> dict[int, dict[str, Any]]:
    try:
        row = old.execute(f"SELECT * FROM {table} NOT INDEXED WHERE rowid = ?", [number]).fetchone()  # noqa: S608 - our own table
    except _UNREADABLE:
        return {}
    return {} if row is None else {number: dict(row)}
