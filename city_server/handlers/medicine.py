"""くすり: keeps the latest answer of a resident for the day the city decides."""

from city_server.audiences import of_household
from city_server.changes import publish
from city_server.database import Writing
from city_server.handlers.check_in import own_resident
from city_server.handlers.said import Said
from city_server.tables import MedicineRow
from typeset.words import Words
from wire.commands import MedicineAnswer
from wire.wellbeing import MedicineRecord


def handle(writing: Writing, said: Said, answer: MedicineAnswer, words: Words) -> None:
    """Keep the answer and show it back to the household. Raises Refused."""
    resident = own_resident(writing, said, answer.resident, words)
    day = said.at.date()
    row = writing.session.get(MedicineRow, (resident.id, day))
    if row is None:
        row = MedicineRow(resident=resident.id, day=day, name=said.name, said_at=said.at)
        writing.session.add(row)
    elif said.is_older_than(row.name, row.said_at):
        return
    row.taken, row.name, row.said_at = answer.taken, said.name, said.at
    record = MedicineRecord(resident=resident.id, day=day, taken=answer.taken, received_at=said.received_at)
    key = f"{resident.id}-{day.isoformat()}"
    publish(writing, said.received_at, of_household(said.speaker.household), key, record)
    writing.topics.add(f"check_ins:{said.speaker.area}")
