"""Puts mirror, outbox and alerts together into what the face may know at one moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from offline_cache.alert_shelf import AlertShelf
from offline_cache.clock import Clock
from offline_cache.content import Content, Item
from offline_cache.identity import Identity
from offline_cache.media import MediaShelf
from offline_cache.outbox import Outbox
from offline_cache.preference_store import PreferenceStore
from offline_cache.snapshot import Enrolment, Line, Snapshot
from wire.alerts import Alert
from wire.base import Frozen
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
    VillagePhotos,
    Weather,
)
from wire.wellbeing import AbsenceRecord, MedicineRecord

LINE_SILENT_AFTER = timedelta(minutes=3)
"""The agent renews its word each minute; when it falls silent, the line counts as cut."""

_Model = TypeVar("_Model", bound=Frozen)


@dataclass(frozen=True)
class Built:
    """A snapshot, and the moment from which time alone would change it."""

    snapshot: Snapshot
    until: datetime | None


@dataclass
class SnapshotBuilder:
    """Reads both files; keeps what it has read of the mirror, so that a change costs that change only."""

    content: Content
    outbox: Outbox
    media: MediaShelf | None = None
    _read: dict[Item, Frozen | None] = field(default_factory=dict)

    def build(self, clock: Clock) -> Built:
        """Return everything as of the clock's now."""
        now, trusted = clock.now(), clock.trusted()
        things = self._things()
        identity = self.outbox.identity.now()
        households = _of(Household, things)
        household = households[0] if households else None
        line, line_until = _line(self.content.state.line(), now, trusted=trusted)
        alerts, alerts_until = self._alerts(identity, now, trusted=trusted)
        notices, notices_until = _notices(_of(Notice, things), now, trusted=trusted)
        files = {} if self.media is None else self.media.paths()
        snapshot = Snapshot(
            line=line,
            enrolment=self._enrolment(identity, now, trusted=trusted),
            household=household,
            notices=notices,
            bus=_first(_of(BusService, things)),
            rides=tuple(sorted(_of(Ride, things), key=lambda ride: (ride.day, ride.hoped_for, ride.id))),
            check_ins=tuple(sorted(_of(CheckInRecord, things), key=lambda one: (one.day, one.resident))),
            medicine=tuple(sorted(_of(MedicineRecord, things), key=lambda one: (one.day, one.resident))),
            absences=tuple(_of(AbsenceRecord, things)),
            calls=tuple(sorted(_of(Call, things), key=lambda call: (call.asked_at, call.id))),
            drills=tuple(sorted(_of(Drill, things), key=lambda one: one.held_at, reverse=True)),
            drill_answers=tuple(_of(DrillAnswer, things)),
            weather=_first(_of(Weather, things)),
            living=tuple(sorted(_of(LivingPage, things), key=lambda page: (page.order, page.id))),
            alerts=alerts,
            said=tuple(self.outbox.said(household.id if household else identity.household)),
            clock_trusted=trusted,
            preferences=PreferenceStore(self.outbox.db).now(),
            replies=tuple(sorted(_of(NoticeReplyRecord, things), key=lambda one: one.notice)),
            media=files,
            on_screen=self.content.state.on_screen(),
            asking=self.content.state.asking(),
            photos=_photos(_first(_of(VillagePhotos, things)), files),
        )
        ends = [end for end in (line_until, alerts_until, notices_until) if end is not None]
        return Built(snapshot, min(ends, default=None))

    def _things(self) -> list[Frozen]:
        items = self.content.items()
        self._read = {item: self._read[item] if item in self._read else item.read() for item in items}
        return [thing for thing in self._read.values() if thing is not None]

    def _alerts(
        self, identity: Identity, now: datetime, *, trusted: bool
    ) -> tuple[tuple[Alert, ...], datetime | None]:
        held = AlertShelf(self.outbox.db).held(identity.area)
        if held is None:
            return (), None
        alerts = held.in_force(now, trusted=trusted)
        ends = [alert.expires_at for alert in alerts if trusted]
        return alerts, min(ends, default=None)

    def _enrolment(self, identity: Identity, now: datetime, *, trusted: bool) -> Enrolment | None:
        if identity.token is not None:
            return None
        offer = self.content.state.offer()
        if offer is None or (trusted and offer.expires_at <= now):
            return Enrolment(code=None, city=identity.city or "")
        return Enrolment(code=offer.code, city=identity.city or "", expires_at=offer.expires_at)


def _line(line: Line, now: datetime, *, trusted: bool) -> tuple[Line, datetime | None]:
    """Believe the agent's word that the line is up only while it is fresh."""
    if not line.connected or line.as_of is None:
        return Line(connected=False, as_of=line.as_of), None
    until = line.as_of + LINE_SILENT_AFTER
    if trusted and now >= until:
        return Line(connected=False, as_of=line.as_of), None
    return line, until


def _notices(
    notices: Iterable[Notice], now: datetime, *, trusted: bool
) -> tuple[tuple[Notice, ...], datetime | None]:
    """Newest first; what has expired goes by a trusted clock alone."""
    shown = [one for one in notices if not trusted or one.expires_at is None or one.expires_at > now]
    ends = [one.expires_at for one in shown if trusted and one.expires_at is not None]
    return tuple(sorted(shown, key=lambda one: (one.sent_at, one.id), reverse=True)), min(ends, default=None)


def _photos(photos: VillagePhotos | None, files: Mapping[str, str]) -> tuple[str, ...]:
    """Return the paths of the village's photos that are here."""
    wanted = () if photos is None else photos.photos
    return tuple(files[photo.sha256] for photo in wanted if photo.sha256 in files)


def _of(model: type[_Model], things: Iterable[Frozen]) -> list[_Model]:
    return [thing for thing in things if isinstance(thing, model)]


def _first(found: list[_Model]) -> _Model | None:
    return found[0] if found else None
