"""Sends what the resident said: at once when the face rings, again and again until the city has answered."""

import threading
from collections.abc import Callable

from box_agent.memory import Memory
from box_agent.plant import Plant
from offline_cache.backoff import SLOW
from offline_cache.bell import AGENT, Bell
from offline_cache.database import CONTENT, OUTBOX, file_identity
from offline_cache.errors import CityRefused, CityUnreachable, TokenRejected
from offline_cache.sync import Hooks, Sync

_LOOK = 1.0
"""Seconds after which it looks by itself: what a lost ring costs."""


class Pusher:
    """`connected` tells whether the stream is open; `moved` is called when a file was set aside."""

    name = "push"

    def __init__(
        self, plant: Plant, connected: threading.Event, refused_words: str, moved: Callable[[], None]
    ) -> None:
        self._plant = plant
        self._connected = connected
        self._refused_words = refused_words
        self._moved = moved
        self._backoff = plant.backoff(self.name, SLOW)
        self._stopped = threading.Event()
        self._due = 0.0

    def stop(self) -> None:
        self._stopped.set()
        self._plant.ring_push()

    def run(self) -> None:
        memory = self._plant.memory()
        files = self._files()
        with Bell(self._plant.directory / AGENT) as bell:
            while not self._stopped.is_set():
                self._step(memory)
                if bell.wait(_LOOK):
                    self._due = 0.0
                if self._files() != files:
                    self._moved()
                    break
        memory.close()

    def _step(self, memory: Memory) -> None:
        if self._plant.clock.monotonic() < self._due or memory.outbox.waiting() == 0:
            return
        token = memory.identity().token
        if token is None:
            return
        try:
            self._push(memory, token)
        except TokenRejected:
            self._plant.disown(memory, token)
        except CityRefused as refusal:
            self._again(str(refusal), 0.0)
        except CityUnreachable as why:
            self._again(str(why), why.retry_after)
        else:
            self._backoff.worked()
            if not self._connected.is_set():
                self._plant.bells.stream.ring()

    def _push(self, memory: Memory, token: str) -> None:
        hooks = Hooks(heard=self._plant.presence.heard, changed=self._plant.ring_face)
        with self._plant.api(token) as api:
            Sync(memory.content, memory.outbox, api, hooks, self._refused_words).push(self._plant.clock)

    def _again(self, why: str, retry_after: float) -> None:
        if not self._connected.is_set():
            self._plant.presence.lost(why)
        self._due = self._plant.clock.monotonic() + max(self._backoff.failed(), retry_after)

    def _files(self) -> tuple[tuple[int, int], ...]:
        return tuple(file_identity(self._plant.directory / name) for name in (CONTENT, OUTBOX))
