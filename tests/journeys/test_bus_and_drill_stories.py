"""Out and home by bus, a full bus and what it offers, a drill's result, and the bus that comes soon."""

import sqlite3
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from remote_input.keys import Key
from tests.journeys.conftest import NOW, Village
from tests.journeys.television import Television, choose, until

pytestmark = pytest.mark.journey

TOMORROW = (datetime.fromisoformat(NOW) + timedelta(days=1)).date()
IN_TWO_DAYS = TOMORROW + timedelta(days=1)


def test_out_and_home_are_asked_for_on_one_page_and_answered_each(village: Village) -> None:
    tv = village.tv(0)
    tv.go_home()
    tv.press(Key.N3)
    tv.on("bus")
    choose(tv, "home")
    tv.on("bus_choices")
    _page_to(tv, "home:13:40", "13時40分")
    tv.on("bus")
    choose(tv, "ask")
    tv.see("席が とれました")
    tv.see("かえりは 13時58分に なりました・ごきぼう 13時40分と ちがいます")
    choose(tv, "other")
    tv.see("13時58分〜14時8分に のる")
    assert _rides(village, tv.household, TOMORROW.isoformat()) == {("given", 0), ("given", 1)}


def test_a_full_bus_is_refused_with_others_of_which_one_press_takes_one(
    village: Village, sign_in: Any
) -> None:
    desk, tv = sign_in("bus_desk"), village.tv(0)
    for household in ("akai-02", "akai-03", "akai-04"):
        _book(desk, household, IN_TWO_DAYS.isoformat())
    tv.go_home()
    tv.press(Key.N3)
    tv.on("bus")
    choose(tv, "day")
    tv.on("bus_choices")
    choose(tv, f"day:{IN_TWO_DAYS.isoformat()}")
    tv.on("bus")
    choose(tv, "to")
    _page_to(tv, "stop:takeda-hospital", "竹田病院")
    tv.on("bus")
    choose(tv, "time")
    _page_to(tv, "time:09:10", " 9時10分 ")
    tv.on("bus")
    choose(tv, "ask")
    tv.see("席が とれませんでした")
    choose(tv, f"at:{IN_TWO_DAYS.isoformat()}T12:40")
    tv.see("席が とれました")
    tv.see("12時40分〜12時50分に のる")


def _page_to(tv: Television, item: str, words: str) -> None:
    """Turn the pages of a list, back and then forth, until these words stand there; then choose them."""
    for turn, label in (("previous", "まえの ページ"), ("next", "つぎの ページ")):
        while words not in tv.words() and label in tv.words():
            choose(tv, turn)
    choose(tv, item)


def _book(desk: Any, household: str, day: str) -> None:
    page = desk.page
    desk.go("/bus-desk/new")
    page.check(f"input[name=household][value='{household}']")
    page.select_option("#day", day)
    page.select_option("#from_stop", "home-akai")
    page.select_option("#to_stop", "takeda-hospital")
    page.select_option("#at", "09:10")
    page.select_option("#party", "4")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/bus-desk/rides/*")
    assert "席あり" in page.content()


def _rides(village: Village, household: str, day: str) -> set[tuple[str, int]]:
    """Read state and direction of a household's rides straight from the city's database."""
    path = village.folder / "city" / "city.db"
    wanted = "SELECT state, json_extract(body, '$.homeward') FROM rides WHERE household = ? AND day = ?"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as city:
        return set(city.execute(wanted, (household, day)).fetchall())


def test_a_drill_leaves_its_result_on_the_tv(village: Village, sign_in: Any) -> None:
    tv, office = village.tv(0), sign_in("office")
    tv.go_home()
    office.go("/office/alerts/new")
    page = office.page
    page.get_by_role("button", name="避難指示").click()
    page.check(f"input[name=area][value='{tv.area}']")
    page.click("main button[type=submit]")
    page.fill("[name=again]", "4")
    page.get_by_role("button", name="訓練として 出す").click()
    tv.on("alert")
    tv.has_seen_it()
    tv.see("おくりました")
    page.get_by_role("link", name="おわりにする").click()
    page.get_by_role("main").get_by_role("button", name="おわりにする").click()
    tv.see("おわりました")
    until("the page about the end is closed", lambda: _closed(tv), 45)
    tv.go_home()
    tv.press(Key.N4)
    tv.on("disaster")
    tv.see("訓練の けっか")
    choose(tv, "drills")
    tv.see("避難指示の 訓練")
    assert "この家は 見ました・この地区は 1けんの うち 1けん" in tv.words()


def _closed(tv: Television) -> bool:
    if tv.view()["screen"] == "alert_gone":
        tv.press(Key.OK)
    return bool(tv.view()["screen"] != "alert_gone")


def test_ten_minutes_before_its_ride_a_tv_says_so_by_itself(village: Village) -> None:
    """Last in this file: the village's clock is turned on to the next morning."""
    tv = village.tv(0)
    tv.go_home()
    village.kill_city()
    morning = datetime.combine(TOMORROW, datetime.min.time()) + timedelta(hours=9, seconds=20)
    village.start_city("--now", morning.isoformat() + "+09:00")
    until("the city answers again", lambda: _is_up(village), 90)
    tv.see("分で きます", 120)
    assert "9時10分〜9時20分に のる" in tv.words()
    until("any key closes it once the person has had time to look", lambda: _back_home(tv), 45)


def _is_up(village: Village) -> bool:
    try:
        return requests.get(f"{village.city}/healthz", timeout=2).ok
    except requests.RequestException:
        return False


def _back_home(tv: Television) -> bool:
    if tv.view()["screen"] == "bus_coming":
        tv.press(Key.DOWN)
    return bool(tv.view()["screen"] == "home")
