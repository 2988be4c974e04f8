"""What was said and sent half a year ago is forgotten, and its effect does not happen a second time."""

from datetime import timedelta

from conftest import Enrol
from sqlalchemy import func, select

from city_server.audiences import EVERYONE
from city_server.city import City
from city_server.clock import HandClock
from city_server.forgetting import RECORDS_KEPT, forget
from city_server.notices import Draft
from city_server.tables import (
    AuditEntry,
    Base,
    CallRow,
    CheckInRow,
    CommandRow,
    NoticeReplyRow,
    NoticeRow,
    Receipt,
)
from wire.commands import CallRequest, CheckIn, NoticeReceipt, NoticeReply, Outcome, ReceiptStep
from wire.content import Answer, NoticeChoice, NoticeKind


def rows(city: City, table: type[Base]) -> int:
    with city.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def notice(city: City, *, days: int | None) -> str:
    expires = None if days is None else city.clock.now() + timedelta(days=days)
    draft = Draft("題", "文", NoticeKind.CITY, "市", (EVERYONE,), expires_at=expires, asks_reply=True)
    return city.notices.write(draft, staff=1).id


def test_what_was_said_and_sent_half_a_year_ago_is_forgotten_and_an_open_call_is_not(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    box, before = enrol("akai-01"), rows(city, NoticeRow)
    short, lasting = notice(city, days=1), notice(city, days=None)
    said = (
        CheckIn(resident="akai-01-1", answer=Answer.POOR),
        CallRequest(),
        CallRequest(urgent=True),
        NoticeReceipt(notice=short, step=ReceiptStep.READ),
        NoticeReply(notice=short, choice=next(iter(NoticeChoice))),
        NoticeReceipt(notice=lasting, step=ReceiptStep.READ),
    )
    for number, body in enumerate(said, 1):
        assert box.say(body, number).outcome is Outcome.DONE
    city.calls.done("inst-akai-01-2", staff=2, note="")
    audited = rows(city, AuditEntry)
    clock.advance(RECORDS_KEPT)
    assert forget(city.database, clock) == 0
    clock.advance(timedelta(days=2))
    assert forget(city.database, clock) > 0
    assert forget(city.database, clock) == 0
    assert rows(city, CommandRow) == rows(city, CheckInRow) == rows(city, NoticeReplyRow) == 0
    assert rows(city, NoticeRow) == before + 1, "what is still on the TVs stays"
    assert rows(city, Receipt) == 1
    assert [call.id for call in city.calls.view()] == ["inst-akai-01-3"]
    assert rows(city, CallRow) == 1
    assert rows(city, AuditEntry) == audited, "who looked at what is never forgotten"


def test_a_command_that_was_forgotten_is_refused_with_words_and_done_no_second_time(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    box = enrol("akai-01")
    box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 5)
    clock.advance(RECORDS_KEPT + timedelta(days=2))
    box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 6)
    assert forget(city.database, clock) > 0
    again = box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 5)
    assert again.outcome is Outcome.REFUSED
    assert again.reason
    assert rows(city, CheckInRow) == 1
    assert box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 6).outcome is Outcome.DUPLICATE
    assert box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 7).outcome is Outcome.DONE


def test_the_floor_of_what_is_forgotten_only_rises(city: City, clock: HandClock, enrol: Enrol) -> None:
    box = enrol("akai-01")
    box.say(CallRequest(), 9)
    clock.advance(timedelta(days=3))
    box.say(CallRequest(), 4)
    for _ in range(2):
        clock.advance(RECORDS_KEPT - timedelta(days=1))
        forget(city.database, clock)
    assert rows(city, CommandRow) == 0
    assert [box.say(CallRequest(), number).outcome for number in (4, 9, 10)] == [
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.DONE,
    ]
