"""The boxes: who is speaking, how each one is, and taking a token back."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from city_server import audit
from city_server.clock import Clock
from city_server.database import Database
from city_server.errors import NotFound, TokenRevoked, TokenUnknown
from city_server.speaker import Speaker
from city_server.tables import Box, Household
from wire.sync import BoxReport

_WHO = (
    select(Box.id, Box.revoked_at, Box.last_seen_at, Household.id, Household.area, Household.section)
    .join(Household, Household.id == Box.household)
    .where(Box.token_hash == bindparam("hash"))
)
_APPLIED = select(Box.applied).where(Box.id == bindparam("box"))
# Built once: every request of every box asks them.

SEEN_STEP = timedelta(seconds=20)
"""A box that speaks more often than this is not written down each time."""

SILENT_AFTER = timedelta(minutes=15)
"""A living box asks once a minute at the least."""


@dataclass(frozen=True)
class BoxRow:
    """One box as the fleet page shows it."""

    id: str
    household: str
    household_name: str
    area: str
    enrolled_at: datetime
    revoked_at: datetime | None
    last_seen_at: datetime | None
    silent: bool
    report: BoxReport | None


def token_hash(token: str) -> str:
    """Hash a token of 256 random bits: nothing slower is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_silent(last_seen: datetime | None, now: datetime) -> bool:
    """Tell whether a box has not spoken for so long that nothing can be known through it.

    One that spoke "later than now" was heard by a clock that has been set back: that tells nothing either.
    """
    return last_seen is None or abs(now - last_seen) > SILENT_AFTER


@dataclass(frozen=True)
class Boxes:
    """Every box the city ever enrolled."""

    database: Database
    clock: Clock

    def identify(self, token: str) -> Speaker:
        """Find whose token this is. Raises TokenUnknown, TokenRevoked."""
        with self.database.reading() as session:
            found = session.execute(_WHO, {"hash": token_hash(token)}).one_or_none()
        if found is None:
            raise TokenUnknown
        box, revoked_at, last_seen_at, household, area, section = found
        if revoked_at is not None:
            raise TokenRevoked
        self._seen(box, last_seen_at)
        return Speaker(box, household, area, section)

    def report(self, speaker: Speaker, report: BoxReport) -> None:
        """Keep how a box says it is; only the latest counts."""
        with self.database.writing() as writing:
            box = writing.session.get_one(Box, speaker.box)
            box.report = report.model_dump(mode="json")
            box.last_seen_at = self.clock.now()
            writing.topics.add("boxes")

    def applied(self, speaker: Speaker, seq: int) -> None:
        """Keep up to which number a box holds the city's history."""
        with self.database.reading() as session:
            if session.execute(_APPLIED, {"box": speaker.box}).scalar_one() == seq:
                return
        with self.database.writing() as writing:
            writing.session.get_one(Box, speaker.box).applied = seq
            writing.topics.update({"boxes", "notices"})

    def revoke(self, box: str, staff: int | None) -> None:
        """Take a box's token back, and close its stream. Raises NotFound."""
        with self.database.writing() as writing:
            row = writing.session.get(Box, box)
            if row is None:
                raise NotFound(f"box {box}")
            row.revoked_at = row.revoked_at or self.clock.now()
            audit.note(writing, self.clock.now(), staff, "box_revoked", box)
            writing.dropped_boxes.add(box)
            writing.topics.add("boxes")

    def rows(self) -> tuple[BoxRow, ...]:
        """List all boxes, the newest first."""
        now = self.clock.now()
        with self.database.reading() as session:
            found = session.execute(
                select(Box, Household)
                .join(Household, Household.id == Box.household)
                .order_by(Box.enrolled_at.desc(), Box.id)
            ).all()
        return tuple(_row(box, household, now) for box, household in found)

    def _seen(self, box: str, last: datetime | None) -> None:
        now = self.clock.now()
        if last is not None and abs(now - last) < SEEN_STEP:
            return
        with self.database.writing() as writing:
            writing.session.get_one(Box, box).last_seen_at = now
            writing.topics.add("boxes")


def _row(box: Box, household: Household, now: datetime) -> BoxRow:
    return BoxRow(
        id=box.id,
        household=household.id,
        household_name=household.name,
        area=household.area,
        enrolled_at=box.enrolled_at,
        revoked_at=box.revoked_at,
        last_seen_at=box.last_seen_at,
        silent=is_silent(box.last_seen_at, now),
        report=None if box.report is None else BoxReport.model_validate(box.report),
    )
