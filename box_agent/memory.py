"""The box's files as one thread of the agent holds them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from offline_cache.alert_shelf import AlertShelf
from offline_cache.alert_store import AlertStore, Dropped
from offline_cache.content import Content
from offline_cache.identity import Identity
from offline_cache.outbox import Outbox


@dataclass(frozen=True)
class Memory:
    """Both databases, opened by and for one thread."""

    content: Content
    outbox: Outbox
    store: AlertStore
    shelf: AlertShelf

    @classmethod
    def open(cls, directory: Path, now: datetime, dropped: Dropped) -> Self:
        content, outbox = Content.open(directory, now), Outbox.open(directory, now)
        return cls(content, outbox, AlertStore(outbox.db, dropped), AlertShelf(outbox.db))

    def identity(self) -> Identity:
        return self.outbox.identity.now()

    def close(self) -> None:
        self.content.close()
        self.outbox.close()
