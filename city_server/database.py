"""The city's database: how a transaction begins, and who hears when one has committed."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, create_engine, event, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from city_server.errors import Broken
from city_server.tables import Head

BUSY_SECONDS = 10
_WRITING = "minato_writing"

SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was answered survives a power cut
    "foreign_keys": 1,
    "busy_timeout": BUSY_SECONDS * 1000,
}


@dataclass(frozen=True)
class Committed:
    """What one transaction changed, told after its commit: at worst nobody hears it, and boxes poll."""

    head: int
    """The last number it drew; 0 when boxes mirror nothing of it."""
    audiences: frozenset[str]
    topics: frozenset[str]
    alert_areas: frozenset[str]
    dropped_boxes: frozenset[str]
    writes: int = 0
    """How many transactions the city has ever written, this one included."""


@dataclass
class Writing:
    """One writing transaction: its session, and what to tell when it has committed."""

    session: Session
    head: int = 0
    writes: int = 0
    audiences: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    alert_areas: set[str] = field(default_factory=set)
    dropped_boxes: set[str] = field(default_factory=set)

    def draw_number(self) -> int:
        """Draw the next number of the city's history. The row stays locked until the commit."""
        raised = update(Head).where(Head.id == 1).values(seq=Head.seq + 1).returning(Head.seq)
        self.head = self.session.execute(raised).scalar_one()
        return self.head

    def count(self) -> None:
        """Count this transaction in: a copy of the database that lacks it can be told by that."""
        raised = update(Head).where(Head.id == 1).values(writes=Head.writes + 1).returning(Head.writes)
        self.writes = self.session.execute(raised).scalar_one_or_none() or 0

    def committed(self) -> Committed:
        """Return what to tell."""
        return Committed(
            self.head,
            frozenset(self.audiences),
            frozenset(self.topics),
            frozenset(self.alert_areas),
            frozenset(self.dropped_boxes),
            self.writes,
        )


Listener = Callable[[Committed], None]


class Database:
    """One city's data. `url` is SQLAlchemy's; SQLite and PostgreSQL are meant."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        writers = self.engine.execution_options(**{_WRITING: True})
        self._reader = sessionmaker(self.engine, expire_on_commit=False)
        self._writer = sessionmaker(writers, expire_on_commit=False)
        self._turn = threading.Lock()
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each commit, in the thread that wrote; it must be quick and not fail."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one moment of the database and is never committed."""
        with self._reader() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Run one transaction, alone: writers queue here, then on the database's own lock.

        On leaving it is committed, then told; an error undoes all of it and tells nobody.
        """
        with self._turn, self._writer() as session, session.begin():
            session.get(Head, 1, with_for_update=True)
            writing = Writing(session)
            yield writing
            session.flush()
            writing.count()
        committed = writing.committed()
        for listener in self._listeners:
            listener(committed)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    engine = create_engine(url, json_serializer=_json, hide_parameters=True)  # names and health: in no log
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


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
    immediate = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
