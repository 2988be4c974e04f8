"""A city with up to a million changes stored, nearly all of them for other homes."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Integer, String, cast, func, insert, literal, select, text
from sqlalchemy.orm import Session

from city_server.app import open_city
from city_server.audiences import of_household
from city_server.changes import publish
from city_server.city import City
from city_server.clock import HandClock
from city_server.settings import Settings
from city_server.tables import Head, Item
from kiosk_setup.own_postgres import OwnPostgres, own_postgres, programs
from wire.base import TOKYO
from wire.content import Answer, CheckInRecord

NOW = datetime(2026, 11, 24, 8, 5, tzinfo=TOKYO)
HOME = "akai-01"
OTHERS = 5_000
"""Homes that the stored changes are spread over."""


@dataclass
class StoredCity:
    """A city that grows; `token` is that of a box in one of its homes."""

    city: City
    clock: HandClock
    token: str
    _marked: int = 0

    def grow_to(self, changes: int) -> None:
        """Store changes of other homes until there are so many, and let the database look at its tables."""
        with self.city.database.writing() as writing:
            there = writing.session.scalar(select(func.count()).select_from(Item)) or 0
            head = writing.session.get_one(Head, 1)
            if changes > there:
                _store(writing.session, head.seq, changes - there)
                head.seq += changes - there
        with self.city.database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))  # as autovacuum does within a minute
            connection.commit()

    def publish_some(self, count: int) -> int:
        """Change something for the home and as much for others, in turns; returns the number before."""
        with self.city.database.writing() as writing:
            before = writing.session.get_one(Head, 1).seq
            for _ in range(count):
                self._marked += 1
                for home in (HOME, "other-1"):
                    publish(writing, NOW, of_household(home), f"new-{self._marked}", _record(home))
        return before


def _record(home: str) -> CheckInRecord:
    return CheckInRecord(resident=f"{home}-1", day=NOW.date(), answer=Answer.GOOD, received_at=NOW)


def _store(session: Session, head: int, count: int) -> None:
    numbers = select(literal(head + 1, Integer).label("n")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < head + count))
    rows = select(
        literal("check_in"),
        literal("stored-") + cast(numbers.c.n, String),
        literal("household:other-") + cast(numbers.c.n % OTHERS, String),
        numbers.c.n,
        literal(1),
        literal(_record("other").model_dump(mode="json"), Item.body.type),
        literal(NOW, Item.changed_at.type),
    )
    columns = ["kind", "key", "audience", "seq", "v", "body", "changed_at"]
    session.execute(insert(Item).from_select(columns, rows))


@contextmanager
def on_sqlite() -> Iterator[StoredCity]:
    """Open one on SQLite, in a folder of the machine's own disk."""
    with tempfile.TemporaryDirectory(prefix="minato-bench-") as folder:
        yield from _opened(Settings(data=Path(folder), sample=True))


@contextmanager
def on_postgresql(count: int) -> Iterator[list[StoredCity]]:
    """Open some on a PostgreSQL of our own whose commits wait for the disk; none where there is none."""
    if programs() is None:
        yield []
        return
    with ExitStack() as held:
        server = held.enter_context(own_postgres(()))
        yield [held.enter_context(_one_on(server)) for _ in range(count)]


@contextmanager
def _one_on(server: OwnPostgres) -> Iterator[StoredCity]:
    with tempfile.TemporaryDirectory(prefix="minato-bench-") as folder:
        database = server.url(server.create())
        yield from _opened(Settings(data=Path(folder), sample=True, database=database))


def _opened(settings: Settings) -> Iterator[StoredCity]:
    clock = HandClock(NOW)
    city = open_city(settings, clock)
    city.bus.refresh()
    city.living.refresh()
    offer = city.enrolment.offer("bench")
    city.enrolment.accept(offer.code, HOME, staff=1)
    answer = city.enrolment.ask(offer.claim)
    try:
        yield StoredCity(city, clock, str(answer.token))
    finally:
        city.database.close()
