"""話したい and たすけて: kept as a call that waits for somebody to take it on."""

from city_server.calls import ask
from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import Resident
from typeset.words import Words
from wire.commands import CallRequest


def handle(writing: Writing, said: Said, request: CallRequest, words: Words) -> None:
    """Keep the call. Raises Refused when the resident lives elsewhere."""
    if request.resident is not None:
        resident = writing.session.get(Resident, request.resident)
        if resident is None or resident.household != said.speaker.household:
            raise Refused(words("city.command.not_your_resident"))
    ask(writing, said.speaker, said.name, request, said.at)
