"""Takes off the boxes what is long over; the city's own records stay."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from city_server.changes import withdraw
from city_server.clock import Clock
from city_server.database import Database
from city_server.tables import Item
from wire.content import CallState

KEPT = timedelta(days=30)
"""As long as a box keeps what its household said."""

_KINDS = ("check_in", "ride", "call")


def tidy(database: Database, clock: Clock) -> int:
    """Withdraw old answers, rides and calls that are done; returns how many."""
    now = clock.now()
    old = select(Item).where(Item.kind.in_(_KINDS), Item.changed_at < now - KEPT)
    with database.reading() as session:
        over = [
            item
            for item in session.scalars(old)
            if item.body is not None and not _is_open(item.kind, item.body)
        ]
    for item in over:
        with database.writing() as writing:
            withdraw(writing, now, item.audience, item.kind, item.key)
    return len(over)


def _is_open(kind: str, body: dict[str, Any]) -> bool:
    return kind == "call" and body.get("state") != CallState.DONE.value
