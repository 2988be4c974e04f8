"""緊急のお知らせ: raised for areas, ended or expired, and handed out as one signed list per area."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.domain.alerts import AlertDraft, gravest_first, next_number
from city_server.domain.texts import one_line
from city_server.drills import show_result
from city_server.errors import Invalid, NotFound
from city_server.tables import AlertRow, Area
from typeset.words import Words
from wire.alerts import Alert, AlertList, SignedAlerts
from wire.signing import sign_alerts

TOPIC = "alerts"
_FIELDS = frozenset({"level", "title", "headline", "advice", "sender", "expires_at", "areas", "to_shelter"})


@dataclass(frozen=True)
class AlertKeyPair:
    """The city's signing key: its public name and 32 private bytes."""

    id: str
    private: bytes


@dataclass(frozen=True)
class RaisedAlert:
    """An alert of the city's book; `ended_at` is None while it is in force."""

    alert: Alert
    ended_at: datetime | None
    numbers: dict[str, int]


@dataclass(frozen=True)
class Alerts:
    """The city's book of alerts. An area's number rises with every change of its list."""

    database: Database
    clock: Clock
    words: Words
    key: AlertKeyPair

    def raise_alert(self, draft: AlertDraft, staff: int | None) -> Alert:
        """Put an alert in force and tell its areas at once. Raises Invalid; then nothing has changed."""
        now = self.clock.now()
        with self.database.writing() as writing:
            names = {area.id: area.name for area in writing.session.scalars(select(Area))}
            alert = self._checked(draft, names, now)
            numbers = _renumber(writing, alert.areas, now)
            writing.session.add(
                AlertRow(
                    id=alert.id,
                    body=alert.model_dump(mode="json"),
                    expires_at=alert.expires_at,
                    raised_by=staff,
                    numbers=numbers,
                )
            )
            audit.note(writing, now, staff, "alert_raised", alert.id)
        return alert

    def end(self, alert: str, staff: int | None) -> None:
        """Take an alert back. Raises NotFound; one that is over already stays over."""
        now = self.clock.now()
        with self.database.writing() as writing:
            row = writing.session.get(AlertRow, alert)
            if row is None:
                raise NotFound(f"alert {alert}")
            if row.ended_at is None:
                row.ended_at = now
                _renumber(writing, Alert.model_validate(row.body).areas, now)
                show_result(writing, now, row)
                audit.note(writing, now, staff, "alert_ended", alert)

    def drop_expired(self) -> None:
        """End every alert whose time is over by the city's clock."""
        now = self.clock.now()
        over = select(AlertRow).where(AlertRow.ended_at.is_(None), AlertRow.expires_at <= now)
        with self.database.reading() as session:
            if session.scalars(over).first() is None:
                return
        with self.database.writing() as writing:
            for row in writing.session.scalars(over):
                row.ended_at = row.expires_at
                _renumber(writing, Alert.model_validate(row.body).areas, now)
                show_result(writing, now, row)
                audit.note(writing, now, None, "alert_expired", row.id)

    def signed(self, area: str) -> tuple[int, SignedAlerts]:
        """Return the number and the signed list of an area. Raises NotFound for what is no area."""
        with self.database.reading() as session:
            row = session.get(Area, area)
            if row is None:
                raise NotFound(f"area {area}")
            held = [alert for alert in _in_force(session) if area in alert.areas]
            listed = AlertList(
                area=area,
                number=row.alerts_number,
                issued_at=self.clock.now(),
                alerts=gravest_first(held),
            )
        return listed.number, sign_alerts(listed, self.key.id, self.key.private)

    def list(self) -> tuple[RaisedAlert, ...]:
        """List all alerts: those in force first, gravest first, then what is over, newest first."""
        with self.database.reading() as session:
            rows = [_raised(row) for row in session.scalars(select(AlertRow))]
        held = {row.alert.id: row for row in rows if row.ended_at is None}
        over = [row for row in rows if row.ended_at is not None]
        over.sort(key=lambda row: row.alert.issued_at, reverse=True)
        ordered = gravest_first(row.alert for row in held.values())
        return (*(held[alert.id] for alert in ordered), *over)

    def get(self, alert: str) -> RaisedAlert:
        """Return one alert. Raises NotFound."""
        with self.database.reading() as session:
            row = session.get(AlertRow, alert)
            if row is None:
                raise NotFound(f"alert {alert}")
            return _raised(row)

    def _checked(self, draft: AlertDraft, names: dict[str, str], now: datetime) -> Alert:
        unknown = [area for area in draft.areas if area not in names]
        if unknown or not draft.areas:
            raise Invalid({"areas": self.words("city.alert.areas")})
        if draft.level == 5 and draft.to_shelter:
            raise Invalid({"to_shelter": self.words("city.alert.level_five_stays")})
        if draft.expires_at <= now:
            raise Invalid({"expires_at": self.words("city.alert.expires_at")})
        areas = tuple(dict.fromkeys(draft.areas))
        try:
            return Alert(
                id=f"alert-{secrets.token_hex(8)}",
                status=draft.status,
                level=draft.level,
                title=one_line(draft.title),
                headline=_lines(draft.headline),
                advice=_lines(draft.advice),
                to_shelter=draft.to_shelter,
                areas=areas,
                area_names=tuple(names[area] for area in areas),
                sender=one_line(draft.sender),
                issued_at=now,
                expires_at=draft.expires_at,
            )
        except ValidationError as error:
            raise Invalid(self._worded(error)) from error

    def _worded(self, error: ValidationError) -> dict[str, str]:
        fields = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]} & _FIELDS
        return {field: self.words(f"city.alert.{field}") for field in sorted(fields or {"title"})}


def raise_all_numbers(writing: Writing, now: datetime) -> None:
    """Raise the number of every area's list, as after a restore."""
    _renumber(writing, writing.session.scalars(select(Area.id)).all(), now)


def _renumber(writing: Writing, areas: Iterable[str], now: datetime) -> dict[str, int]:
    numbers = {}
    for area in areas:
        row = writing.session.get_one(Area, area)
        row.alerts_number = numbers[area] = next_number(row.alerts_number, now)
        writing.alert_areas.add(area)
    writing.topics.add(TOPIC)
    return numbers


def _in_force(session: Session) -> list[Alert]:
    rows = session.scalars(select(AlertRow).where(AlertRow.ended_at.is_(None)))
    return [Alert.model_validate(row.body) for row in rows]


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cleaned for line in lines if (cleaned := one_line(line)))


def _raised(row: AlertRow) -> RaisedAlert:
    return RaisedAlert(Alert.model_validate(row.body), row.ended_at, dict(row.numbers))
