"""既読: one step of one notice in one household, the first time it happens."""

from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import NoticeRow, Receipt
from typeset.words import Words
from wire.commands import NoticeReceipt


def handle(writing: Writing, said: Said, receipt: NoticeReceipt, words: Words) -> None:
    """Keep the step. Raises Refused for a notice this household cannot see."""
    notice = writing.session.get(NoticeRow, receipt.notice)
    if notice is None or not set(notice.audiences) & set(said.speaker.audiences):
        raise Refused(words("city.command.not_your_notice"))
    key = (notice.id, said.speaker.household, receipt.step.value)
    if writing.session.get(Receipt, key) is None:
        writing.session.add(Receipt(notice=key[0], household=key[1], step=key[2], at=said.at))
        writing.topics.add("notices")
