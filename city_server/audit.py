"""Who looked at or changed what: entries are added in the same transaction, never altered."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import func, select

from city_server.database import Writing
from city_server.tables import AuditEntry


def note(writing: Writing, at: datetime, staff: int | None, action: str, subject: str) -> None:
    """Write down one act or one look. `staff` None is the city itself."""
    writing.session.add(AuditEntry(at=at, staff=staff, action=action, subject=subject[:200]))


class Look(Protocol):
    """How a look is written down: `note` for a page that was opened, `note_refresh` for one left open."""

    def __call__(self, writing: Writing, at: datetime, staff: int, action: str, subject: str) -> None:
        """Write it down."""
        ...


REFRESH_NOTED = timedelta(minutes=1)
_LOOKED_BACK = 500
"""Entries among which an earlier look is sought, so that the cost does not grow with the table."""


def note_refresh(writing: Writing, at: datetime, staff: int, action: str, subject: str) -> None:
    """Write down that an open page loaded itself anew, once a minute at the most."""
    newest = writing.session.scalar(select(func.max(AuditEntry.id))) or 0
    noted = select(AuditEntry.id).where(
        AuditEntry.id > newest - _LOOKED_BACK,
        AuditEntry.staff == staff,
        AuditEntry.action == action,
        AuditEntry.subject == subject[:200],
        AuditEntry.at > at - REFRESH_NOTED,
        AuditEntry.at <= at,
    )
    if writing.session.scalars(noted.limit(1)).first() is None:
        note(writing, at, staff, action, subject)
