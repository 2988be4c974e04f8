"""How long a search may go on: by a clock, or by rounds where the same answer has to come out every time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


class Budget(Protocol):
    """Asked once in every round of a search."""

    def spent(self) -> float:
        """Return the share that is used up: 0 at the beginning, 1 and more when it is over."""
        ...


@dataclass
class Seconds:
    """So many seconds of a clock, from the first time it is asked."""

    seconds: float
    clock: Callable[[], float]
    _begun: float | None = field(default=None, init=False)

    def spent(self) -> float:
        now = self.clock()
        if self._begun is None:
            self._begun = now
        return (now - self._begun) / self.seconds if self.seconds > 0 else 1.0


@dataclass
class Rounds:
    """So many rounds."""

    rounds: int
    _done: int = field(default=0, init=False)

    def spent(self) -> float:
        self._done += 1
        return (self._done - 1) / self.rounds if self.rounds > 0 else 1.0
