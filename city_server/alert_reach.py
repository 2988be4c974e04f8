"""Whom an alert reached, and what each household answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from city_server.boxes import is_silent
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.errors import NotFound
from city_server.speaker import Speaker
from city_server.tables import (
    AlertAnswerRow,
    AlertArrival,
    AlertDelivery,
    AlertRow,
    Area,
    Box,
    Household,
)
from wire.alerts import Alert
from wire.commands import AlertReply


@dataclass(frozen=True)
class AlertHome:
    """How it stands in one household. Delivered: one of its boxes held a list with the alert."""

    household: str
    name: str
    area: str
    area_name: str
    phone: str
    address: str
    has_box: bool
    box_silent: bool
    last_seen_at: datetime | None
    delivered: bool
    reply: AlertReply | None
    replied_at: datetime | None


@dataclass(frozen=True)
class AlertReach:
    """Keeps which lists the boxes hold, and puts together who has got what."""

    database: Database
    clock: Clock

    def held(self, speaker: Speaker, area: str, number: int) -> None:
        """Note that a box holds the list of its area with this number. Raises NotFound elsewhere."""
        if area != speaker.area:
            raise NotFound(f"area {area} of box {speaker.box}")
        with self.database.writing() as writing:
            row = writing.session.get(AlertDelivery, (speaker.box, area))
            if row is None:
                row = AlertDelivery(box=speaker.box, area=area, number=0)
                writing.session.add(row)
            row.number, row.at = number, self.clock.now()
            self._arrived(writing, speaker, number)
            writing.topics.add("alerts")

    def _arrived(self, writing: Writing, speaker: Speaker, number: int) -> None:
        """Note each alert in force that is in a list with this number."""
        for alert in writing.session.scalars(select(AlertRow).where(AlertRow.ended_at.is_(None))):
            first = alert.numbers.get(speaker.area)
            known = writing.session.get(AlertArrival, (alert.id, speaker.box))
            if first is not None and first <= number and known is None:
                writing.session.add(AlertArrival(alert=alert.id, box=speaker.box, at=self.clock.now()))

    def alert_status(self, alert: str) -> tuple[AlertHome, ...]:
        """List every household of the alert's areas. Raises NotFound."""
        now = self.clock.now()
        with self.database.reading() as session:
            row = session.get(AlertRow, alert)
            if row is None:
                raise NotFound(f"alert {alert}")
            areas = Alert.model_validate(row.body).areas
            homes = session.execute(
                select(Household, Area)
                .join(Area, Area.id == Household.area)
                .where(Household.area.in_(areas))
                .order_by(Area.kana, Household.id)
            ).all()
            boxes = session.scalars(select(Box).where(Box.revoked_at.is_(None))).all()
            holding = set(session.scalars(select(AlertArrival.box).where(AlertArrival.alert == alert)))
            answers = {
                answer.household: answer
                for answer in session.scalars(select(AlertAnswerRow).where(AlertAnswerRow.alert == alert))
            }
        return tuple(
            _home(
                household,
                area,
                [box for box in boxes if box.household == household.id],
                holding=holding,
                answer=answers.get(household.id),
                now=now,
            )
            for household, area in homes
        )


def _home(
    household: Household,
    area: Area,
    boxes: list[Box],
    *,
    holding: set[str],
    answer: AlertAnswerRow | None,
    now: datetime,
) -> AlertHome:
    last_seen = max((box.last_seen_at for box in boxes if box.last_seen_at is not None), default=None)
    return AlertHome(
        household=household.id,
        name=household.name,
        area=area.id,
        area_name=area.name,
        phone=household.phone,
        address=household.address,
        has_box=bool(boxes),
        box_silent=is_silent(last_seen, now),
        last_seen_at=last_seen,
        delivered=answer is not None or any(box.id in holding for box in boxes),
        reply=None if answer is None else AlertReply(answer.reply),
        replied_at=None if answer is None else answer.at,
    )
