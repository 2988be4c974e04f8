"""The id of the city's history: a database that came from a backup is noticed, and begins a new one."""

import secrets
from pathlib import Path

from sqlalchemy import update

from city_server.alerts import raise_all_numbers
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.tables import Box, Head, Setting

_LIFE = "life"


def open_history(database: Database, clock: Clock, marker: Path, *, restored: bool = False) -> bool:
    """Begin or carry on the city's history; returns whether a new one has begun.

    At each start a fresh random word is written into the database and into `marker` beside it. When
    they differ at the next start, the database is not the one that ran last: it was restored. A power
    cut between the two writes only makes boxes fetch everything anew.
    """
    beside = marker.read_text(encoding="ascii").strip() if marker.exists() else ""
    life = secrets.token_hex(16)
    with database.writing() as writing:
        head = writing.session.get(Head, 1)
        row = writing.session.get(Setting, _LIFE)
        anew = restored or row is None or head is None or row.value.get("word") != beside
        if anew:
            _begin(writing, head, clock)
        if row is None:
            row = Setting(name=_LIFE)
            writing.session.add(row)
        row.value = {"word": life}
    marker.write_text(life + "\n", encoding="ascii")
    return anew


def _begin(writing: Writing, head: Head | None, clock: Clock) -> None:
    """Name a new history. Boxes take everything anew and offer what they said again."""
    if head is None:
        head = Head(id=1, seq=0)
        writing.session.add(head)
    head.epoch = secrets.token_hex(16)
    writing.session.execute(update(Box).values(applied=0))
    writing.session.flush()
    raise_all_numbers(writing, clock.now())
