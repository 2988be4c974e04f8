"""Keeps what was chosen on the settings page beside what the resident said."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from sqlite_utils import Database

from offline_cache.database import writing
from offline_cache.identity import IdentityStore
from offline_cache.preferences import (
    LOUDEST,
    WIDEST_OVERSCAN,
    Language,
    Night,
    Preferences,
    TextSize,
    VoiceSpeed,
)

_CONSENTS = frozenset({"remote_help", "ask_on_tv"})
"""These were given by one household; in another home they are not."""


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def read(kept: Any) -> int:
        if type(kept) is not int or not least <= kept <= most:
            raise ValueError(kept)
        return kept

    return read


def _yes_or_no(kept: Any) -> bool:
    if type(kept) is not bool:
        raise ValueError(kept)
    return kept


_READ: dict[str, Callable[[Any], Any]] = {
    "text_size": TextSize,
    "language": Language,
    "night": Night,
    "voice_speed": VoiceSpeed,
    "volume": _whole(1, LOUDEST),
    "speak_focus": _yes_or_no,
    "overscan": _whole(0, WIDEST_OVERSCAN),
    "waiting_picture": _yes_or_no,
    "remote_help": _yes_or_no,
    "ask_on_tv": _yes_or_no,
}


@dataclass(frozen=True)
class PreferenceStore:
    """The `preferences` table of `outbox.db`: one JSON value per name. Not thread-safe, as its connection."""

    db: Database

    def now(self) -> Preferences:
        """Return what holds for this box's household; a choice that cannot be read is none."""
        rows = self.db.conn.execute(
            "SELECT name, value FROM preferences WHERE household IN ('', ?)", [self._household()]
        ).fetchall()
        found = ((name, _read(name, value)) for name, value in rows)
        return Preferences(**{name: value for name, value in found if value is not None})

    def keep(self, preferences: Preferences) -> None:
        """Write every choice; on disk, fsynced, when this returns. Raises `sqlite3.Error`."""
        household = self._household()
        chosen = [
            (household if name in _CONSENTS else "", name, json.dumps(getattr(preferences, name)))
            for name in (field.name for field in fields(preferences))
        ]
        with writing(self.db):
            self.db.conn.executemany("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)", chosen)

    def _household(self) -> str:
        return IdentityStore(self.db).now().household or "nobody"


def _read(name: str, value: str) -> Any:
    """Read one choice, or None when it is unknown or none of those there are."""
    try:
        return _READ[name](json.loads(value))
    except (KeyError, ValueError, TypeError):
        return None
