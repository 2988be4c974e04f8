"""Notices: who gets one, what is refused, and what became of it."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import Enrol
from sqlalchemy import func, select

from city_server.city import City
from city_server.clock import HandClock
from city_server.errors import Invalid, NotFound
from city_server.notices import Draft
from city_server.tables import AuditEntry, Item, NoticeRow
from wire.content import NoticeKind


def _draft(**change: Any) -> Draft:
    typed: dict[str, Any] = {
        "title": "そうじ",
        "body": "あした そうじを します。",
        "kind": NoticeKind.COMMUNITY,
        "sender": "赤井区",
        "audiences": ("area:akai",),
        **change,
    }
    return Draft(**typed)


@pytest.mark.parametrize(
    ("field", "change", "words"),
    [
        ("title", {"title": "  "}, "題名を 入れて"),
        ("title", {"title": "あ" * 61}, "60文字まで"),
        ("body", {"body": " \n "}, "本文を 入れて"),
        ("body", {"body": "あ" * 4001}, "4000文字まで"),
        ("body", {"body": "あ" * 350_000}, "4000文字まで"),
        ("audiences", {"audiences": ()}, "送り先を えらんで"),
        ("audiences", {"audiences": ("area:atlantis",)}, "知らない 送り先"),
        ("audiences", {"audiences": ("household:akai-01",)}, "知らない 送り先"),
        ("sender", {"sender": ""}, "差出人"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_words_and_changes_nothing(
    city: City, field: str, change: dict[str, Any], words: str
) -> None:
    before = _counts(city)
    with pytest.raises(Invalid) as refused:
        city.notices.write(_draft(**change), staff=1)
    assert words in refused.value.faults[field]
    assert _counts(city) == before


def _counts(city: City) -> list[Any]:
    with city.database.reading() as session:
        counted = [
            session.scalar(select(func.count()).select_from(table)) for table in (NoticeRow, Item, AuditEntry)
        ]
        return [*counted, session.scalar(select(func.max(Item.seq)))]


def test_an_end_in_the_past_is_refused(city: City) -> None:
    with pytest.raises(Invalid) as refused:
        city.notices.write(_draft(expires_at=city.clock.now()), staff=1)
    assert set(refused.value.faults) == {"expires_at"}


def test_names_keep_the_characters_they_were_given(city: City) -> None:
    notice = city.notices.write(_draft(sender="髙橋", body="葛\U000e0100城さん"), staff=1)
    kept = city.notices.get(notice.id).notice
    assert (kept.sender, kept.body) == ("髙橋", "葛\U000e0100城さん")


def test_a_browsers_line_ends_and_control_characters_are_cleaned(city: City) -> None:
    notice = city.notices.write(_draft(body="一\r\n二\x00\x1b三\r"), staff=1)
    assert notice.body == "一\n二三"


def test_a_notice_reaches_exactly_its_homes(city: City, enrol: Enrol) -> None:
    notice = city.notices.write(_draft(audiences=("area:akai", "section:hara-1")), staff=1)
    reached = {home.household for home in city.notices.reach(notice.id).homes}
    in_hara = {home.id for home in city.households.list("hara") if home.section == "hara-1"}
    assert reached == {home.id for home in city.households.list("akai")} | in_hara
    for household in ("akai-01", "hara-01", "nakada-01"):
        page = city.sync.page(enrol(household).speaker, "")
        held = any(change.key == notice.id for change in page.changes)
        assert held == (household in reached)


def test_a_withdrawn_notice_leaves_every_tv_and_stays_in_the_list(city: City, enrol: Enrol) -> None:
    notice = city.notices.write(_draft(), staff=1)
    city.notices.withdraw(notice.id, staff=1)
    page = city.sync.page(enrol("akai-01").speaker, "")
    assert notice.id not in {change.key for change in page.changes}
    assert city.notices.get(notice.id).withdrawn_at is not None
    with pytest.raises(NotFound):
        city.notices.withdraw("notice-none", staff=1)


def test_an_expired_notice_leaves_the_tvs_by_itself(city: City, clock: HandClock, enrol: Enrol) -> None:
    notice = city.notices.write(_draft(expires_at=clock.now() + timedelta(hours=1)), staff=1)
    box = enrol("akai-01")
    city.notices.drop_expired()
    assert notice.id in {change.key for change in city.sync.page(box.speaker, "").changes}
    clock.advance(timedelta(hours=1))
    city.notices.drop_expired()
    assert notice.id not in {change.key for change in city.sync.page(box.speaker, "").changes}
