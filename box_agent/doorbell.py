"""How the agent's threads wake each other, and how all of them are told to stop."""

import threading


class Doorbell:
    """Wakes one worker. A ring while it is busy is not lost."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the worker should stop."""
        return self._closed

    @property
    def rung(self) -> bool:
        """Whether somebody rings just now, for a worker in the middle of something long."""
        return self._event.is_set()

    def ring(self) -> None:
        self._event.set()

    def close(self) -> None:
        """Tell the worker to stop, for good."""
        self._closed = True
        self._event.set()

    def wait(self, seconds: float | None) -> bool:
        """Wait for a ring, at most so long; tells whether it rang."""
        rang = self._event.wait(seconds)
        if rang and not self._closed:
            self._event.clear()
        return rang
