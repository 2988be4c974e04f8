"""Opens the box's two files the one safe way, and puts a damaged one aside."""

import errno
import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlite_utils import Database, Migrations

from offline_cache import reserve, schema
from offline_cache.errors import UnsafeStorage
from offline_cache.salvage import salvage_outbox

CONTENT = "content.db"
OUTBOX = "outbox.db"

_NORMAL, _FULL = 1, 2
_BUSY_MS = 10_000
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_UNREADABLE = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})

_UNOPENED = (sqlite3.DatabaseError, UnicodeDecodeError, LookupError)
"""What opening may raise: also text in SQLite's complaint that is none, and a column that has gone."""

_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY})
_UNWRITTEN = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,  # the file in which programs agree on a WAL needs 32 KiB
        sqlite3.SQLITE_IOERR_SHMMAP,
    }
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Care:
    """How much care one of the files deserves."""

    migrations: Migrations
    synchronous: int
    rescue: Callable[[Path, Database, datetime], int] | None
    never: tuple[str, ...] = ()
    """Queries that find nothing in a sound file."""

    @cached_property
    def tables(self) -> dict[str, str]:
        """What the tables of a new file are made by."""
        return schema.tables_of(self.migrations)

    @cached_property
    def known(self) -> int:
        """How many migrations this version has."""
        return len(self.migrations.pending(Database(memory=True, execute_plugins=False)))


_CARE = {
    CONTENT: _Care(
        schema.content, _NORMAL, None, ("SELECT 1 FROM items WHERE NOT json_valid(body)",)
    ),  # it can be had again, so that a single unreadable item is worth a new mirror
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
    """Tell a damaged file from one that is merely busy, full or not there.

    Text that is no UTF-8 is damage too; Python raises it as an error without a code of SQLite's.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return isinstance(error, sqlite3.OperationalError)
    return (code & 0xFF) in _DAMAGE or code in _UNREADABLE


def is_unwritable(error: sqlite3.Error) -> bool:
    """Tell a disk that is full or takes no more writes from every other fault."""
    code = getattr(error, "sqlite_errorcode", 0)
    return (code & 0xFF) in _UNWRITABLE or code in _UNWRITTEN


def folder_of(db: Database) -> Path:
    """Return the folder a file that is open stands in."""
    return Path(db.conn.execute("PRAGMA database_list").fetchone()[2]).parent


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
    """Open a file; on a full disk, with the room that was held back for this."""
    try:
        db = _open_or_begin(directory, name, now)
    except (sqlite3.Error, OSError) as error:
        if not _is_full(error) or not reserve.give_up(directory):
            raise
        _log.error("the disk is full: the room held back is used to open %s", name)
        return _open_or_begin(directory, name, now)
    reserve.hold(directory)
    return db


def _is_full(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return is_unwritable(error) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CANTOPEN
    return isinstance(error, OSError) and error.errno == errno.ENOSPC


def _open_or_begin(directory: Path, name: str, now: datetime) -> Database:
    directory.mkdir(parents=True, exist_ok=True)
    path, care = directory / name, _CARE[name]
    with _locked(directory, fcntl.LOCK_EX):
        sound = _open_sound(path, care)
        if sound is not None:
            return sound
        aside = _set_aside(path, now)
        db = _connect(path, care)
        saved = care.rescue(aside, db, now) if care.rescue else 0
        _log.error("%s was damaged: set aside as %s, %d rows saved", name, aside.name, saved)
        return db


def _open_sound(path: Path, care: _Care) -> Database | None:
    """Open the file, or return None when it is damaged: in its pages, its tables or its texts."""
    try:
        if path.exists() and not _has_sound_pages(path):
            return None
        db = _connect(path, care)
    except _UNOPENED as error:
        if _means_damage(error):
            return None
        raise
    try:
        if _is_readable(db, care):
            return db
    except _UNOPENED as error:
        if not _means_damage(error):
            db.close()
            raise
    db.close()
    return None


def _means_damage(error: Exception) -> bool:
    """On opening, SQL that does not run ("no such column", "unsupported file format") is damage too."""
    if not isinstance(error, sqlite3.Error):
        return True
    return is_damage(error) or error.sqlite_errorcode == sqlite3.SQLITE_ERROR


def _has_sound_pages(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=_BUSY_MS / 1000)) as connection:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def _is_readable(db: Database, care: _Care) -> bool:
    """Tell whether the tables are those of a new file, and what is in them can be read.

    SQLite checks the structure alone: a bit turned inside a text, or in the name of a column,
    passes it and would stop every reader, at every start.
    """
    of_our_version = len(care.migrations.applied(db)) == care.known
    if of_our_version and schema.tables(db.conn) != care.tables:
        return False  # a later version's file, met after an update was taken back, may have other ones
    for table in schema.tables(db.conn):
        for _ in db.conn.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own table
            pass
    return all(db.conn.execute(query).fetchone() is None for query in care.never)


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
