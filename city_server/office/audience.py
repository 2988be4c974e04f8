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
    """How many are meant, and by name the households whose TV will not show it now.

    The boxes of `silent` households are not heard of just now; those `without` have none.
    """

    households: int
    people: int
    silent: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def with_box(self) -> int:
        """Return how many households have a box."""
        return self.households - len(self.without)

    @property
    def showing(self) -> int:
        """Return on how many TVs it will stand."""
        return self.with_box - len(self.silent)


def count_homes(session: Session, areas: Sequence[str] | None, now: datetime) -> Homes:
    """Count the households and people of these areas; None is everywhere."""
    homes = select(Household.id)
    if areas is not None:
        homes = homes.where(Household.area.in_(areas))
    people = select(func.count()).select_from(Resident).where(Resident.household.in_(homes))
    named = session.execute(
        select(Household.id, Household.name).where(Household.id.in_(homes)).order_by(Household.id)
    ).all()
    boxes = select(Box.household, func.max(Box.last_seen_at).label("seen")).where(
        Box.revoked_at.is_(None), Box.household.in_(homes)
    )
    seen = {row.household: row.seen for row in session.execute(boxes.group_by(Box.household))}
    return Homes(
        households=len(named),
        people=session.scalar(people) or 0,
        silent=tuple(name for home, name in named if home in seen and is_silent(seen[home], now)),
        without=tuple(name for home, name in named if home not in seen),
    )
