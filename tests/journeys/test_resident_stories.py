"""Four mornings in the village: a notice, how are you, the bus, and an emergency."""

from pathlib import Path
from typing import Any

import pytest

from remote_input.keys import Key
from tests.journeys.conftest import Village
from tests.journeys.television import until

pytestmark = pytest.mark.journey

GENEROUS = 30.0
"""What a machine under test load may take. The true figure is measured by the bench, side by side."""


def test_a_notice_for_one_area_is_on_the_tvs_there_and_nowhere_else(village: Village, sign_in: Any) -> None:
    here, elsewhere = village.tv(0), village.tv(1)
    assert here.area != elsewhere.area
    here.go_home()
    elsewhere.go_home()
    office = sign_in("office")
    office.go("/office/notices/new")
    office.page.fill("[name=title]", "水道の 工事です")
    office.page.fill("[name=body]", "あす 午後1時から 3時まで、水が 出ません。\nくみおきを おねがいします。")
    office.page.check(f"input[name=area][value='{here.area}']")
    office.page.click("#notice-form button[type=submit]")
    here.see("水道の", GENEROUS)
    office.go("/office/notices")
    row = office.page.locator("li", has_text="水道の 工事です")
    until("the office sees it delivered and shown", lambda: _counts(row)[:2] == [1, 1])
    assert _counts(row) == [1, 1, 0, 0]
    here.press(Key.N2)
    here.on("notices")
    here.press(Key.OK)
    here.see("水が 出ません。")
    until("the office sees it read without reloading", lambda: _counts(row) == [1, 1, 1, 0])
    here.press(Key.OK)
    until("the office sees it confirmed without reloading", lambda: _counts(row) == [1, 1, 1, 1])
    assert "水道の" not in elsewhere.words()
    elsewhere.press(Key.N2)
    elsewhere.on("notices")
    assert "水道の" not in elsewhere.words()


def _counts(row: Any) -> list[int]:
    """Delivered, shown, read, confirmed, as they stand on the office's page now."""
    return [int(text.split()[0]) for text in row.locator(".steps dd").all_inner_texts()]


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
    until(
        "the commissioner sees it without reloading",
        lambda: own.page.locator("li.worry", has_text="田中 きよ").count() == 1,
    )
    resident = own.page.locator("li.worry a", has_text="田中 きよ").get_attribute("href")
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
    tv.on("bus")
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
    page = office.page
    page.check("input[name=status][value=actual]")
    page.get_by_role("button", name="避難指示").click()
    page.check(f"input[name=area][value='{here.area}']")
    page.click("main button[type=submit]")
    page.fill("[name=again]", "4")
    page.click("button.danger")
    here.on("alert", GENEROUS)
    assert "避難指示" in here.words()
    assert elsewhere.view()["screen"] == "home"
    until("the chime was rung", lambda: "chime" in _agent_log(village, 0))
    page.wait_for_url("**/office/alerts/*")
    seen = page.locator(".steps.five dd").nth(1)
    assert seen.inner_text().split()[0] == "0"
    here.has_seen_it()
    until("the office sees who has seen it", lambda: seen.inner_text().split()[0] == "1")


def _agent_log(village: Village, number: int) -> str:
    folder = Path(village.told["boxes"][number]["data"])
    return (folder / "agent.log").read_text(encoding="utf-8")
