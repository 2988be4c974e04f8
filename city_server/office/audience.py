"""Whom a choice of areas reaches, counted before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city_server.boxes import is_silent
from city_server.tables import Box, Household, Resident


@dataclass(frozen=True)
class Homes:
    """`with_box` households have a box; `silent` of them cannot be reached just now."""

    households: int
    people: int
    with_box: int
    silent: int


def count_homes(session: Session, areas: Sequence[str] | None, now: datetime) -> Homes:
    """Count the households and people of these areas; None is everywhere."""
    homes = select(Household.id)
    if areas is not None:
        homes = homes.where(Household.area.in_(areas))
    people = select(func.count()).select_from(Resident).where(Resident.household.in_(homes))
    seen = select(Box.household, func.max(Box.last_seen_at)).where(
        Box.revoked_at.is_(None), Box.household.in_(homes)
    )
    boxes = session.execute(seen.group_by(Box.household)).all()
    return Homes(
        households=session.scalar(select(func.count()).select_from(homes.subquery())) or 0,
        people=session.scalar(people) or 0,
        with_box=len(boxes),
        silent=sum(is_silent(last_seen, now) for _, last_seen in boxes),
    )
