"""One resident as the commissioner may know them: where they live and how they were these two weeks."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city_server.boxes import is_silent
from city_server.check_ins import DaysAway, days_away, medicine_asked
from city_server.errors import NotFound
from city_server.tables import AbsenceRow, Box, CheckInRow, Household, MedicineRow, Resident
from wire.content import Answer
from wire.content import Household as HouseholdItem
from wire.wellbeing import Ailment, Degree

DAYS = 14


@dataclass(frozen=True)
class DayAnswer:
    """What was answered on one day; None is no answer."""

    day: date
    answer: Answer | None
    said_at: datetime | None
    ailment: Ailment | None = None
    degree: Degree | None = None
    medicine: bool | None = None
    away: bool = False


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
    has_box: bool
    box_seen_at: datetime | None
    box_silent: bool
    absence: DaysAway | None
    medicine_asked: bool
    check_in_by: str | None
    """The household's hour, `HH:MM`; None: the TV never reminds."""


def read_resident(session: Session, resident: str, now: datetime) -> ResidentView:
    """Read one resident; whoever asks checks the area first. Raises `NotFound`."""
    row = session.get(Resident, resident)
    if row is None:
        raise NotFound(f"resident {resident}")
    home = session.get_one(Household, row.household)
    others = select(Resident.name).where(Resident.household == home.id, Resident.id != row.id)
    boxes = select(func.count(), func.max(Box.last_seen_at))
    count, seen = session.execute(boxes.where(Box.household == home.id, Box.revoked_at.is_(None))).one()
    today = now.date()
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
        days=_days(session, row, today),
        has_box=count > 0,
        box_seen_at=seen,
        box_silent=is_silent(seen, now),
        absence=days_away(session, today).get(home.id),
        medicine_asked=row.id in medicine_asked(home),
        check_in_by=HouseholdItem.model_validate(home.body).check_in_by,
    )


def _days(session: Session, resident: Resident, today: date) -> tuple[DayAnswer, ...]:
    since = today - timedelta(days=DAYS - 1)
    rows = session.scalars(
        select(CheckInRow).where(CheckInRow.resident == resident.id, CheckInRow.day >= since)
    )
    said = {row.day: row for row in rows}
    taken = session.scalars(
        select(MedicineRow).where(MedicineRow.resident == resident.id, MedicineRow.day >= since)
    )
    medicine = {row.day: row.taken for row in taken}
    absences = session.scalars(
        select(AbsenceRow).where(
            AbsenceRow.household == resident.household,
            AbsenceRow.taken_back_at.is_(None),
            AbsenceRow.until >= since,
        )
    ).all()
    days = (today - timedelta(days=back) for back in range(DAYS))
    return tuple(
        replace(
            _day(day, said.get(day)),
            medicine=medicine.get(day),
            away=any(row.first <= day <= row.until for row in absences),
        )
        for day in days
    )


def _day(day: date, row: CheckInRow | None) -> DayAnswer:
    if row is None:
        return DayAnswer(day, None, None)
    return DayAnswer(
        day,
        Answer(row.answer),
        row.said_at,
        None if row.ailment is None else Ailment(row.ailment),
        None if row.degree is None else Degree(row.degree),
    )
