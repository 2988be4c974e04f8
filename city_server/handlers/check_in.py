"""きょうの体調: keeps the latest answer of a resident for the day the city decides."""

from city_server.audiences import of_household
from city_server.changes import publish
from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import CheckInRow, Resident
from typeset.words import Words
from wire.commands import CheckIn, split_name
from wire.content import CheckInRecord


def handle(writing: Writing, said: Said, check_in: CheckIn, words: Words) -> None:
    """Keep the answer and show it back to the household. Raises Refused."""
    resident = writing.session.get(Resident, check_in.resident)
    if resident is None or resident.household != said.speaker.household:
        raise Refused(words("city.command.not_your_resident"))
    day = said.at.date()
    row = writing.session.get(CheckInRow, (resident.id, day))
    if row is None:
        row = CheckInRow(resident=resident.id, day=day, times=0, name=said.name, said_at=said.at)
        writing.session.add(row)
    row.times += 1
    if _older(said, row):
        return  # it came late and changes nothing
    row.answer, row.name = check_in.answer.value, said.name
    row.said_at, row.received_at = said.at, said.received_at
    record = CheckInRecord(
        resident=resident.id, day=day, answer=check_in.answer, received_at=said.received_at
    )
    publish(
        writing,
        said.received_at,
        of_household(said.speaker.household),
        f"{resident.id}-{day.isoformat()}",
        record,
    )
    writing.topics.add(f"check_ins:{said.speaker.area}")


def _older(said: Said, row: CheckInRow) -> bool:
    """Tell whether the row holds a later answer: by number from the same installation, else by time."""
    installation, number = split_name(said.name)
    before, last = split_name(row.name)
    return number < last if installation == before else said.at < row.said_at
