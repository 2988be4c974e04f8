"""Somebody is not well, calls for help, thinks better of it, and goes away for some days."""

from typing import Any

import pytest

from remote_input.keys import Key
from tests.journeys.conftest import Village
from tests.journeys.television import Television, choose, until

pytestmark = pytest.mark.journey

KIYO = "田中 きよ"
TO_AWAY = (Key.DOWN, Key.DOWN, Key.DOWN, Key.LEFT, Key.OK)
"""From the question down past the answers and the calls, and to 留守のとき in the foot line."""


def at_the_question(tv: Television) -> None:
    tv.go_home()
    tv.press(Key.N1)
    tv.on("check_in")


def test_days_away_told_on_the_tv_are_no_worry_and_can_be_taken_back(village: Village, sign_in: Any) -> None:
    tv, commissioner = village.tv(0), sign_in("commissioner")
    commissioner.go("/commissioner")
    away = commissioner.page.locator("li.away", has_text=KIYO)
    at_the_question(tv)
    tv.press(*TO_AWAY)
    tv.on("away")
    tv.press(Key.OK)
    tv.see("おくりました")
    until("the commissioner sees the days away without reloading", lambda: away.count() == 1)
    assert "11月24日(火)から 11月25日(水)まで" in away.inner_text()
    tv.go_home()
    tv.see("11月25日まで")
    at_the_question(tv)
    tv.press(*TO_AWAY)
    tv.on("away_told")
    tv.press(Key.RIGHT, Key.OK)
    tv.see("とりけしました")
    until("and that they are taken back", lambda: away.count() == 0)


def test_what_hurts_and_how_much_reaches_the_commissioner(village: Village, sign_in: Any) -> None:
    tv, commissioner = village.tv(0), sign_in("commissioner")
    commissioner.go("/commissioner")
    worry = commissioner.page.locator("li.worry", has_text=KIYO)
    at_the_question(tv)
    tv.press(Key.N3)
    tv.see("お預かりしました")
    tv.press(Key.OK)
    tv.on("ailment")
    assert tv.view()["focus"] == "question", "nothing is answered in advance"
    until("the bad answer is there before anything more", lambda: worry.count() == 1)
    tv.press(Key.N4)
    tv.on("degree")
    tv.press(Key.N2)
    tv.see("足・こし・かなり")
    tv.see("おくりました")
    until("the city has all of it", lambda: "足・こし・かなり" in _looked_again(commissioner, worry))


def _looked_again(commissioner: Any, worry: Any) -> str:
    commissioner.go("/commissioner")
    return str(worry.inner_text())


def test_who_has_a_call_for_help_stands_on_the_tv_by_name(village: Village, sign_in: Any) -> None:
    tv, commissioner = village.tv(0), sign_in("commissioner")
    commissioner.go("/commissioner")
    at_the_question(tv)
    tv.press(Key.N4)
    tv.see("おくりました")
    call = commissioner.page.locator("li.urgent", has_text=KIYO)
    until("the call stands there without reloading", lambda: call.count() == 1)
    assert "82さい" in call.inner_text()
    assert call.get_by_role("link", name=KIYO).get_attribute("href") == "/commissioner/residents/akai-01-1"
    with commissioner.page.expect_response("**/stream*"):
        call.get_by_role("button", name="行きます").click()
    tv.see("民生委員の 清水 まさ子さんが うけました")
    choose(tv, "cancel")
    tv.see("とりけしました")
    until("the commissioner sees it taken back, not gone", lambda: "まちがえました" in call.inner_text())
    call.get_by_label("したこと(記録)").fill("電話で 確かめました。")
    call.get_by_role("button", name="確かめました").click()
    commissioner.page.wait_for_url("**/commissioner?said=call_done")
    assert call.count() == 0
    assert "とりけし" in commissioner.page.locator("details").text_content()


def test_when_somebody_will_ring_stands_on_the_tv(village: Village, sign_in: Any) -> None:
    tv, commissioner = village.tv(0), sign_in("commissioner")
    commissioner.go("/commissioner")
    tv.go_home()
    tv.press(Key.N6)
    tv.on("talk")
    tv.press(Key.OK)
    tv.see("おくりました")
    card = commissioner.page.locator("li", has=commissioner.page.locator("select[name=ring_at]"))
    until("the wish stands there without reloading", lambda: card.count() == 1)
    card.locator("select[name=ring_at]").select_option(label="10:00ごろ")
    card.get_by_role("button", name="電話します").click()
    tv.see("きょう 10時ごろ 電話します")
    choose(tv, "cancel")
    tv.see("とりけしました")
    commissioner.go("/commissioner")
    assert card.count() == 0
