"""Whom a notice reached: delivered, shown, read and confirmed are four different things."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from city_server.audiences import EVERYONE, of_area, of_section
from city_server.boxes import is_silent
from city_server.tables import Area, Box, Household, NoticeReplyRow, NoticeRow, Receipt
from wire.commands import ReceiptStep
from wire.content import NoticeChoice

_STEPS = (ReceiptStep.SHOWN, ReceiptStep.READ, ReceiptStep.CONFIRMED)


@dataclass(frozen=True)
class Home:
    """What became of a notice in one household. A later step says that the earlier ones happened."""

    household: str
    name: str
    area: str
    area_name: str
    has_box: bool
    last_seen_at: datetime | None
    box_silent: bool
    delivered: bool
    shown: bool
    read: bool
    confirmed: bool
    confirmed_at: datetime | None
    choice: str | None = None
    """出欠: `attend`, `absent`, or nothing said (any more)."""


@dataclass(frozen=True)
class Reach:
    """Counts of households, and each of them."""

    homes: tuple[Home, ...]

    @property
    def addressed(self) -> int:
        return len(self.homes)

    @property
    def with_box(self) -> int:
        return sum(home.has_box for home in self.homes)

    @property
    def delivered(self) -> int:
        return sum(home.delivered for home in self.homes)

    @property
    def shown(self) -> int:
        return sum(home.shown for home in self.homes)

    @property
    def read(self) -> int:
        return sum(home.read for home in self.homes)

    @property
    def confirmed(self) -> int:
        return sum(home.confirmed for home in self.homes)

    @property
    def attending(self) -> int:
        return sum(home.choice == NoticeChoice.ATTEND.value for home in self.homes)

    @property
    def absent(self) -> int:
        return sum(home.choice == NoticeChoice.ABSENT.value for home in self.homes)


def homes_of(session: Session, notice: NoticeRow, receipts: Sequence[Receipt], now: datetime) -> Reach:
    """Put together what is known of each household that the notice was for, by area and name."""
    boxes: dict[str, list[Box]] = {}
    for box in session.scalars(select(Box).where(Box.revoked_at.is_(None))):
        boxes.setdefault(box.household, []).append(box)
    steps: dict[str, dict[str, datetime]] = {}
    for receipt in receipts:
        steps.setdefault(receipt.household, {})[receipt.step] = receipt.at
    replies = select(NoticeReplyRow).where(NoticeReplyRow.notice == notice.id)
    said = {row.household: row.choice for row in session.scalars(replies)}
    return Reach(
        tuple(
            _home(
                household,
                area,
                boxes.get(household.id, []),
                steps.get(household.id, {}),
                said.get(household.id),
                seq=notice.seq,
                now=now,
            )
            for household, area in _addressed(session, notice.audiences)
        )
    )


def _addressed(session: Session, audiences: Sequence[str]) -> list[tuple[Household, Area]]:
    wanted = select(Household, Area).join(Area, Area.id == Household.area)
    if EVERYONE not in audiences:
        areas = [name.partition(":")[2] for name in audiences if name.startswith(of_area(""))]
        sections = [name.partition(":")[2] for name in audiences if name.startswith(of_section(""))]
        wanted = wanted.where(or_(Household.area.in_(areas), Household.section.in_(sections)))
    return [(home, area) for home, area in session.execute(wanted.order_by(Area.kana, Household.id))]


def _home(
    household: Household,
    area: Area,
    boxes: list[Box],
    steps: dict[str, datetime],
    choice: str | None,
    *,
    seq: int,
    now: datetime,
) -> Home:
    seen = [box.last_seen_at for box in boxes if box.last_seen_at is not None]
    last_seen = max(seen, default=None)
    furthest = max((_STEPS.index(ReceiptStep(step)) for step in steps), default=-1)
    return Home(
        household=household.id,
        name=household.name,
        area=area.id,
        area_name=area.name,
        has_box=bool(boxes),
        last_seen_at=last_seen,
        box_silent=is_silent(last_seen, now),
        delivered=furthest >= 0 or any(box.applied >= seq for box in boxes),
        shown=furthest >= 0,
        read=furthest >= 1,
        confirmed=furthest >= 2,
        confirmed_at=steps.get(ReceiptStep.CONFIRMED.value),
        choice=None if choice == NoticeChoice.NONE.value else choice,
    )
