"""Every table of the city: what it keeps, and what makes each row unique."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from wire.base import TOKYO


class TokyoMoment(TypeDecorator[datetime]):
    """A moment kept as ISO text with its offset, always in Asia/Tokyo, so that order is time's order."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Refuse a moment without an offset: it could be any hour."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its offset")
        return value.astimezone(TOKYO).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Hand the moment back in Asia/Tokyo."""
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: TokyoMoment,
        date: Date,
        dict[str, Any]: JSON,
        list[str]: JSON,
        bytes: LargeBinary,
    }


# --- the city's history -------------------------------------------------------------------------


class Head(Base):
    """One row. Raised inside every writing transaction: its row lock makes numbers commit in order."""

    __tablename__ = "head"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str] = mapped_column(String(80))
    seq: Mapped[int]
    writes: Mapped[int] = mapped_column(default=0)
    """Raised by every writing transaction, also by those of which boxes mirror nothing."""
    floor: Mapped[int] = mapped_column(default=0)
    """The highest number of a tombstone that was swept: who stands below it may miss a delete."""


class Item(Base):
    """What one audience mirrors of one thing, as of its latest change; a tombstone has no body."""

    __tablename__ = "items"
    kind: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    audience: Mapped[str] = mapped_column(String(120), primary_key=True)
    """`all`, `area:<id>`, `section:<id>` or `household:<id>`."""
    seq: Mapped[int] = mapped_column(unique=True)
    v: Mapped[int]
    body: Mapped[dict[str, Any] | None]
    changed_at: Mapped[datetime]
    __table_args__ = (Index("items_of_audience", "audience", "seq"),)


# --- people and places --------------------------------------------------------------------------


class Area(Base):
    """行政区."""

    __tablename__ = "areas"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str]
    kana: Mapped[str]
    alerts_number: Mapped[int] = mapped_column(default=0)


class Section(Base):
    """班."""

    __tablename__ = "sections"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    area: Mapped[str] = mapped_column(ForeignKey("areas.id"))
    name: Mapped[str]


class Household(Base):
    """世帯. `body` is the `wire.content.Household` its box mirrors."""

    __tablename__ = "households"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    section: Mapped[str] = mapped_column(ForeignKey("sections.id"))
    area: Mapped[str] = mapped_column(ForeignKey("areas.id"), index=True)
    name: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    body: Mapped[dict[str, Any]]


class Resident(Base):
    __tablename__ = "residents"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    name: Mapped[str]
    kana: Mapped[str]
    born: Mapped[int]
    """Year, so that age can be shown; nobody here needs the day."""


# --- staff --------------------------------------------------------------------------------------


class Staff(Base):
    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(String(40))
    area: Mapped[str | None] = mapped_column(ForeignKey("areas.id"))
    """A commissioner's own area; None for roles that see the whole city."""


class StaffSession(Base):
    """A signed-in browser. Only the hash of its cookie is kept."""

    __tablename__ = "staff_sessions"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    csrf: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]


class Attempt(Base):
    """A failed guess at a password or an enrolment code, for the throttle."""

    __tablename__ = "attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(120), index=True)
    """`login:<login>`, `address:<ip>`, `enrol:<staff id>`."""
    at: Mapped[datetime]


class AuditEntry(Base):
    """Who looked at or changed what; looks at health data are entries too. Never updated, never deleted."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    staff: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(200))


# --- boxes --------------------------------------------------------------------------------------


class Box(Base):
    """端末. Its token is kept hashed only."""

    __tablename__ = "boxes"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    applied: Mapped[int] = mapped_column(default=0)
    """The cursor it has told us of: everything up to here is delivered."""
    report: Mapped[dict[str, Any] | None]


class EnrolmentRequest(Base):
    __tablename__ = "enrolments"
    claim_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    expires_at: Mapped[datetime]
    household: Mapped[str | None] = mapped_column(ForeignKey("households.id"))
    box: Mapped[str | None]


class CommandRow(Base):
    """What a box said, once: name, hash, effect and answer are written in one transaction."""

    __tablename__ = "commands"
    installation: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    box: Mapped[str] = mapped_column(ForeignKey("boxes.id"))
    body_hash: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]


# --- what is said -------------------------------------------------------------------------------


class NoticeRow(Base):
    """お知らせ. `audiences` are the areas, sections or `all` it went to."""

    __tablename__ = "notices"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    body: Mapped[dict[str, Any]]
    audiences: Mapped[list[str]]
    seq: Mapped[int]
    written_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_at: Mapped[datetime | None]


class Receipt(Base):
    """既読: one step of one notice in one household."""

    __tablename__ = "receipts"
    notice: Mapped[str] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime]


class NoticeReplyRow(Base):
    """出欠: the latest choice of one household to one notice; earlier ones stay in `commands`."""

    __tablename__ = "notice_replies"
    notice: Mapped[str] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), primary_key=True)
    choice: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    """Of the command that said it."""
    said_at: Mapped[datetime]
    received_at: Mapped[datetime]


class UploadRow(Base):
    """What the office handed in, made ready for the TV; a notice takes it over by its id."""

    __tablename__ = "uploads"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    attachments: Mapped[list[Any]] = mapped_column(JSON)
    """`wire.media.Attachment`s, one for each page on the TV."""
    made_at: Mapped[datetime]
    staff: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class LivingRow(Base):
    """A page of くらし as the office wrote it. `body` is the `city_server.living.PageRule`."""

    __tablename__ = "living_pages"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    body: Mapped[dict[str, Any]]
    audiences: Mapped[list[str]]
    published: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class CheckInRow(Base):
    """The latest answer of one resident for one day; earlier ones of the day stay in `commands`."""

    __tablename__ = "check_ins"
    resident: Mapped[str] = mapped_column(ForeignKey("residents.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    answer: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    """Of the command; what one installation said later has a higher number, whatever its clock said."""
    said_at: Mapped[datetime]
    received_at: Mapped[datetime]
    times: Mapped[int] = mapped_column(default=1)
    """How many answers this day, changes of mind included."""
    ailment: Mapped[str | None] = mapped_column(String(20))
    degree: Mapped[str | None] = mapped_column(String(20))
    """What was told of a bad answer, if anything."""


class MedicineRow(Base):
    """Whether one resident took the medicine of one day; the latest answer."""

    __tablename__ = "medicine"
    resident: Mapped[str] = mapped_column(ForeignKey("residents.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    taken: Mapped[bool]
    name: Mapped[str] = mapped_column(String(120))
    said_at: Mapped[datetime]


class AbsenceRow(Base):
    """留守: the days a household told that it is away. `id` is the command's name; none is ever deleted."""

    __tablename__ = "absences"
    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    first: Mapped[date]
    until: Mapped[date]
    told_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    """When it was taken back, or another took its place."""


class CallRow(Base):
    """話したい or たすけて: `id` is the command's name."""

    __tablename__ = "calls"
    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    resident: Mapped[str | None]
    whom: Mapped[str] = mapped_column(String(40))
    urgent: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    taken_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    note: Mapped[str | None]
    ring_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    """When the household took it back; it stays to be seen."""


# --- the bus ------------------------------------------------------------------------------------


class StopRow(Base):
    __tablename__ = "stops"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str]
    kana: Mapped[str]
    area: Mapped[str | None] = mapped_column(ForeignKey("areas.id"))


class Vehicle(Base):
    __tablename__ = "vehicles"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str]
    seats: Mapped[int]
    bays: Mapped[int] = mapped_column(default=0)
    """Places for wheelchairs, beside the seats."""


class Run(Base):
    """便: one vehicle calling at stops in order, every service day."""

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    vehicle: Mapped[str] = mapped_column(ForeignKey("vehicles.id"))
    start: Mapped[str] = mapped_column(String(5))
    """`HH:MM`."""
    calls: Mapped[list[Any]] = mapped_column(JSON)
    """`[[stop id, minutes after start], …]`, rising."""


class RideRow(Base):
    """A ride request and what became of it; `id` is the command's name. `body` is the `wire.content.Ride`."""

    __tablename__ = "rides"
    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(20))
    run: Mapped[str | None] = mapped_column(ForeignKey("runs.id"))
    board_call: Mapped[int | None]
    alight_call: Mapped[int | None]
    """Positions in the run's calls, so that seats are counted per leg."""
    party: Mapped[int]
    wheelchair: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class Setting(Base):
    """A value the office may change: service hours, closing days, deadline, fare, phone numbers."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[dict[str, Any]]


# --- emergencies --------------------------------------------------------------------------------


class AlertRow(Base):
    """緊急のお知らせ. `body` is the `wire.alerts.Alert`."""

    __tablename__ = "alerts"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    body: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    raised_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    ended_at: Mapped[datetime | None]
    numbers: Mapped[dict[str, Any]]
    """For each of its areas the number of the first list that held it."""


class AlertAnswerRow(Base):
    __tablename__ = "alert_answers"
    alert: Mapped[str] = mapped_column(ForeignKey("alerts.id"), primary_key=True)
    household: Mapped[str] = mapped_column(ForeignKey("households.id"), primary_key=True)
    reply: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class AlertDelivery(Base):
    """A box told us that it holds the list with this number of its area, or a later one."""

    __tablename__ = "alert_deliveries"
    box: Mapped[str] = mapped_column(ForeignKey("boxes.id"), primary_key=True)
    area: Mapped[str] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime]


class AlertArrival(Base):
    """A box told us that it holds a list with this alert in it: proof that it arrived while in force."""

    __tablename__ = "alert_arrivals"
    alert: Mapped[str] = mapped_column(ForeignKey("alerts.id"), primary_key=True)
    box: Mapped[str] = mapped_column(ForeignKey("boxes.id"), primary_key=True)
    at: Mapped[datetime]
