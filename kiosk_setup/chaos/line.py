"""The line between a box and the city: real messages as bytes, and whatever happens to them on the way."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from city_server.errors import TokenRevoked, TokenUnknown
from kiosk_setup.chaos.plan import Fault, Step
from kiosk_setup.chaos.town import Town
from offline_cache.city_api import Pulled, read_page
from offline_cache.errors import CityRefused, CityStumbled, CityUnreachable, TokenRejected
from wire.alerts import SignedAlerts
from wire.base import read_strict, read_tolerant
from wire.commands import CommandBatch, Verdicts

_Answer = TypeVar("_Answer")
_TIMEOUT = timedelta(seconds=40)


@dataclass
class Line:
    """What a box's `Sync` takes for its `CityApi`. `faults` hit the next requests, in their order."""

    town: Town
    token: str
    fired: Counter[Fault]
    faults: deque[Step] = field(default_factory=deque)

    def sync(self, cursor: str, began: int | None = None) -> Pulled:
        """Get a page."""
        return self._exchange(lambda: self._page(cursor, began))

    def send(self, batch: CommandBatch) -> Verdicts:
        """Send commands."""
        data = batch.model_dump_json()
        if len(batch.commands) == 1 and self.faults and self.faults[0].what is Fault.TOO_LARGE:
            self.faults.popleft()  # no single command is ever too large
        return self._exchange(lambda: self._verdicts(data))

    def alerts(self, area: str) -> SignedAlerts:
        """Get the list of an area."""
        return self._exchange(lambda: self._list(area))

    def _page(self, cursor: str, began: int | None) -> Pulled:
        speaker = self.town.boxes.identify(self.token)
        return read_page(self.town.sync.page(speaker, cursor, began).model_dump_json().encode())

    def _verdicts(self, data: str) -> Verdicts:
        speaker = self.town.boxes.identify(self.token)
        answer = self.town.commands.receive(speaker, read_strict(CommandBatch, data))
        return read_tolerant(Verdicts, answer.model_dump_json())

    def _list(self, area: str) -> SignedAlerts:
        self.town.boxes.identify(self.token)
        return read_tolerant(SignedAlerts, self.town.alerts.signed(area)[1].model_dump_json())

    def _exchange(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask the city, as the line allows."""

        def asked() -> _Answer:
            try:
                return ask()
            except (TokenUnknown, TokenRevoked) as error:
                raise TokenRejected from error

        if not self.faults:
            return asked()
        step = self.faults.popleft()
        self.fired[Fault(step.what)] += 1
        return self._faulty(step, asked)

    def _faulty(self, step: Step, ask: Callable[[], _Answer]) -> _Answer:
        match step.what:
            case Fault.DROP:
                raise CityUnreachable("dropped")
            case Fault.LOST_ANSWER:
                ask()
                raise CityUnreachable("the answer was lost")
            case Fault.DUPLICATE:
                ask()
            case Fault.DELAY:
                self.town.clock.advance(timedelta(seconds=step.number % 600))
            case Fault.HALF_OPEN:
                self.town.late.append(lambda: _heard_late(ask))
                self.town.clock.advance(_TIMEOUT)
                raise CityUnreachable("half open")
            case Fault.STUMBLE:
                raise CityStumbled("HTTP 500")
            case Fault.TOO_LARGE:
                raise CityRefused(413, "too_large", "")
        return ask()


def _heard_late(ask: Callable[[], object]) -> None:
    try:
        ask()
    except TokenRejected:
        return  # nobody listens to this answer any more
