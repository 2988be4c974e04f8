"""What SQLite and PostgreSQL need said differently: how to connect, how to begin, how to be alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from city_server.errors import Broken

BUSY_SECONDS = 10
WRITING = "minato_writing"
_ALONE = 0x6D696E01
"""The name of PostgreSQL's advisory lock under which a city is opened, migrated or replaced."""

SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was answered survives a power cut
    "foreign_keys": 1,
    "busy_timeout": BUSY_SECONDS * 1000,
}


def open_engine(url: str) -> Engine:
    """Make the engine of a city's database. Raises Broken."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Broken("the database's address cannot be read") from error  # it may hold a password
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    match parsed.get_backend_name():
        case "sqlite":
            engine = create_engine(parsed, json_serializer=_json, hide_parameters=True)
            event.listen(engine, "connect", _open_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        case "postgresql":
            # pool_pre_ping: a database that was started anew is met by the next transaction, not by its user
            engine = create_engine(parsed, json_serializer=_json, hide_parameters=True, pool_pre_ping=True)
        case other:
            raise Broken(f"a city lives on SQLite or PostgreSQL, not on {other}")
    return engine


def for_readers(engine: Engine) -> Engine:
    """Return the engine by which a session sees one moment, however often it asks."""
    if is_shared(engine):
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def for_writers(engine: Engine) -> Engine:
    """Return the engine whose transactions take their turn before they read."""
    return engine.execution_options(**{WRITING: True})


def is_shared(engine: Engine) -> bool:
    """Tell whether several server processes may use this database."""
    return engine.dialect.name == "postgresql"


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Keep every other process that opens this city waiting; SQLite's own lock suffices for one process."""
    if not is_shared(engine):
        yield
        return
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:name)"), {"name": _ALONE})
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:name)"), {"name": _ALONE})
            connection.commit()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _open_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin transactions behind our back
    cursor = connection.cursor()
    for name, value in SQLITE_PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
        answer = cursor.execute(f"PRAGMA {name}").fetchone()
        if answer is None or answer[0] != value:
            raise Broken(f"SQLite did not take PRAGMA {name}={value}: {answer}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
