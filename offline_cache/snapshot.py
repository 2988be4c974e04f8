"""Everything the face may know at one moment: frozen, and complete without a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from offline_cache.preferences import Preferences
from wire.alerts import Alert
from wire.commands import Body
from wire.content import (
    BusService,
    Call,
    CheckInRecord,
    Drill,
    DrillAnswer,
    Household,
    LivingPage,
    Notice,
    NoticeReplyRecord,
    Ride,
    Weather,
)
from wire.wellbeing import AbsenceRecord, MedicineRecord


class SaidState(StrEnum):
    """Where something the resident said is now."""

    KEPT = "kept"  # お預かりしました: on disk here
    SENT = "sent"  # おくりました: the city has it
    REFUSED = "refused"


@dataclass(frozen=True)
class Said:
    """One entry of the outbox of the last 30 days."""

    name: str
    """`<installation>-<number>`: what a ride or call born of it is called."""
    body: Body
    made_at: datetime
    state: SaidState
    reason: str | None = None


@dataclass(frozen=True)
class Enrolment:
    """What to show while the box belongs to nobody yet. `code` is None until the city has given one."""

    code: str | None
    city: str
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Line:
    """How the box stands with the city."""

    connected: bool
    as_of: datetime | None
    """When the city last answered; None when it never did."""


class OnScreen(StrEnum):
    """What the TV shows, as far as HDMI-CEC tells."""

    US = "us"
    OTHER = "other"  # another source, or it is off
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Snapshot:
    """The content of `content.db` and `outbox.db` as the presenters want it.

    `notices` newest first and without expired ones; `rides` by day; `said` oldest first; `alerts` are
    verified, in force, for this area, gravest first.
    """

    line: Line
    enrolment: Enrolment | None = None
    household: Household | None = None
    notices: tuple[Notice, ...] = ()
    bus: BusService | None = None
    rides: tuple[Ride, ...] = ()
    check_ins: tuple[CheckInRecord, ...] = ()
    medicine: tuple[MedicineRecord, ...] = ()
    absences: tuple[AbsenceRecord, ...] = ()
    """At most one: the last days away that the city was told of."""
    calls: tuple[Call, ...] = ()
    drills: tuple[Drill, ...] = ()
    """訓練 that are over, newest first."""
    drill_answers: tuple[DrillAnswer, ...] = ()
    weather: Weather | None = None
    living: tuple[LivingPage, ...] = ()
    alerts: tuple[Alert, ...] = ()
    said: tuple[Said, ...] = field(default=())
    clock_trusted: bool = True
    preferences: Preferences = field(default_factory=Preferences)
    replies: tuple[NoticeReplyRecord, ...] = ()
    """What the city has from this household to notices that ask."""
    media: Mapping[str, str] = field(default_factory=dict)
    """Absolute paths, by SHA-256, of the files that are here, whole and verified."""
    on_screen: OnScreen = OnScreen.UNKNOWN
    asking: datetime | None = None
    """Since when the box asks by itself how they are, while it does."""
    photos: tuple[str, ...] = ()
    """Absolute paths of pictures of the village, in the office's order."""
