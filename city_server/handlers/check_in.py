"""きょうの体調: keeps the latest answer of a resident for the day the city decides."""

from city_server.audiences import of_household
from city_server.changes import publish
from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import CheckInRow, Resident
from typeset.words import Words
from wire.commands import CheckIn
from wire.content import Answer, CheckInRecord
from wire.wellbeing import Ailment, Degree


def handle(writing: Writing, said: Said, check_in: CheckIn, words: Words) -> None:
    """Keep the answer and show it back to the household. Raises Refused."""
    resident = own_resident(writing, said, check_in.resident, words)
    day = said.at.date()
    row = writing.session.get(CheckInRow, (resident.id, day))
    if row is None:
        row = CheckInRow(resident=resident.id, day=day, times=0, name=said.name, said_at=said.at)
        writing.session.add(row)
    row.times += 1
    if said.is_older_than(row.name, row.said_at):
        return  # it came late and changes nothing
    row.answer, row.name = check_in.answer.value, said.name
    row.said_at, row.received_at = said.at, said.received_at
    if check_in.answer is not Answer.POOR:
        row.ailment = row.degree = None
    show(writing, said, row)


def own_resident(writing: Writing, said: Said, wanted: str, words: Words) -> Resident:
    """Return a resident of the household that speaks. Raises Refused for anybody else's."""
    resident = writing.session.get(Resident, wanted)
    if resident is None or resident.household != said.speaker.household:
        raise Refused(words("city.command.not_your_resident"))
    return resident


def show(writing: Writing, said: Said, row: CheckInRow) -> None:
    """Show the household what the city has of the day."""
    record = CheckInRecord(
        resident=row.resident,
        day=row.day,
        answer=Answer(row.answer),
        received_at=said.received_at,
        ailment=None if row.ailment is None else Ailment(row.ailment),
        degree=None if row.degree is None else Degree(row.degree),
    )
    key = f"{row.resident}-{row.day.isoformat()}"
    publish(writing, said.received_at, of_household(said.speaker.household), key, record)
    writing.topics.add(f"check_ins:{said.speaker.area}")
