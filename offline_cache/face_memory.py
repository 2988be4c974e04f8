"""The box's memory as the face uses it: one snapshot to show, one door to say something."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self, TypeVar

from offline_cache import bell, reserve
from offline_cache.clock import BoxClock, Clock
from offline_cache.content import Content
from offline_cache.database import CONTENT, OUTBOX, file_identity, files_stay, is_damage, is_unwritable
from offline_cache.errors import NotKept, UnsafeStorage
from offline_cache.media import MediaShelf
from offline_cache.outbox import Outbox, Saying
from offline_cache.preference_store import PreferenceStore
from offline_cache.preferences import Preferences
from offline_cache.snapshot import Snapshot
from offline_cache.snapshot_builder import Built, SnapshotBuilder
from wire.commands import Body

_KEY_NOTED_EVERY = timedelta(minutes=5)
_log = logging.getLogger(__name__)

_Written = TypeVar("_Written")
_Files = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class _Open:
    """Both files as they are open now, and which files those are."""

    content: Content
    outbox: Outbox
    builder: SnapshotBuilder
    files: _Files

    def close(self) -> None:
        self.content.close()
        self.outbox.close()


class FaceMemory:
    """Safe to use from any thread. Follows a file that was set aside to the one that took its place."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._lock = threading.Lock()
        self._media = MediaShelf.of(directory)
        self._until: datetime | None = None
        self._seen: object = None
        self._version = 0
        self._key_noted_at: datetime | None = None
        self._opened = self._open()

    @classmethod
    def open(cls, directory: Path, clock: Clock) -> Self:
        """Open the memory in `directory`, making what is not there yet."""
        return cls(Path(directory), clock)

    def close(self) -> None:
        with self._lock:
            self._opened.close()

    def snapshot(self) -> Snapshot:
        """Return everything the face may know now; takes the city's time from the agent on the way."""
        with self._lock:
            self._follow()
            try:
                built = self._build()
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self._reopen()
                built = self._build()
            self._until = built.until
            return built.snapshot

    def say(self, body: Body) -> str:
        """Keep what the resident said and return its name; on disk, fsynced, when this returns.

        Raises `NotKept` when it could not be written: nothing was taken, tell the person.
        """
        saying = Saying(body, self._clock.now(), self._clock.trusted())
        name = self._kept(lambda outbox: outbox.append(saying))
        bell.ring(self._directory / bell.AGENT)
        return name

    def prefer(self, preferences: Preferences) -> None:
        """Keep what was chosen on the settings page; on disk, fsynced, when this returns.

        Raises `NotKept` when it could not be written: what was chosen before still holds.
        """
        self._kept(lambda outbox: PreferenceStore(outbox.db).keep(preferences))
        bell.ring(self._directory / bell.AGENT)

    def version(self) -> int:
        """Return a number that changes when either file was changed, or time alone changes what shows."""
        with self._lock:
            self._follow()
            seen = (*self._marks(), self._until is not None and self._clock.now() >= self._until)
            if seen != self._seen:
                self._seen = seen
                self._version += 1
            return self._version

    def key_pressed(self) -> None:
        """Note, every few minutes at most, that somebody uses the remote; the agent reports when."""
        now = self._clock.now()
        with self._lock:
            if self._key_noted_at is None or now - self._key_noted_at >= _KEY_NOTED_EVERY:
                self._key_noted_at = now
                try:
                    self._opened.content.state.keep_last_key_at(now)
                except sqlite3.Error as error:  # a key must work on a full disk too
                    _log.warning("the last key could not be noted: %s", type(error).__name__)

    def _build(self) -> Built:
        reading = self._opened.content.state.reading()
        if isinstance(self._clock, BoxClock):
            self._clock.use(reading)
        return self._opened.builder.build(self._clock)

    def _kept(self, write: Callable[[Outbox], _Written]) -> _Written:
        """Write to the outbox. Raises `NotKept`."""
        with self._lock:
            try:
                written = self._write_somehow(write)
            except (sqlite3.Error, OSError, UnsafeStorage) as error:
                _log.error("something said could not be kept: %s", type(error).__name__)
                raise NotKept(type(error).__name__) from error
            self._version += 1
        return written

    def _write_somehow(self, write: Callable[[Outbox], _Written]) -> _Written:
        """Write it; on a full disk, in the room that was held back for this."""
        try:
            return self._write(write)
        except sqlite3.Error as error:
            if not is_unwritable(error) or not reserve.give_up(self._directory):
                raise
            return self._write(write)

    def _write(self, write: Callable[[Outbox], _Written]) -> _Written:
        """Write to the file that stands there, not to one that is just being set aside."""
        while True:
            with files_stay(self._directory):
                if self._files() == self._opened.files:
                    return write(self._opened.outbox)
            self._reopen()

    def _follow(self) -> None:
        if self._files() != self._opened.files:
            self._reopen()

    def _reopen(self) -> None:
        self._opened.close()
        self._opened = self._open()
        self._version += 1

    def _open(self) -> _Open:
        now = self._clock.now()
        content = Content.open(self._directory, now)
        outbox = Outbox.open(self._directory, now)
        return _Open(content, outbox, SnapshotBuilder(content, outbox, self._media), self._files())

    def _files(self) -> _Files:
        return file_identity(self._directory / CONTENT), file_identity(self._directory / OUTBOX)

    def _marks(self) -> tuple[int, int, int]:
        """Ask SQLite for the marks that change when another connection commits, and the folder of files."""
        return (
            self._opened.content.db.conn.execute("PRAGMA data_version").fetchone()[0],
            self._opened.outbox.db.conn.execute("PRAGMA data_version").fetchone()[0],
            self._media.mark(),
        )
