"""Who looked at or changed what: entries are added in the same transaction, never altered."""

from datetime import datetime

from city_server.database import Writing
from city_server.tables import AuditEntry


def note(writing: Writing, at: datetime, staff: int | None, action: str, subject: str) -> None:
    """Write down one act or one look. `staff` None is the city itself."""
    writing.session.add(AuditEntry(at=at, staff=staff, action=action, subject=subject[:200]))
