"""きょうの体調 as a commissioner sees an area: who has answered, and whether a box or a person is silent."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.boxes import is_silent
from city_server.clock import Clock, today
from city_server.database import Database
from city_server.errors import NotFound
from city_server.tables import Area, Box, CheckInRow, Household, Resident
from wire.content import Answer
from wire.sync import BoxReport


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
    answers = {row.resident: row for row in session.scalars(select(CheckInRow).where(CheckInRow.day == day))}
    people: dict[str, list[PersonToday]] = {}
    for resident in session.scalars(select(Resident).order_by(Resident.id)):
        person = _person(resident, answers.get(resident.id), day)
        people.setdefault(resident.household, []).append(person)
    boxes: dict[str, list[Box]] = {}
    for box in session.scalars(select(Box).where(Box.revoked_at.is_(None))):
        boxes.setdefault(box.household, []).append(box)
    return tuple(_home(home, people.get(home.id, []), boxes.get(home.id, []), now) for home in households)


def _person(resident: Resident, row: CheckInRow | None, day: date) -> PersonToday:
    return PersonToday(
        resident=resident.id,
        name=resident.name,
        kana=resident.kana,
        age=day.year - resident.born,
        answer=None if row is None else Answer(row.answer),
        said_at=None if row is None else row.said_at,
        times=0 if row is None else row.times,
    )


def _home(home: Household, people: list[PersonToday], boxes: list[Box], now: datetime) -> HomeToday:
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
    )
