"""A wish to talk or a call for help that is taken back: まちがえました."""

from city_server.calls import cancel
from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import CallRow
from typeset.words import Words
from wire.commands import CallCancel
from wire.content import CallState


def handle(writing: Writing, said: Said, taken_back: CallCancel, words: Words) -> None:
    """Mark the call as taken back. Raises Refused for another household's and for one that is done."""
    row = writing.session.get(CallRow, taken_back.call)
    if row is None or row.household != said.speaker.household:
        raise Refused(words("city.call.not_yours"))
    if row.state == CallState.DONE.value:
        raise Refused(words("city.call.done_already"))
    cancel(writing, said.speaker, row, said.received_at)
