"""What the agent's workers share: where, what time, who to wake, and how to speak to the city."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from box_agent.doorbell import Doorbell
from box_agent.memory import Memory
from box_agent.presence import Presence
from offline_cache import bell
from offline_cache.alert_store import Dropped, Reception
from offline_cache.backoff import Backoff, Pace
from offline_cache.city_api import CityApi, ClockRescue
from offline_cache.clock import BoxClock
from wire.alerts import SignedAlerts

_log = logging.getLogger(__name__)


class Worker(Protocol):
    """One thread with one job."""

    name: str

    def run(self) -> None:
        """Work until `stop`."""
        ...

    def stop(self) -> None:
        """End `run` soon; called from another thread."""
        ...


@dataclass(frozen=True)
class Bells:
    """One for each worker; the pusher's is the socket the face rings too."""

    enrol: Doorbell = field(default_factory=Doorbell)
    stream: Doorbell = field(default_factory=Doorbell)
    pull: Doorbell = field(default_factory=Doorbell)
    alarm: Doorbell = field(default_factory=Doorbell)
    television: Doorbell = field(default_factory=Doorbell)
    report: Doorbell = field(default_factory=Doorbell)
    asker: Doorbell = field(default_factory=Doorbell)
    fetch: Doorbell = field(default_factory=Doorbell)

    def after_enrolment(self) -> None:
        """Wake everybody who waits for a token."""
        for one in (self.stream, self.pull, self.report, self.fetch):
            one.ring()


@dataclass(frozen=True)
class Plant:
    """Shared by all workers; every part is safe in any thread."""

    directory: Path
    city: str
    clock: BoxClock
    bells: Bells
    presence: Presence
    dropped: Dropped
    uniform: Callable[[float, float], float] = random.uniform
    rescue: ClockRescue | None = None
    ca: Path | None = None

    def memory(self) -> Memory:
        """Open the files for the calling thread."""
        return Memory.open(self.directory, self.clock.now(), self.dropped)

    def api(self, token: str | None = None) -> CityApi:
        """Open a line for the calling thread."""
        return CityApi(self.city, token, ca=self.ca, rescue=self.rescue)

    def backoff(self, name: str, pace: Pace) -> Backoff:
        """Count failures of one job."""
        return Backoff(self.directory / f"retries-{name}", pace, self.uniform)

    def ring_face(self) -> None:
        bell.ring(self.directory / bell.FACE)

    def content_changed(self) -> None:
        """Show it, and fetch the files that go with it."""
        self.ring_face()
        self.bells.fetch.ring()

    def ring_push(self) -> None:
        bell.ring(self.directory / bell.AGENT)

    def receive(self, memory: Memory, signed: SignedAlerts) -> None:
        """Take in a list of alerts, and before all else let it be seen and heard."""
        if memory.store.take(signed) in (Reception.TAKEN, Reception.UNKEPT):
            self.ring_face()
            self.bells.alarm.ring()
            self.bells.report.ring()
            self.bells.fetch.ring()

    def disown(self, memory: Memory, token: str) -> None:
        """The city does not know this token: show nothing of the home, keep what was said, start anew."""
        if memory.identity().token != token:
            return  # an enrolment was quicker than this answer
        _log.warning("the city does not know this box any more: it waits for a new enrolment")
        memory.content.wipe()
        memory.content.state.keep_offer(None)
        memory.outbox.identity.forget_token(token)
        self.content_changed()
        self.bells.enrol.ring()
