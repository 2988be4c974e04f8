"""留守にします: days on which nobody need worry about a household, told and taken back by itself."""

from datetime import timedelta

from sqlalchemy import select

from city_server.audiences import of_household
from city_server.changes import publish
from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import AbsenceRow
from typeset.words import Words
from wire.commands import Absence, AbsenceEnd
from wire.wellbeing import AbsenceRecord

LONGEST = timedelta(days=92)
"""Who is away for longer is better asked by telephone."""


def begin(writing: Writing, said: Said, absence: Absence, words: Words) -> None:
    """Keep it in place of what was told before. Raises Refused for days that are over or too many."""
    if absence.until < said.at.date():
        raise Refused(words("city.absence.over"))
    if absence.until - absence.first > LONGEST:
        raise Refused(words("city.absence.too_long"))
    for row in writing.session.scalars(
        select(AbsenceRow).where(
            AbsenceRow.household == said.speaker.household, AbsenceRow.taken_back_at.is_(None)
        )
    ):
        row.taken_back_at = said.received_at
    row = AbsenceRow(
        id=said.name,
        household=said.speaker.household,
        first=absence.first,
        until=absence.until,
        told_at=said.at,
    )
    writing.session.add(row)
    _show(writing, said, row)


def end(writing: Writing, said: Said, taken_back: AbsenceEnd, words: Words) -> None:
    """Take it back. Raises Refused for one this household did not tell."""
    row = writing.session.get(AbsenceRow, taken_back.absence)
    if row is None or row.household != said.speaker.household:
        raise Refused(words("city.absence.unknown"))
    if row.taken_back_at is not None:
        return
    row.taken_back_at = said.received_at
    _show(writing, said, row)


def _show(writing: Writing, said: Said, row: AbsenceRow) -> None:
    record = AbsenceRecord(
        id=row.id,
        first=row.first,
        until=row.until,
        taken_back=row.taken_back_at is not None,
        changed_at=said.received_at,
    )
    publish(writing, said.received_at, of_household(row.household), row.household, record)
    writing.topics.add(f"check_ins:{said.speaker.area}")
