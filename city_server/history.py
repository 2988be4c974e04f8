"""The id of the city's history: a database that came from a backup is noticed, and begins a new one."""

import fcntl
import os
import secrets
import threading
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import update

from city_server.alerts import raise_all_numbers
from city_server.clock import Clock
from city_server.committed import Committed
from city_server.database import Database, Writing
from city_server.tables import Box, Head, Setting

_LIFE = "life"


@dataclass
class Marker:
    """The file beside the database: the word of this run, and how many transactions were written."""

    path: Path
    word: str = ""
    writes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def read(cls, path: Path) -> "Marker":
        """Read what the last run left; nothing when there is no file or no sense in it."""
        text = path.read_text(encoding="ascii", errors="replace") if path.exists() else ""
        word, _, writes = text.strip().partition(" ")
        return cls(path, word, int(writes) if writes.isascii() and writes.isdigit() else 0)

    def on_commit(self, committed: Committed) -> None:
        """Keep the highest count: commits may be told out of their order."""
        with self._lock:
            if committed.writes > self.writes:
                self.writes = committed.writes
                self.keep()

    def keep(self) -> None:
        """Write it. No sync: after a power cut it may lag behind the database, never lead it.

        Other processes of this city write it too: of the same word the higher count stays.
        """
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            there = Marker.read(self.path)
            if there.word == self.word:
                self.writes = max(self.writes, there.writes)
            written = os.pwrite(handle, f"{self.word} {self.writes:020}\n".encode(), 0)
            os.ftruncate(handle, written)
        finally:
            os.close(handle)


def open_history(database: Database, clock: Clock, path: Path, *, restored: bool = False) -> bool:
    """Begin or carry on the city's history; returns whether a new one has begun.

    At each start a fresh random word is written into the database and into the marker `path` beside it,
    and there the count of everything written. When the words differ at the next start, or the database is
    behind that count (a copy made while the city ran bears the word of this very run), it is not the
    one that ran last: it was restored. A power cut between the two writes only makes boxes fetch
    everything anew. Where several processes serve one city the word stays while the history does, and a
    process that has no marker yet takes it over.
    """
    beside = Marker.read(path)
    with database.writing() as writing:
        head = writing.session.get(Head, 1)
        row = writing.session.get(Setting, _LIFE)
        word = None if row is None else row.value.get("word")
        joins = database.shared and word is not None and not beside.word
        same = word is not None and (joins or word == beside.word)
        anew = restored or not same or head is None or head.writes < beside.writes
        if anew:
            _begin(writing, head, clock)
        if row is None:
            row = Setting(name=_LIFE)
            writing.session.add(row)
        life = secrets.token_hex(16) if anew or not database.shared else str(word)
        row.value = {"word": life}
    marker = Marker(path, life, writing.writes)
    marker.keep()
    database.listen(marker.on_commit)
    return anew


def _begin(writing: Writing, head: Head | None, clock: Clock) -> None:
    """Name a new history. Boxes take everything anew and offer what they said again."""
    if head is None:
        head = Head(id=1, seq=0, writes=0, floor=0)
        writing.session.add(head)
    head.epoch = secrets.token_hex(16)
    writing.session.execute(update(Box).values(applied=0))
    writing.session.flush()
    raise_all_numbers(writing, clock.now())
