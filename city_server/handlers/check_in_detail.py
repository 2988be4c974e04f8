"""What is not well: told after a bad answer, and kept beside it."""

from datetime import timedelta

from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.check_in import own_resident, show
from city_server.handlers.said import Said
from city_server.tables import CheckInRow
from typeset.words import Words
from wire.commands import CheckInDetail
from wire.content import Answer

AFTER_MIDNIGHT = timedelta(hours=1)
"""Somebody who answered just before midnight goes on telling about that day."""


def handle(writing: Writing, said: Said, detail: CheckInDetail, words: Words) -> None:
    """Keep it with the answer that it belongs to. Raises Refused when there is none."""
    resident = own_resident(writing, said, detail.resident, words)
    row = _answer(writing, resident.id, said)
    if row is None:
        raise Refused(words("city.command.no_answer_yet"))
    if row.answer != Answer.POOR.value or said.is_older_than(row.name, row.said_at):
        return  # they have thought better of it since
    row.ailment = detail.ailment.value
    row.degree = None if detail.degree is None else detail.degree.value
    show(writing, said, row)


def _answer(writing: Writing, resident: str, said: Said) -> CheckInRow | None:
    today = said.at.date()
    row = writing.session.get(CheckInRow, (resident, today))
    if row is not None:
        return row
    before = writing.session.get(CheckInRow, (resident, today - timedelta(days=1)))
    return before if before is not None and said.at - before.said_at <= AFTER_MIDNIGHT else None
