"""きょうの体調 as a commissioner sees an area: who has answered, and whether a box or a person is silent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.boxes import is_silent
from city_server.clock import Clock, today
from city_server.database import Database
from city_server.errors import NotFound
from city_server.tables import AbsenceRow, Area, Box, CheckInRow, Household, MedicineRow, Resident
from wire.content import Answer
from wire.content import Household as HouseholdItem
from wire.sync import BoxReport
from wire.wellbeing import Ailment, Degree


@dataclass(frozen=True)
class DaysAway:
    """留守: from the first to the last day, both counted."""

    first: date
    until: date


@dataclass(frozen=True)
class PersonToday:
    """One resident and what they said on the day; `answer` None is no answer yet."""

    resident: str
    name: str
    kana: str
    age: int
    """Age reached this year; only the year of birth is known."""
    answer: Answer | None
    said_at: datetime | None
    times: int
    ailment: Ailment | None
    degree: Degree | None
    medicine_asked: bool
    medicine: bool | None
    """Whether it was taken; None is no answer."""


@dataclass(frozen=True)
class HomeToday:
    """One household. With `box_silent` nothing is known through the box: the person may be well."""

    household: str
    name: str
    address: str
    phone: str
    section: str
    people: tuple[PersonToday, ...]
    has_box: bool
    box_silent: bool
    last_seen_at: datetime | None
    last_key_at: datetime | None
    """When a button was last pressed, if the box says so: no answer to how they are."""
    absence: DaysAway | None
    """The days away that were told and are not over."""
    away: bool
    """Whether the day is one of them."""


@dataclass(frozen=True)
class CheckIns:
    """Looks at health data: each look is written down."""

    database: Database
    clock: Clock

    def of_area(
        self, area: str, staff: int, day: date | None = None, look: audit.Look = audit.note
    ) -> tuple[HomeToday, ...]:
        """List the homes of an area with their answers of `day` (today); `look` writes the look down.

        Raises NotFound.
        """
        now, day = self.clock.now(), day or today(self.clock)
        with self.database.writing() as writing:
            if writing.session.get(Area, area) is None:
                raise NotFound(f"area {area}")
            look(writing, now, staff, "check_ins_seen", f"{area} {day.isoformat()}")
            return _homes(writing.session, area, day, now)


def _homes(session: Session, area: str, day: date, now: datetime) -> tuple[HomeToday, ...]:
    households = session.scalars(select(Household).where(Household.area == area).order_by(Household.id)).all()
    people = _people(session, households, day)
    boxes: dict[str, list[Box]] = {}
    for box in session.scalars(select(Box).where(Box.revoked_at.is_(None))):
        boxes.setdefault(box.household, []).append(box)
    away = days_away(session, day)
    return tuple(
        _home(home, people.get(home.id, []), boxes.get(home.id, []), away.get(home.id), (day, now))
        for home in households
    )


def days_away(session: Session, day: date) -> dict[str, DaysAway]:
    """Return for each household the days away that hold on `day` or begin after it."""
    rows = session.scalars(
        select(AbsenceRow).where(AbsenceRow.taken_back_at.is_(None), AbsenceRow.until >= day)
    )
    return {row.household: DaysAway(row.first, row.until) for row in rows}


def medicine_asked(home: Household) -> frozenset[str]:
    """Return which residents of a household are asked about their medicine."""
    shown = HouseholdItem.model_validate(home.body)
    return frozenset(resident.id for resident in shown.residents if resident.medicine)


def _people(session: Session, homes: Sequence[Household], day: date) -> dict[str, list[PersonToday]]:
    answers = {row.resident: row for row in session.scalars(select(CheckInRow).where(CheckInRow.day == day))}
    medicine = {
        row.resident: row.taken for row in session.scalars(select(MedicineRow).where(MedicineRow.day == day))
    }
    asked = frozenset[str]().union(*(medicine_asked(home) for home in homes))
    people: dict[str, list[PersonToday]] = {}
    for resident in session.scalars(select(Resident).order_by(Resident.id)):
        person = _person(resident, answers.get(resident.id), day)
        told = replace(person, medicine=medicine.get(resident.id), medicine_asked=resident.id in asked)
        people.setdefault(resident.household, []).append(told)
    return people


def _person(resident: Resident, row: CheckInRow | None, day: date) -> PersonToday:
    return PersonToday(
        resident=resident.id,
        name=resident.name,
        kana=resident.kana,
        age=day.year - resident.born,
        answer=None if row is None else Answer(row.answer),
        said_at=None if row is None else row.said_at,
        times=0 if row is None else row.times,
        ailment=None if row is None or row.ailment is None else Ailment(row.ailment),
        degree=None if row is None or row.degree is None else Degree(row.degree),
        medicine_asked=False,
        medicine=None,
    )


def _home(
    home: Household,
    people: list[PersonToday],
    boxes: list[Box],
    absence: DaysAway | None,
    at: tuple[date, datetime],
) -> HomeToday:
    day, now = at
    last_seen = max((box.last_seen_at for box in boxes if box.last_seen_at is not None), default=None)
    reports = [BoxReport.model_validate(box.report) for box in boxes if box.report is not None]
    return HomeToday(
        household=home.id,
        name=home.name,
        address=home.address,
        phone=home.phone,
        section=home.section,
        people=tuple(people),
        has_box=bool(boxes),
        box_silent=is_silent(last_seen, now),
        last_seen_at=last_seen,
        last_key_at=max(
            (report.last_key_at for report in reports if report.last_key_at is not None), default=None
        ),
        absence=absence,
        away=absence is not None and absence.first <= day,
    )
