"""Takes off the boxes what is long over, and forgets old deletes; the city's own records stay."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import String, cast, delete, func, or_, select

from city_server.changes import withdraw
from city_server.clock import Clock
from city_server.database import Database
from city_server.tables import Head, Item
from wire.content import CallState

KEPT = timedelta(days=30)
"""As long as a box keeps what its household said."""

TOMBSTONES_KEPT = timedelta(days=90)
"""A box that was away longer takes everything anew."""

_KINDS = ("check_in", "medicine", "absence", "ride", "call")


def tidy(database: Database, clock: Clock) -> int:
    """Withdraw old answers, rides, absences that are over and calls that are done; returns how many."""
    now = clock.now()
    old = select(Item).where(Item.kind.in_(_KINDS), Item.changed_at < now - KEPT)
    with database.reading() as session:
        over = [
            item
            for item in session.scalars(old)
            if item.body is not None and not _is_open(item.kind, item.body, now.date())
        ]
    for item in over:
        with database.writing() as writing:
            withdraw(writing, now, item.audience, item.kind, item.key)
    return len(over)


def sweep(database: Database, clock: Clock) -> int:
    """Forget deletes that every box but a very long absent one has heard of; returns how many."""
    gone = or_(Item.body.is_(None), cast(Item.body, String) == "null")  # JSON writes its own null
    old = (gone, Item.changed_at < clock.now() - TOMBSTONES_KEPT)
    with database.reading() as session:
        if session.scalar(select(func.count()).select_from(Item).where(*old)) == 0:
            return 0
    with database.writing() as writing:
        highest = writing.session.scalar(select(func.max(Item.seq)).where(*old)) or 0
        swept = writing.session.execute(delete(Item).where(*old).returning(Item.seq)).scalars().all()
        head = writing.session.get_one(Head, 1)
        head.floor = max(head.floor, highest)
    return len(swept)


def _is_open(kind: str, body: dict[str, Any], today: date) -> bool:
    match kind:
        case "call":
            return body.get("state") != CallState.DONE.value
        case "absence":
            return str(body.get("until")) >= today.isoformat()
        case _:
            return False
