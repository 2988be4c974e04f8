"""Opens the box's two files the one safe way, and puts a damaged one aside."""

import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from offline_cache import schema
from offline_cache.errors import UnsafeStorage
from offline_cache.salvage import salvage_outbox

CONTENT = "content.db"
OUTBOX = "outbox.db"

_NORMAL, _FULL = 1, 2
_BUSY_MS = 10_000
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNREADABLE = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Care:
    """How much care one of the files deserves."""

    migrations: Migrations
    synchronous: int
    rescue: Callable[[Path, Database], int] | None


_CARE = {
    CONTENT: _Care(schema.content, _NORMAL, None),
    OUTBOX: _Care(schema.outbox, _FULL, salvage_outbox),
}


def open_content(directory: Path, now: datetime) -> Database:
    """Open the mirror of the city: WAL, `synchronous=NORMAL`. A damaged one is set aside and empty again.

    `now` names what is set aside. Raises `UnsafeStorage`, `sqlite3.OperationalError`.
    """
    return _open(directory, CONTENT, now)


def open_outbox(directory: Path, now: datetime) -> Database:
    """Open what the resident said: WAL, `synchronous=FULL`. Of a damaged one every readable row is saved.

    `now` names what is set aside. Raises `UnsafeStorage`, `sqlite3.OperationalError`.
    """
    return _open(directory, OUTBOX, now)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell a damaged file from one that is merely busy, full or not there."""
    code = getattr(error, "sqlite_errorcode", 0)
    return (code & 0xFF) in _DAMAGE or code in _UNREADABLE


def file_identity(path: Path) -> tuple[int, int]:
    """Name the file that stands at `path` now (device, inode); (0, 0) when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Do everything inside in one transaction that takes the write lock first.

    A plain BEGIN that reads before it writes fails at once when another program wrote in between;
    this one waits its turn.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    finally:
        db.rollback()  # nothing to undo after the COMMIT


@contextmanager
def files_stay(directory: Path) -> Iterator[None]:
    """Hold off everybody who would set a file of this directory aside."""
    with _locked(directory, fcntl.LOCK_SH):
        yield


@contextmanager
def _locked(directory: Path, how: int) -> Iterator[None]:
    handle = os.open(directory / "open.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


def _open(directory: Path, name: str, now: datetime) -> Database:
    directory.mkdir(parents=True, exist_ok=True)
    path, care = directory / name, _CARE[name]
    with _locked(directory, fcntl.LOCK_EX):
        if _is_sound(path):
            return _connect(path, care)
        aside = _set_aside(path, now)
        db = _connect(path, care)
        saved = care.rescue(aside, db) if care.rescue else 0
        _log.error("%s was damaged: set aside as %s, %d rows saved", name, aside.name, saved)
        return db


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_MS / 1000)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if is_damage(error) or error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # "unsupported file format"
            return False
        raise


def _set_aside(path: Path, now: datetime) -> Path:
    stem = f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}"
    aside = path.with_name(stem)
    tries = 1
    while aside.exists():
        tries += 1
        aside = path.with_name(f"{stem}-{tries}")
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def _connect(path: Path, care: _Care) -> Database:
    connection = sqlite3.connect(path, timeout=_BUSY_MS / 1000, check_same_thread=False)
    path.chmod(0o600)
    db = Database(connection, execute_plugins=False)
    try:
        _set(db, "busy_timeout", _BUSY_MS, _BUSY_MS)
        _set(db, "journal_mode", "WAL", "wal")
        _set(db, "synchronous", care.synchronous, care.synchronous)
        _set(db, "foreign_keys", 1, 1)
        _set(db, "cache_size", -512, -512)
        care.migrations.apply(db)
    except BaseException:
        db.close()
        raise
    return db


def _set(db: Database, pragma: str, value: int | str, answer: int | str) -> None:
    """Set, then ask: SQLite ignores what it cannot do without a word."""
    db.conn.execute(f"PRAGMA {pragma} = {value}")
    (got,) = db.conn.execute(f"PRAGMA {pragma}").fetchone()
    if got != answer:
        raise UnsafeStorage(f"{pragma} is {got!r} and should be {answer!r}")
