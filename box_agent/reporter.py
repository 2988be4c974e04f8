"""Tells the city how this box is: a silent box must not look like a silent person."""

from box_agent.memory import Memory
from box_agent.plant import Plant
from box_agent.tv_power import Television
from offline_cache.backoff import SLOW
from offline_cache.city_api import CityApi
from offline_cache.errors import CityRefused, CityUnreachable, TokenRejected
from offline_cache.troubles import Trouble
from wire.sync import BoxReport

EVERY = 300.0


class Reporter:
    """Reports each five minutes and after the start; tells at once which list of alerts is held."""

    name = "report"

    def __init__(self, plant: Plant, television: Television, version: str) -> None:
        self._plant = plant
        self._bell = plant.bells.report
        self._television = television
        self._version = version
        self._backoff = plant.backoff(self.name, SLOW)
        self._told: tuple[str, int] | None = None
        self._due = 0.0

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            self._bell.wait(self._step(memory))
        memory.close()

    def _step(self, memory: Memory) -> float | None:
        token = memory.identity().token
        if token is None:
            self._told, self._due = None, 0.0
            return None
        try:
            with self._plant.api(token) as api:
                self._tell_held(memory, api)
                self._report(memory, api)
        except TokenRejected:
            self._plant.disown(memory, token)
            return None
        except CityRefused:
            return self._backoff.failed()
        except CityUnreachable as why:
            return max(self._backoff.failed(), why.retry_after)
        self._backoff.worked()
        return max(0.0, self._due - self._plant.clock.monotonic())

    def _tell_held(self, memory: Memory, api: CityApi) -> None:
        area = memory.identity().area
        if area is None:
            return
        held = (area, memory.shelf.number(area))
        if held[1] >= 0 and held != self._told:
            api.held(*held)
            self._told = held

    def _report(self, memory: Memory, api: CityApi) -> None:
        clock = self._plant.clock
        if clock.monotonic() < self._due:
            return
        if clock.trusted():
            memory.outbox.purge(clock.now())
            memory.shelf.forget_rung(clock.now())
        here = memory.content.applied()
        dropped = (f"alerts.{reason}" for reason in self._plant.dropped.counts())
        api.report(
            BoxReport(
                version=self._version,
                applied=0 if here is None else here.seq,
                waiting=memory.outbox.waiting(),
                clock_trusted=clock.trusted(),
                tv=self._television.power(),
                last_key_at=memory.content.state.last_key_at(),
                skipped=tuple(sorted((*memory.content.skipped(), *dropped))),
                dead=memory.outbox.troubles.count(Trouble.DEAD),
                lost=memory.outbox.troubles.count(Trouble.LOST),
            )
        )
        self._due = clock.monotonic() + EVERY * self._plant.uniform(0.9, 1.1)
