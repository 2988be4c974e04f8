"""出欠: the last word of a household counts until the deadline, and comes back to its TV."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import NOW, Enrol
from sqlalchemy import select

from city_server.city import City
from city_server.clock import HandClock
from city_server.notices import Draft
from city_server.tables import NoticeReplyRow
from wire.commands import NoticeReply, Outcome
from wire.content import Notice, NoticeChoice, NoticeKind, NoticeReplyRecord


def ask(city: City, **change: Any) -> Notice:
    typed: dict[str, Any] = {
        "title": "いもに会",
        "body": "あつまりましょう。",
        "kind": NoticeKind.COMMUNITY,
        "sender": "赤井区",
        "audiences": ("area:akai",),
        "asks_reply": True,
        "reply_until": NOW + timedelta(days=2),
        **change,
    }
    return city.notices.write(Draft(**typed), staff=1)


def kept(city: City) -> list[tuple[str, str]]:
    with city.database.reading() as session:
        return [(row.household, row.choice) for row in session.scalars(select(NoticeReplyRow))]


def test_a_household_may_change_its_mind_and_take_back(city: City, enrol: Enrol) -> None:
    notice, home = ask(city), enrol("akai-01")
    for number, choice in enumerate(
        (NoticeChoice.ATTEND, NoticeChoice.ABSENT, NoticeChoice.NONE, NoticeChoice.ATTEND), start=1
    ):
        assert home.say(NoticeReply(notice=notice.id, choice=choice), number).outcome is Outcome.DONE
        assert kept(city) == [("akai-01", choice.value)]
    shown = [c.body for c in city.sync.page(home.speaker, "").changes if c.kind == "notice_reply"]
    assert [NoticeReplyRecord.model_validate(body).choice for body in shown] == [NoticeChoice.ATTEND]


def test_what_comes_late_does_not_undo_what_was_said_later(city: City, enrol: Enrol) -> None:
    notice, home = ask(city), enrol("akai-01")
    home.say(NoticeReply(notice=notice.id, choice=NoticeChoice.ABSENT), 2)
    home.say(NoticeReply(notice=notice.id, choice=NoticeChoice.ATTEND), 1)
    assert kept(city) == [("akai-01", "absent")]


def test_after_the_deadline_the_reply_is_refused_unless_it_was_said_before(
    city: City, enrol: Enrol, clock: HandClock
) -> None:
    notice, home = ask(city), enrol("akai-01")
    said_in_time = NOW + timedelta(days=2, hours=-1)
    clock.advance(timedelta(days=2, hours=3))
    late = home.say(NoticeReply(notice=notice.id, choice=NoticeChoice.ATTEND), 1)
    assert late.outcome is Outcome.REFUSED
    assert late.reason is not None
    assert "しめきり" in late.reason
    assert kept(city) == []
    offline = home.say(NoticeReply(notice=notice.id, choice=NoticeChoice.ATTEND), 2, made_at=said_in_time)
    assert offline.outcome is Outcome.DONE
    assert kept(city) == [("akai-01", "attend")]


@pytest.mark.parametrize("change", [{"asks_reply": False}, {"audiences": ("area:shizukata",)}])
def test_a_notice_that_asks_nothing_of_this_household_takes_no_reply(
    city: City, enrol: Enrol, change: dict[str, Any]
) -> None:
    notice = ask(city, **change)
    verdict = enrol("akai-01").say(NoticeReply(notice=notice.id, choice=NoticeChoice.ATTEND), 1)
    assert verdict.outcome is Outcome.REFUSED
    assert kept(city) == []


def test_a_deadline_in_the_past_is_a_fault_of_the_form(city: City) -> None:
    typed = Draft(
        "いもに会",
        "あつまりましょう。",
        NoticeKind.COMMUNITY,
        "赤井区",
        ("all",),
        asks_reply=True,
        reply_until=NOW - timedelta(hours=1),
    )
    assert "reply_until" in city.notices.faults(typed)
