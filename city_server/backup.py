"""Backups: one file that holds a whole city, made while it runs and the same for both databases.

It is an SQLite file with the city's tables, and with the files beside the database in a table of its own.
So a city may also be taken from SQLite to PostgreSQL by it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Integer, MetaData, Table, delete, func, insert, select, text

from city_server.clock import Clock
from city_server.database import Database
from city_server.dialects import for_readers, for_writers
from city_server.errors import Broken
from city_server.history import open_history
from city_server.migrate import migrate
from city_server.running import stopped
from city_server.settings import Settings, private
from city_server.tables import Base

_ROWS = 500
_BESIDE = ("alert_key", "media")
"""Files and folders of the city's directory without which its database would be of little use."""
_OWN = (
    "CREATE TABLE backup_about (made_at TEXT NOT NULL)",
    "CREATE TABLE backup_files (path TEXT PRIMARY KEY, content BLOB NOT NULL)",
)


def back_up(settings: Settings, clock: Clock, file: Path) -> int:
    """Write everything as it is at one moment to `file`; returns how many rows. Raises Broken.

    The city may run and write meanwhile. The file is whole or not there at all.
    """
    half = file.with_name(file.name + ".half")
    _remove(half)
    database = Database(settings.database_url)
    try:
        rows = _copy_out(database, private(half))
        with closing(sqlite3.connect(half)) as copy:
            for table in _OWN:
                copy.execute(table)
            copy.execute("INSERT INTO backup_about VALUES (?)", [clock.now().isoformat()])
            copy.executemany("INSERT INTO backup_files VALUES (?, ?)", _files(settings.data))
            copy.commit()
            copy.execute("PRAGMA journal_mode = DELETE")
        _sync(half)
        half.replace(file)
        _sync(file.parent)
    finally:
        database.close()
        _remove(half)
    return rows


def restore(settings: Settings, clock: Clock, file: Path) -> datetime:
    """Put the city in `file` in place of the one that is there; returns when it was backed up. Raises Broken.

    It begins a new history: boxes take everything anew and offer again what they said since. What was
    there before is kept beside it where it is a file.
    """
    made_at = _made_at(file)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = settings.data / "city.db.restored"
    _remove(fresh)
    with stopped(settings):
        private(fresh).write_bytes(file.read_bytes())
        files = _take_files(fresh)
        copy = Database(f"sqlite:///{fresh.resolve()}")
        migrate(copy)  # the backup may be of an earlier version
        if settings.database:
            _copy_in(copy, Database(settings.database_url))
        copy.close()
        if settings.database:
            _remove(fresh)
        else:
            _put_in_place(fresh, settings.data / "city.db", clock.now())
        for name, content in files:
            _write(settings.data, name, content)
        database = Database(settings.database_url)
        open_history(database, clock, settings.data / "life", restored=True)
        database.close()
    return made_at


def _copy_out(database: Database, half: Path) -> int:
    copy = Database(f"sqlite:///{half.resolve()}")
    migrate(copy)
    with for_readers(database.engine).connect() as source, for_writers(copy.engine).begin() as target:
        found = _versions(source)
        if found != _versions(target):
            raise Broken(
                f"the city's tables are of another version ({found}): start it once, then back it up"
            )
        rows = _copy(source, target)
    copy.close()
    return rows


def _copy_in(copy: Database, database: Database) -> None:
    """Take the place of all rows in one transaction: it happens, or nothing does."""
    migrate(database)
    with copy.engine.connect() as source, for_writers(database.engine).begin() as target:
        for table in reversed(Base.metadata.sorted_tables):
            target.execute(delete(table))
        _copy(source, target)
        for table in Base.metadata.sorted_tables:
            _count_on(target, table)
    database.close()


def _copy(source: Connection, target: Connection) -> int:
    count = 0
    for table in Base.metadata.sorted_tables:
        for part in source.execute(select(table)).partitions(_ROWS):
            target.execute(insert(table), [dict(row._mapping) for row in part])  # noqa: SLF001 - its public name
            count += len(part)
    return count


def _count_on(target: Connection, table: Table) -> None:
    """Let numbers that the database gives go on after those that were copied."""
    (key, *more) = table.primary_key.columns
    if more or not isinstance(key.type, Integer):
        return
    last = target.scalar(select(func.max(key)))
    named = {"table": table.name, "key": key.name, "last": last}
    if last is not None:
        target.execute(text("SELECT setval(pg_get_serial_sequence(:table, :key), :last)"), named)


def _versions(connection: Connection) -> str:
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name == "alembic_version")
    if not found.tables:
        return ""
    return str(connection.execute(select(found.tables["alembic_version"])).scalar())


def _made_at(file: Path) -> datetime:
    if not file.is_file():
        raise Broken(f"{file} is not there")
    try:
        with closing(sqlite3.connect(f"file:{file.resolve()}?mode=ro", uri=True)) as backup:
            (sound,) = backup.execute("PRAGMA integrity_check(1)").fetchone()
            (made_at,) = backup.execute("SELECT made_at FROM backup_about").fetchone()
    except (sqlite3.DatabaseError, TypeError) as error:
        raise Broken(f"{file} is no backup of a city") from error
    if sound != "ok":
        raise Broken(f"{file} is damaged")
    return datetime.fromisoformat(made_at)


def _files(data: Path) -> Iterator[tuple[str, bytes]]:
    for name in _BESIDE:
        place = data / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            with suppress(FileNotFoundError):  # taken away meanwhile: the rows of this moment can do without
                if file.is_file():
                    yield file.relative_to(data).as_posix(), file.read_bytes()


def _take_files(fresh: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(fresh)) as backup:
        files = backup.execute("SELECT path, content FROM backup_files").fetchall()
        backup.execute("DROP TABLE backup_files")
        backup.execute("DROP TABLE backup_about")
        backup.commit()
    return [(str(name), bytes(content)) for name, content in files]


def _write(data: Path, name: str, content: bytes) -> None:
    file = (data / name).resolve()
    if not file.is_relative_to(data.resolve()) or name.split("/", maxsplit=1)[0] not in _BESIDE:
        raise Broken(f"the backup names a file that is not a city's: {name}")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    private(file).write_bytes(content)
    _sync(file)


def _put_in_place(fresh: Path, place: Path, now: datetime) -> None:
    if place.exists():
        with (
            closing(sqlite3.connect(place)) as old,
            suppress(sqlite3.DatabaseError),
        ):  # it may be the damaged one
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        place.replace(place.with_name(f"city.db.before-{now:%Y%m%dT%H%M%S}"))
    _remove(place)
    _sync(fresh)
    fresh.replace(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
