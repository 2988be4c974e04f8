"""出欠: keeps the latest choice of a household until the notice's deadline, and shows it back."""

from city_server.audiences import of_household
from city_server.changes import publish
from city_server.database import Writing
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import NoticeReplyRow, NoticeRow, Receipt
from typeset.words import Words
from wire.commands import NoticeReply, ReceiptStep, split_name
from wire.content import Notice, NoticeReplyRecord


def handle(writing: Writing, said: Said, reply: NoticeReply, words: Words) -> None:
    """Keep the choice. Raises Refused for a notice that asks nothing of this household, or no more."""
    notice = writing.session.get(NoticeRow, reply.notice)
    if notice is None or not set(notice.audiences) & set(said.speaker.audiences):
        raise Refused(words("city.command.not_your_notice"))
    asked = Notice.model_validate(notice.body)
    if not asked.asks_reply or notice.withdrawn_at is not None:
        raise Refused(words("city.command.asks_no_reply"))
    if asked.reply_until is not None and said.at > asked.reply_until:
        raise Refused(words("city.command.reply_too_late"))
    row = writing.session.get(NoticeReplyRow, (notice.id, said.speaker.household))
    if row is None:
        row = NoticeReplyRow(notice=notice.id, household=said.speaker.household)
        writing.session.add(row)
    elif _older(said, row):
        return  # it came late and changes nothing
    row.choice, row.name = reply.choice.value, said.name
    row.said_at, row.received_at = said.at, said.received_at
    record = NoticeReplyRecord(notice=notice.id, choice=reply.choice, received_at=said.received_at)
    publish(writing, said.received_at, of_household(said.speaker.household), notice.id, record)
    _confirm(writing, said, notice.id)
    writing.topics.add("notices")


def _confirm(writing: Writing, said: Said, notice: str) -> None:
    """Whoever answers a notice has seen it: 見ました need not be pressed as well."""
    key = (notice, said.speaker.household, ReceiptStep.CONFIRMED.value)
    if writing.session.get(Receipt, key) is None:
        writing.session.add(Receipt(notice=key[0], household=key[1], step=key[2], at=said.at))


def _older(said: Said, row: NoticeReplyRow) -> bool:
    """Tell whether the row holds a later choice: by number from the same installation, else by time."""
    installation, number = split_name(said.name)
    before, last = split_name(row.name)
    return number < last if installation == before else said.at < row.said_at
