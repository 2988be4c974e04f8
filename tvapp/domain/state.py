"""What the channel remembers between two events; everything else is in the snapshot."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from offline_cache.snapshot import Said
from tvapp.domain.media import MediaState
from tvapp.domain.places import HomePlace, Place, PlayerPlace
from tvapp.domain.said import Pending
from tvapp.domain.view import View
from wire.alerts import Alert
from wire.commands import Body

DEPTH = 3
GUARD = timedelta(seconds=1.5)


@dataclass(frozen=True)
class Unkept:
    """A choice of the settings page that could not be written."""


@dataclass(frozen=True)
class Unread:
    """This page was asked to be read aloud, and there is no voice for its language."""


@dataclass(frozen=True)
class Stay:
    """A page we are on: what has the focus (None: the page's own choice), and what could not be written."""

    place: Place
    focus: str | None = None
    trouble: Body | Unkept | Unread | None = None


@dataclass(frozen=True)
class AlertUp:
    """An alert has the screen, over whatever was there."""

    alert: Alert
    focus: str | None = None
    trouble: Body | None = None


@dataclass(frozen=True)
class AlertGone:
    """An alert that had the screen was withdrawn or has ended; this says so."""

    alert: Alert


Emergency = AlertUp | AlertGone


@dataclass(frozen=True)
class Coming:
    """The ride that 「バスが あと10分で きます」 stands for, if it stands, and which were told already."""

    ride: str | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminders:
    """What was reminded of on `day`; `up` is on the screen now, over the page."""

    day: date | None = None
    count: int = 0
    last: datetime | None = None
    up: bool = False
    key_at: datetime | None = None


@dataclass(frozen=True)
class State:
    """`stack` is home and at most two pages above it; the last is on the screen."""

    stack: tuple[Stay, ...] = (Stay(HomePlace()),)
    emergency: Emergency | None = None
    pending: tuple[Pending, ...] = ()
    kept: tuple[Said, ...] = ()
    """On disk, but not in a snapshot yet."""
    coming: Coming = Coming()
    """The bus that comes in ten minutes, over whatever stands there but an emergency."""
    next_token: int = 1
    guard_until: datetime | None = None
    """Until then 決定 and digits do nothing: the screen changed without a key."""
    reminders: Reminders = field(default_factory=Reminders)
    asked: datetime | None = None
    """Since when the box asks by itself how they are, as far as this page has followed."""
    playing: PlayerPlace | None = None
    """The film or recording that is being played."""
    media: MediaState | None = None
    """How far it has come."""
    speaking: bool = False
    """Something is being read aloud, as far as the channel knows."""
    reads: bool = False
    """The page just chosen to be read aloud; only while one event is taken in."""
    quiet_since: datetime | None = None
    """When a key was pressed last; None before the first moment."""
    waiting: bool = False
    """The waiting picture stands over the page we are on."""
    seen: View | None = None
    """What stood on the screen last: a key means what the person saw."""

    part: int = 0
    """Which part of a page that says more than fits; it begins anew on every other page."""

    @property
    def top(self) -> Stay:
        return self.stack[-1]

    @property
    def where(self) -> tuple[Place, str | None]:
        """Return what is on the screen: the page, and the alert over it if there is one."""
        return self.top.place, None if self.emergency is None else self.emergency.alert.id

    @property
    def focus(self) -> str | None:
        """Return what was given the focus there."""
        return self.emergency.focus if isinstance(self.emergency, AlertUp) else self.top.focus

    @property
    def free(self) -> bool:
        """Tell whether the page we are on is what stands on the screen."""
        covered = self.coming.ride is not None or self.reminders.up or self.waiting
        return self.emergency is None and not covered

    def guarded(self, now: datetime) -> bool:
        """Tell whether 決定 is ignored; a clock that was set back cannot lock the remote."""
        return self.guard_until is not None and self.guard_until - GUARD <= now < self.guard_until
