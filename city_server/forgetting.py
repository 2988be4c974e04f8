"""Forgets what was said and sent half a year ago: what is kept of people's health and days has an end."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.tables import (
    AbsenceRow,
    CallRow,
    CheckInRow,
    CommandRow,
    MedicineRow,
    NoticeReplyRow,
    NoticeRow,
    Receipt,
    RideRow,
    Setting,
)
from wire.content import Notice

RECORDS_KEPT = timedelta(days=180)
"""Longer than any box keeps what it said, and any delete is kept."""

_FLOOR = "forgotten:"


def forget(database: Database, clock: Clock) -> int:
    """Delete what is over for longer than that; returns how many rows. The audit and emergencies stay."""
    before = clock.now() - RECORDS_KEPT
    with database.reading() as session:
        if not _is_anything(session, before):
            return 0
    with database.writing() as writing:
        return _forget(writing.session, before)


def is_forgotten(writing: Writing, installation: str, number: int) -> bool:
    """Tell whether a command with this number may have been answered and forgotten.

    Its effect must not happen a second time, however late it is sent again.
    """
    floor = writing.session.get(Setting, _FLOOR + installation)
    return floor is not None and number <= int(floor.value["number"])


def _is_anything(session: Session, before: datetime) -> bool:
    return bool(
        session.scalar(select(func.count()).select_from(CommandRow).where(CommandRow.received_at < before))
        or session.scalar(select(func.count()).select_from(RideRow).where(RideRow.day < before.date()))
        or _ended_notices(session, before)
    )


def _forget(session: Session, before: datetime) -> int:
    _raise_floors(session, before)
    notices = _ended_notices(session, before)
    day = before.date()
    over = (
        delete(CommandRow).where(CommandRow.received_at < before),
        delete(CheckInRow).where(CheckInRow.day < day),
        delete(MedicineRow).where(MedicineRow.day < day),
        delete(AbsenceRow).where(AbsenceRow.until < day),
        delete(RideRow).where(RideRow.day < day),
        delete(CallRow).where(or_(CallRow.done_at < before, CallRow.cancelled_at < before)),
        delete(Receipt).where(Receipt.notice.in_(notices)),
        delete(NoticeReplyRow).where(NoticeReplyRow.notice.in_(notices)),
        delete(NoticeRow).where(NoticeRow.id.in_(notices)),
    )
    return sum(session.connection().execute(one).rowcount for one in over)


def _raise_floors(session: Session, before: datetime) -> None:
    """Write down, for each installation, the highest number that is forgotten."""
    highest = (
        select(CommandRow.installation, func.max(CommandRow.number))
        .where(CommandRow.received_at < before)
        .group_by(CommandRow.installation)
    )
    for installation, number in session.execute(highest).all():
        row = session.get(Setting, _FLOOR + installation)
        if row is None:
            session.add(Setting(name=_FLOOR + installation, value={"number": number}))
        else:
            row.value = {"number": max(number, int(row.value["number"]))}
    session.flush()


def _ended_notices(session: Session, before: datetime) -> list[str]:
    ended = []
    for row in session.scalars(select(NoticeRow)):
        expires = Notice.model_validate(row.body).expires_at
        end = min((one for one in (row.withdrawn_at, expires) if one is not None), default=None)
        if end is not None and end < before:
            ended.append(row.id)
    return ended
