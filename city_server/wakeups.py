"""Several processes of one city: what one has committed, the others hear by PostgreSQL's NOTIFY."""

import json
import logging
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from city_server.committed import ANYTHING, Committed, Listener

CHANNEL = "minato"
_PIECE = 50
"""Names in one notification: PostgreSQL takes 8,000 bytes, and a name has at most 140."""
_LEADING = 0x6D696E02
"""The advisory lock of the one process that does what a city does by itself."""
_LOOK_SECONDS = 1.0
_AGAIN_SECONDS = 2.0

_log = logging.getLogger(__name__)
_SORTS = ("audiences", "topics", "alert_areas", "dropped_boxes")


def announce(session: Session, committed: Committed, origin: str) -> None:
    """Have the other processes told, with the commit of this transaction and only then."""
    for piece in _pieces(committed):
        payload = json.dumps({"from": origin, "head": committed.head, "writes": committed.writes, **piece})
        session.execute(
            text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload}
        )


def _pieces(committed: Committed) -> Iterator[dict[str, list[str]]]:
    names = [(sort, name) for sort in _SORTS for name in sorted(getattr(committed, sort))]
    for start in range(0, len(names), _PIECE):
        piece: dict[str, list[str]] = {}
        for sort, name in names[start : start + _PIECE]:
            piece.setdefault(sort, []).append(name)
        yield piece


def read(payload: str) -> Committed:
    """Read a notification; one that makes no sense may mean anything."""
    try:
        told = json.loads(payload)
        audiences, topics, areas, boxes = (frozenset(map(str, told.get(sort, ()))) for sort in _SORTS)
        return Committed(int(told["head"]), audiences, topics, areas, boxes, int(told["writes"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ANYTHING


@dataclass
class Wakeups:
    """A thread that listens while the city runs, and holds the lead if no other process does."""

    engine: Engine
    tell: Listener
    origin: str = field(default_factory=lambda: secrets.token_hex(8))
    _stopped: threading.Event = field(default_factory=threading.Event)
    _leads: threading.Event = field(default_factory=threading.Event)
    _listening: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to listen."""
        self._thread = threading.Thread(target=self._run, name="wake-ups", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, and give up the lead."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(_LOOK_SECONDS * 3)

    def leads(self) -> bool:
        """Tell whether this process is the one that does what is due."""
        return self._leads.is_set()

    def listening(self, seconds: float) -> bool:
        """Wait until commits elsewhere are heard here; False when that takes longer."""
        return self._listening.wait(seconds)

    def _run(self) -> None:
        first = True
        while not self._stopped.is_set():
            try:
                self._listen(first=first)
            except psycopg.Error as error:
                if self._listening.is_set() or first:
                    _log.warning("the database no longer tells what others commit: %s", type(error).__name__)
            self._listening.clear()
            self._leads.clear()
            first = False
            self._stopped.wait(_AGAIN_SECONDS)

    def _listen(self, *, first: bool) -> None:
        arguments = self.engine.dialect.create_connect_args(self.engine.url)[1]
        with psycopg.connect(**arguments, autocommit=True) as connection:
            connection.execute("LISTEN minato")
            if not first:
                self.tell(ANYTHING)  # what was committed while nobody listened
            self._take_the_lead(connection)
            self._listening.set()
            while not self._stopped.is_set():
                self._take_the_lead(connection)
                for told in connection.notifies(timeout=_LOOK_SECONDS, stop_after=1):
                    self._hear(told.payload)

    def _take_the_lead(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        if self._leads.is_set():
            return
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [_LEADING]).fetchone()
        if row is not None and row[0]:
            self._leads.set()

    def _hear(self, payload: str) -> None:
        if f'"from": "{self.origin}"' not in payload:
            self.tell(read(payload))
