"""One resident as the commissioner may know them: where they live and how they were these two weeks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city_server.boxes import is_silent
from city_server.errors import NotFound
from city_server.tables import Box, CheckInRow, Household, Resident
from wire.content import Answer

DAYS = 14


@dataclass(frozen=True)
class DayAnswer:
    """What was answered on one day; None is no answer."""

    day: date
    answer: Answer | None
    said_at: datetime | None


@dataclass(frozen=True)
class ResidentView:
    """`days`: today first. `others` are the names of those who live there too."""

    id: str
    name: str
    kana: str
    age: int
    household: str
    area: str
    address: str
    phone: str
    others: tuple[str, ...]
    days: tuple[DayAnswer, ...]
    box_seen_at: datetime | None
    box_silent: bool


def read_resident(session: Session, resident: str, now: datetime) -> ResidentView:
    """Read one resident; whoever asks checks the area first. Raises `NotFound`."""
    row = session.get(Resident, resident)
    if row is None:
        raise NotFound(f"resident {resident}")
    home = session.get_one(Household, row.household)
    others = select(Resident.name).where(Resident.household == home.id, Resident.id != row.id)
    seen = session.scalar(
        select(func.max(Box.last_seen_at)).where(Box.household == home.id, Box.revoked_at.is_(None))
    )
    return ResidentView(
        id=row.id,
        name=row.name,
        kana=row.kana,
        age=now.year - row.born,
        household=home.id,
        area=home.area,
        address=home.address,
        phone=home.phone,
        others=tuple(session.scalars(others.order_by(Resident.id))),
        days=_days(session, resident, now.date()),
        box_seen_at=seen,
        box_silent=is_silent(seen, now),
    )


def _days(session: Session, resident: str, today: date) -> tuple[DayAnswer, ...]:
    since = today - timedelta(days=DAYS - 1)
    rows = session.scalars(select(CheckInRow).where(CheckInRow.resident == resident, CheckInRow.day >= since))
    said = {row.day: row for row in rows}
    days = (today - timedelta(days=back) for back in range(DAYS))
    return tuple(
        DayAnswer(day, Answer(said[day].answer), said[day].said_at)
        if day in said
        else DayAnswer(day, None, None)
        for day in days
    )
