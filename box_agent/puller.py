"""Keeps the mirror up to date: when the stream says so, and by asking each minute when there is none."""

import threading

from box_agent.memory import Memory
from box_agent.plant import Plant
from offline_cache.backoff import SLOW
from offline_cache.city_api import CityApi
from offline_cache.errors import CityRefused, CityUnreachable, OutOfStep, TokenRejected
from offline_cache.sync import Hooks, Sync

STREAM_TRUSTED = 3600.0
"""Seconds between pulls that nobody asked for while the stream is open, which says how things stand."""


class Puller:
    """`connected` tells whether the stream is open."""

    name = "pull"

    def __init__(self, plant: Plant, connected: threading.Event, refused_words: str) -> None:
        self._plant = plant
        self._bell = plant.bells.pull
        self._connected = connected
        self._refused_words = refused_words
        self._backoff = plant.backoff(self.name, SLOW)

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            self._bell.wait(self._step(memory))
        memory.close()

    def _step(self, memory: Memory) -> float | None:
        """Pull once; returns the seconds until the next time."""
        token = memory.identity().token
        if token is None:
            return None
        try:
            with self._plant.api(token) as api:
                poll_seconds = self._pull(memory, api)
        except TokenRejected:
            self._plant.disown(memory, token)
            return None
        except (CityRefused, OutOfStep) as why:
            self._plant.presence.lost(str(why))
            return self._backoff.failed()
        except CityUnreachable as why:
            self._plant.presence.lost(str(why))
            return max(self._backoff.failed(), why.retry_after)
        self._backoff.worked()
        wait = STREAM_TRUSTED if self._connected.is_set() else float(poll_seconds)
        return wait * self._plant.uniform(0.8, 1.2)

    def _pull(self, memory: Memory, api: CityApi) -> int:
        """Alerts first when no stream brings them, then everything else, then alerts of a new area."""
        before = memory.identity().area
        if before is not None and not self._connected.is_set():
            self._plant.receive(memory, api.alerts(before))
        hooks = Hooks(heard=self._plant.presence.heard, changed=self._plant.content_changed)
        page = Sync(memory.content, memory.outbox, api, hooks, self._refused_words).pull()
        area = memory.identity().area
        if area is not None and area != before:
            self._plant.receive(memory, api.alerts(area))
            self._plant.bells.alarm.ring()  # a list that came before the area was known
        return page.poll_seconds
