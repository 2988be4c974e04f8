"""How long to wait before trying again: full jitter, and a count on disk that a crash loop cannot reset."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CAP_SECONDS = 300.0


@dataclass(frozen=True)
class Pace:
    """After n failures wait uniform(0, min(300, base * growth**n)) seconds."""

    base: float
    growth: float

    def longest(self, failures: int) -> float:
        """Return the longest wait after so many failures in a row, in seconds."""
        steps = min(failures, 1000)
        return min(CAP_SECONDS, self.base * self.growth**steps)


SLOW = Pace(base=2.0, growth=2.0)
"""For a request that failed."""

QUICK = Pace(base=1.0, growth=1.05)
"""For the stream: waits stay about a tenth of the time we have been without it, so that a city that was
away for a minute is found again within seconds, and after an hour boxes still come back spread out."""


@dataclass
class Backoff:
    """Counts failures in a row in the small file `path`; `uniform` is the source of chance."""

    path: Path
    pace: Pace
    uniform: Callable[[float, float], float]

    def failed(self) -> float:
        """Count one failure; returns the seconds to wait now."""
        failures = self.failures()
        self._keep(failures + 1)
        return self.uniform(0.0, self.pace.longest(failures))

    def worked(self) -> None:
        """Start from the beginning next time."""
        self.path.unlink(missing_ok=True)

    def failures(self) -> int:
        """Return how many failures in a row there were; an unreadable count is none."""
        try:
            text = self.path.read_text(encoding="ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            return 0
        return int(text) if text.isdigit() and len(text) < 10 else 0

    def _keep(self, failures: int) -> None:
        fresh = self.path.with_name(self.path.name + ".new")
        with contextlib.suppress(OSError):  # on a full disk it still waits, it only forgets how often
            fresh.write_text(str(failures), encoding="ascii")
            fresh.replace(self.path)
