"""When each topic last changed in this process: what a page has missed since it was read."""

import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from city_server.committed import Committed


@dataclass
class TopicLog:
    """Counts commits as they are told, for every thread. A mark of another process says nothing here."""

    _life: str = field(default_factory=lambda: secrets.token_hex(4))
    _told: int = 0
    _anything: int = 0
    _changed: dict[str, int] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def mark(self) -> str:
        """Name this moment: `<life>-<commits told>`."""
        with self._turn:
            return f"{self._life}-{self._told}"

    def note(self, committed: Committed) -> None:
        """Take in what has committed."""
        with self._turn:
            self._told += 1
            self._changed |= dict.fromkeys(committed.topics, self._told)
            if committed.anything:
                self._anything = self._told

    def since(self, mark: str, topics: Iterable[str]) -> tuple[str, ...]:
        """Return which of these topics may have changed since a mark; all of them for a strange one."""
        life, _, number = mark.partition("-")
        with self._turn:
            if life != self._life or not (number.isascii() and number.isdigit()):
                return tuple(topics)
            then = int(number)
            if self._anything > then:
                return tuple(topics)
            return tuple(topic for topic in topics if self._changed.get(topic, 0) > then)
