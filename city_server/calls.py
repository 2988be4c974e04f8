"""Wishes to talk and calls for help: asked, taken on by somebody, done or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.audiences import of_household
from city_server.changes import publish
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.errors import Conflict, NotFound
from city_server.permissions import Role
from city_server.speaker import Speaker
from city_server.tables import CallRow, Household, Resident, Staff
from typeset.words import Words
from wire.commands import CallRequest
from wire.content import Call, CallState, Whom

MAX_NOTE = 1000
TAKEN_AS = {
    Role.COMMISSIONER.value: Whom.COMMISSIONER,
    Role.OFFICE.value: Whom.BRANCH,
    Role.BUS_DESK.value: Whom.BUS_DESK,
}
"""How a household is told what somebody who has its call is here for."""


@dataclass(frozen=True)
class Caller:
    """Somebody who lives where a call comes from."""

    id: str
    name: str
    age: int
    """Age reached this year."""


@dataclass(frozen=True)
class CallView:
    """One call as a console shows it."""

    id: str
    household: str
    household_name: str
    area: str
    phone: str
    address: str
    callers: tuple[Caller, ...]
    """Who asked; everybody who lives there when the household did not say."""
    said_who: bool
    whom: Whom
    urgent: bool
    state: CallState
    asked_at: datetime
    taken_by: str | None
    taken_by_id: int | None
    taken_at: datetime | None
    done_at: datetime | None
    note: str | None
    ring_at: datetime | None
    cancelled_at: datetime | None

    @property
    def open(self) -> bool:
        """Tell whether somebody must still do something; help that was taken back is looked after too."""
        return self.done_at is None and (self.urgent or self.cancelled_at is None)


def ask(writing: Writing, speaker: Speaker, name: str, request: CallRequest, now: datetime) -> None:
    """Keep a call under the name of the command that asked for it, in this transaction."""
    row = CallRow(
        id=name,
        household=speaker.household,
        resident=request.resident,
        whom=request.whom.value,
        urgent=request.urgent,
        state=CallState.WAITING.value,
        asked_at=now,
    )
    writing.session.add(row)
    _publish(writing, row, speaker.area, now)


def cancel(writing: Writing, speaker: Speaker, row: CallRow, now: datetime) -> None:
    """Mark a call as taken back by its household, in this transaction; it is never erased."""
    row.cancelled_at = row.cancelled_at or now
    writing.session.flush()
    _publish(writing, row, speaker.area, now)


@dataclass(frozen=True)
class Calls:
    """The list of calls, and what staff do with them."""

    database: Database
    clock: Clock
    words: Words

    def view(self, area: str | None = None, whom: Whom | None = None) -> tuple[CallView, ...]:
        """List calls, open before done, urgent first, oldest first; `area` None is the whole city."""
        with self.database.reading() as session:
            rows = session.execute(
                select(CallRow, Household, Staff)
                .join(Household, Household.id == CallRow.household)
                .outerjoin(Staff, Staff.id == CallRow.taken_by)
                .where(*([Household.area == area] if area else []))
                .where(*([CallRow.whom == whom.value] if whom else []))
            ).all()
            homes = {call.household for call, _, _ in rows}
            living = session.scalars(
                select(Resident).where(Resident.household.in_(homes)).order_by(Resident.id)
            ).all()
        year = self.clock.now().year
        views = [
            _view(call, household, staff, _callers(call, living, year)) for call, household, staff in rows
        ]
        return tuple(sorted(views, key=lambda call: (not call.open, not call.urgent, call.asked_at)))

    def area_of(self, call: str) -> str:
        """Return the area a call comes from, to check who may touch it. Raises NotFound."""
        with self.database.reading() as session:
            return _household_of(session, _row(session, call)).area

    def take(self, call: str, staff: int, ring_at: datetime | None = None) -> None:
        """Let a member of staff take a call on; the household sees who, and about when they will ring.

        Who has it may say another time. Raises NotFound, Conflict.
        """
        now = self.clock.now()
        with self.database.writing() as writing:
            row = _row(writing.session, call)
            self._hold_open(row)
            if row.cancelled_at is not None:
                raise Conflict(self.words("city.call.taken_back"))
            if row.taken_by is not None and row.taken_by != staff:
                other = writing.session.get_one(Staff, row.taken_by).name
                raise Conflict(self.words("city.call.taken_already", name=other))
            row.state, row.taken_by = CallState.TAKEN.value, staff
            row.taken_at, row.ring_at = row.taken_at or now, ring_at
            self._changed(writing, row, staff, "call_taken")

    def done(self, call: str, staff: int, note: str) -> None:
        """Close a call with a note of what was done. Raises NotFound, Conflict."""
        with self.database.writing() as writing:
            row = _row(writing.session, call)
            self._hold_open(row)
            now = self.clock.now()
            row.state, row.done_at, row.note = CallState.DONE.value, now, note.strip()[:MAX_NOTE] or None
            if row.taken_by is None:
                row.taken_by, row.taken_at = staff, now
            self._changed(writing, row, staff, "call_done")

    def _hold_open(self, row: CallRow) -> None:
        if row.done_at is not None:
            raise Conflict(self.words("city.call.done_already"))

    def _changed(self, writing: Writing, row: CallRow, staff: int, action: str) -> None:
        now = self.clock.now()
        writing.session.flush()
        audit.note(writing, now, staff, action, row.id)
        _publish(writing, row, _household_of(writing.session, row).area, now)


def _publish(writing: Writing, row: CallRow, area: str, now: datetime) -> None:
    staff = None if row.taken_by is None else writing.session.get_one(Staff, row.taken_by)
    item = Call(
        id=row.id,
        urgent=row.urgent,
        whom=Whom(row.whom),
        state=CallState(row.state) if row.cancelled_at is None else CallState.DONE,
        asked_at=row.asked_at,
        taken_by=None if staff is None else staff.name,
        taken_as=None if staff is None else TAKEN_AS.get(staff.role),
        ring_at=row.ring_at,
        taken_back=row.cancelled_at is not None,
    )
    publish(writing, now, of_household(row.household), row.id, item)
    writing.topics.add(f"calls:{area}")


def _row(session: Session, call: str) -> CallRow:
    row = session.get(CallRow, call)
    if row is None:
        raise NotFound(f"call {call}")
    return row


def _household_of(session: Session, row: CallRow) -> Household:
    return session.get_one(Household, row.household)


def _callers(call: CallRow, living: Sequence[Resident], year: int) -> tuple[Caller, ...]:
    home = [one for one in living if one.household == call.household]
    asked = [one for one in home if one.id == call.resident] or home
    return tuple(Caller(one.id, one.name, year - one.born) for one in asked)


def _view(call: CallRow, household: Household, staff: Staff | None, callers: tuple[Caller, ...]) -> CallView:
    return CallView(
        id=call.id,
        household=household.id,
        household_name=household.name,
        area=household.area,
        phone=household.phone,
        address=household.address,
        callers=callers,
        said_who=call.resident is not None,
        whom=Whom(call.whom),
        urgent=call.urgent,
        state=CallState(call.state),
        asked_at=call.asked_at,
        taken_by=None if staff is None else staff.name,
        taken_by_id=call.taken_by,
        taken_at=call.taken_at,
        done_at=call.done_at,
        note=call.note,
        ring_at=call.ring_at,
        cancelled_at=call.cancelled_at,
    )
