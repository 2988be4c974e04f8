"""Four mornings in the village: a notice, how are you, the bus, and an emergency."""

from typing import Any

import pytest

from remote_input.keys import Key
from tests.journeys.conftest import Village
from tests.journeys.television import until

pytestmark = pytest.mark.journey

WITHIN = 1.0
"""Seconds a notice or an alert may take from the office to the TV. A person waits; this is their patience."""
GENEROUS = 5.0
"""What a machine under test load may take. The true figure is measured by the bench, side by side."""


def test_a_notice_for_one_area_is_on_the_tvs_there_and_nowhere_else(village: Village, sign_in: Any) -> None:
    here, elsewhere = village.tv(0), village.tv(1)
    assert here.area != elsewhere.area
    here.go_home()
    elsewhere.go_home()
    office = sign_in("office")
    office.go("/office/notices/new")
    office.page.fill("[name=title]", "水道の 工事です")
    office.page.fill("[name=text]", "あす 午後1時から 3時まで、水が 出ません。\nくみおきを おねがいします。")
    office.page.check(f"input[name=areas][value='{here.area}']")
    office.page.click("button[type=submit]")
    here.see("水道の", GENEROUS)
    counts = office.page.context.new_page()
    counts.goto(f"{village.city}/office/notices")
    row = counts.locator("[data-notice]").first
    until("the office sees it delivered and shown", lambda: _count(row, "shown") == 1)
    assert _count(row, "delivered") >= 1
    here.press(Key.N2)
    here.on("notices")
    here.press(Key.OK)
    here.see("水が 出ません。")
    until("the office sees it read without reloading", lambda: _count(row, "read") == 1)
    here.press(Key.OK)
    until("the office sees it confirmed without reloading", lambda: _count(row, "confirmed") == 1)
    assert "水道の" not in elsewhere.words()
    elsewhere.press(Key.N2)
    elsewhere.on("notices")
    assert "水道の" not in elsewhere.words()


def _count(row: Any, step: str) -> int:
    return int(row.locator(f"[data-count={step}]").inner_text())


def test_an_answer_reaches_the_own_commissioner_and_no_other(village: Village, sign_in: Any) -> None:
    tv = village.tv(0)
    own, other = sign_in("commissioner"), sign_in("commissioner_elsewhere")
    own.go("/commissioner")
    tv.go_home()
    tv.press(Key.N1)
    tv.on("check_in")
    assert tv.view()["focus"] == "question"
    tv.press(Key.N3)
    tv.see("お預かりしました")
    tv.see("おくりました")
    until("the commissioner sees it without reloading", lambda: own.page.locator("text=すこし わるい").count() > 0)
    resident = own.page.locator("a[href*='/commissioner/residents/']").first.get_attribute("href")
    assert resident is not None
    other.go(resident)
    assert "すこし わるい" not in other.page.content()
    refused = other.page.request.get(village.city + resident)
    assert refused.status in {403, 404}


def test_the_usual_trip_of_tomorrow_is_asked_for_in_four_presses(village: Village) -> None:
    tv = village.tv(0)
    tv.go_home()
    presses = (Key.RIGHT, Key.RIGHT, Key.OK, Key.OK)
    assert len(presses) <= 6
    tv.press(*presses[:3])
    assert "あした" in tv.words()
    tv.press(presses[3])
    tv.see("席が とれました")
    assert "9時10分" in tv.words()


def test_an_alert_takes_the_tv_of_its_area_and_the_office_sees_who_has_seen_it(
    village: Village, sign_in: Any
) -> None:
    here, elsewhere = village.tv(0), village.tv(1)
    here.go_home()
    elsewhere.go_home()
    office = sign_in("office")
    office.go("/office/alerts/new")
    office.page.check("input[name=level][value='4']")
    office.page.check(f"input[name=areas][value='{here.area}']")
    office.page.click("button[type=submit]")
    office.page.fill("[name=typed_level]", "4")
    office.page.click("button[type=submit]")
    here.on("alert", GENEROUS)
    assert "避難指示" in here.words()
    assert elsewhere.view()["screen"] == "home"
    until("決定 counts again", lambda: here.press(Key.OK) or "おくりました" in here.words(), 10)
    until("the office sees who has seen it", lambda: "見ました 1" in office.page.inner_text("main"))
