"""How a box without secrets becomes a household's box: offer a code, have it accepted, hand out a token."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from city_server import audit, throttle
from city_server.boxes import token_hash
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.errors import CodeUnknown, Locked, NotFound, TokenUnknown, TooManyOffers
from city_server.tables import Box, EnrolmentRequest, Household
from wire.enrolment import (
    CODE_LENGTH,
    CODE_LETTERS,
    AlertKey,
    EnrolmentAnswer,
    EnrolmentOffer,
    EnrolmentState,
    ungrouped,
)

OFFER_LIFE = timedelta(minutes=10)
COLLECT_LIFE = timedelta(hours=1)
"""How long an accepted box may take to collect its token."""
POLL_SECONDS = 3
GUESSES = throttle.Rule(10, timedelta(minutes=15))
OFFERS = throttle.Rule(30, timedelta(minutes=10))


@dataclass(frozen=True)
class Enrolment:
    """The way in. Codes and claims are random; claims and tokens are kept hashed only."""

    database: Database
    clock: Clock
    alert_keys: tuple[AlertKey, ...]

    def offer(self, address: str) -> EnrolmentOffer:
        """Give a box a code to show and a claim to ask with. Raises TooManyOffers."""
        now = self.clock.now()
        with self.database.writing() as writing:
            if throttle.locked_until(writing.session, f"offer:{address}", OFFERS, now) is not None:
                raise TooManyOffers
            throttle.count(writing, f"offer:{address}", now)
            writing.session.execute(delete(EnrolmentRequest).where(EnrolmentRequest.expires_at <= now))
            code, claim = _fresh_code(writing), secrets.token_urlsafe(32)
            expires = now + OFFER_LIFE
            writing.session.add(EnrolmentRequest(claim_hash=token_hash(claim), code=code, expires_at=expires))
        return EnrolmentOffer(
            code=code, claim=claim, expires_at=expires, poll_seconds=POLL_SECONDS, server_time=now
        )

    def accept(self, typed: str, household: str, staff: int) -> str:
        """Give the box that shows this code to a household; returns the box's id.

        Raises Locked after ten wrong codes of one member of staff, CodeUnknown, NotFound.
        """
        now, guesser = self.clock.now(), f"enrol:{staff}"
        with self.database.writing() as writing:
            until = throttle.locked_until(writing.session, guesser, GUESSES, now)
            if until is not None:
                raise Locked(until)
            if writing.session.get(Household, household) is None:
                raise NotFound(f"household {household}")
            request = _waiting(writing, ungrouped(typed))
            if request is not None and request.expires_at > now:
                request.household, request.box = household, f"box-{secrets.token_hex(6)}"
                request.expires_at = now + COLLECT_LIFE
                audit.note(writing, now, staff, "box_enrolled", f"{request.box} {household}")
                writing.topics.add("boxes")
                return request.box
            throttle.count(writing, guesser, now)
        raise CodeUnknown

    def ask(self, claim: str) -> EnrolmentAnswer:
        """Tell a box how its request stands, with a token once it is enrolled. Raises TokenUnknown.

        The token is made anew at each ask until the box has used it once: a lost answer costs nothing.
        """
        with self.database.writing() as writing:
            request = writing.session.get(EnrolmentRequest, token_hash(claim))
            if request is None:
                raise TokenUnknown
            if request.expires_at <= self.clock.now():
                return EnrolmentAnswer(state=EnrolmentState.EXPIRED)
            if request.household is None or request.box is None:
                return EnrolmentAnswer(state=EnrolmentState.WAITING)
            return self._hand_out(writing, request.box, request.household)

    def _hand_out(self, writing: Writing, box_id: str, household: str) -> EnrolmentAnswer:
        token = secrets.token_urlsafe(32)
        box = writing.session.get(Box, box_id)
        if box is None:
            box = Box(id=box_id, household=household, enrolled_at=self.clock.now(), applied=0)
            writing.session.add(box)
        elif box.last_seen_at is not None or box.revoked_at is not None:
            return EnrolmentAnswer(state=EnrolmentState.EXPIRED)
        box.token_hash = token_hash(token)
        writing.topics.add("boxes")
        return EnrolmentAnswer(
            state=EnrolmentState.ENROLLED,
            box=box_id,
            token=token,
            household=household,
            alert_keys=self.alert_keys,
        )


def _fresh_code(writing: Writing) -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        taken = select(EnrolmentRequest.code).where(EnrolmentRequest.code == code)
        if writing.session.scalar(taken) is None:
            return code


def _waiting(writing: Writing, code: str) -> EnrolmentRequest | None:
    return writing.session.scalar(
        select(EnrolmentRequest).where(EnrolmentRequest.code == code, EnrolmentRequest.household.is_(None))
    )
