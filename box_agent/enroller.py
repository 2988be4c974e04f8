"""Makes this box a household's: gets a code, shows it through the face, asks until it was accepted."""

import logging

from box_agent.memory import Memory
from box_agent.plant import Plant
from offline_cache.backoff import QUICK
from offline_cache.errors import CityRefused, CityUnreachable, TokenRejected
from wire.enrolment import EnrolmentAnswer, EnrolmentOffer, EnrolmentState

_log = logging.getLogger(__name__)


class Enroller:
    """Sleeps while the box has a token."""

    name = "enrol"

    def __init__(self, plant: Plant) -> None:
        self._plant = plant
        self._bell = plant.bells.enrol
        self._backoff = plant.backoff(self.name, QUICK)

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            self._bell.wait(self._step(memory))
        memory.close()

    def _step(self, memory: Memory) -> float | None:
        """Do the next thing; returns the seconds to wait after it, None for until it rings."""
        if memory.identity().token is not None:
            return None
        try:
            offer = self._offer(memory)
            with self._plant.api() as api:
                answer = api.ask(offer.claim)
        except CityUnreachable as why:
            self._plant.presence.lost(str(why))
            return max(self._backoff.failed(), why.retry_after)
        except (CityRefused, TokenRejected):
            memory.content.state.keep_offer(None)  # the city does not know this claim (any more)
            return self._backoff.failed()
        self._backoff.worked()
        return self._take(memory, offer, answer)

    def _offer(self, memory: Memory) -> EnrolmentOffer:
        kept = memory.content.state.offer()
        clock = self._plant.clock
        if kept is not None and not (clock.trusted() and kept.expires_at <= clock.now()):
            return kept
        with self._plant.api() as api:
            offer = api.offer()
        self._plant.presence.heard(offer.server_time)
        memory.content.state.keep_offer(offer)
        self._plant.ring_face()
        _log.info("a code for the enrolment stands on the TV")
        return offer

    def _take(self, memory: Memory, offer: EnrolmentOffer, answer: EnrolmentAnswer) -> float | None:
        match answer:
            case EnrolmentAnswer(
                state=EnrolmentState.ENROLLED, box=str(box), token=str(token), household=str(household)
            ):
                memory.content.wipe()
                memory.outbox.identity.enrol(box, token, household, answer.alert_keys)
                memory.content.state.keep_offer(None)
                _log.info("enrolled as %s", box)
                self._plant.ring_face()
                self._plant.bells.after_enrolment()
                self._plant.ring_push()
                return None
            case EnrolmentAnswer(state=EnrolmentState.WAITING):
                return offer.poll_seconds
            case _:
                memory.content.state.keep_offer(None)
                return 0.0
