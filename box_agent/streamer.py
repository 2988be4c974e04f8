"""Holds the stream open: an emergency is stored and announced at once, everything else rings the puller."""

import threading

from box_agent.memory import Memory
from box_agent.plant import Plant
from offline_cache.backoff import QUICK
from offline_cache.city_api import CityApi, Stream
from offline_cache.errors import CityRefused, CityUnreachable, TokenRejected
from offline_cache.sse import Event
from wire.alerts import SignedAlerts
from wire.base import read_tolerant
from wire.errors import Unreadable
from wire.sync import Wake

_LIVED = 10.0
"""Seconds after which a stream counts as having worked."""


class Streamer:
    """`connected` is set while a stream is open."""

    name = "stream"

    def __init__(self, plant: Plant, connected: threading.Event) -> None:
        self._plant = plant
        self._bell = plant.bells.stream
        self._connected = connected
        self._backoff = plant.backoff(self.name, QUICK)
        self._stream: Stream | None = None

    def stop(self) -> None:
        self._bell.close()
        stream = self._stream
        if stream is not None:
            stream.stop()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            self._bell.wait(self._step(memory))
        memory.close()

    def _step(self, memory: Memory) -> float | None:
        """Hold one stream until it ends; returns the seconds to wait before the next."""
        identity = memory.identity()
        if identity.token is None:
            return None
        began = self._plant.clock.monotonic()
        retry_after = 0.0
        try:
            with self._plant.api(identity.token) as api:
                self._first_alerts(memory, api, identity.area)
                self._hold(memory, api)
        except TokenRejected:
            self._plant.disown(memory, identity.token)
            return None
        except CityRefused as refusal:
            self._lost(str(refusal))
        except CityUnreachable as why:
            self._lost(str(why))
            retry_after = why.retry_after
        if self._plant.clock.monotonic() - began > _LIVED:
            self._backoff.worked()
        return max(self._backoff.failed(), retry_after)

    def _lost(self, why: str) -> None:
        if not self._bell.closed:
            self._plant.presence.lost(why)
            self._plant.bells.pull.ring()

    def _first_alerts(self, memory: Memory, api: CityApi, area: str | None) -> None:
        """Before all else: what is in force now."""
        if area is not None:
            self._plant.receive(memory, api.alerts(area))

    def _hold(self, memory: Memory, api: CityApi) -> None:
        self._stream = api.stream()
        try:
            if self._bell.closed:
                return
            self._connected.set()
            self._plant.ring_push()
            self._plant.bells.pull.ring()
            self._plant.bells.report.ring()
            for event in self._stream.events():
                self._take(memory, event)
        finally:
            self._connected.clear()
            self._stream.close()
            self._stream = None
        raise CityUnreachable("the stream ended")

    def _take(self, memory: Memory, event: Event) -> None:
        try:
            match event.name:
                case "alerts":
                    self._plant.receive(memory, read_tolerant(SignedAlerts, event.data))
                case "wake":
                    self._woken(memory, read_tolerant(Wake, event.data))
        except Unreadable as why:
            raise CityUnreachable(f"an event that cannot be read: {why}") from why

    def _woken(self, memory: Memory, wake: Wake) -> None:
        self._plant.presence.heard(wake.server_time)
        here = memory.content.applied()
        if here is None or (here.epoch, here.seq) != (wake.epoch, wake.head):
            self._plant.bells.pull.ring()
