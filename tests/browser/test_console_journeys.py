"""One story per group of staff, in a real Chromium against a real city."""

from collections.abc import Callable

import pytest
from conftest import FakeBox, OpenWindow
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

Boxes = Callable[[str], FakeBox]


def test_the_office_writes_a_notice_and_watches_it_arrive(window: OpenWindow, box: Boxes) -> None:
    office, home = window("office"), box("akai-01")
    page = office.page
    page.get_by_role("link", name="お知らせを 書く").click()
    page.get_by_label("題名").fill("水道の 工事")
    expect(page.locator("#title-count")).to_have_text("6")
    page.get_by_label("本文").fill("あした 午前9時から 水が 止まります。" * 12)
    page.get_by_label("差出人").fill("湊支所")
    page.get_by_label("赤井").check()
    expect(page.locator("#preview")).to_contain_text("6世帯・10人に 送ります。")
    expect(page.locator("#preview .tv").nth(1)).to_contain_text("2 / ")
    office.press("この お知らせを 送る")
    expect(page.get_by_role("status")).to_have_text("お知らせを 送りました。")
    page.get_by_role("main").get_by_role("link", name="水道の 工事").click()
    delivered = page.locator("#reach .steps dd").first
    expect(delivered).to_have_text("0 / 6世帯")
    page.evaluate("window.sameDocument = true")
    notice = page.url.rsplit("/", 1)[1]
    home.sync()
    expect(delivered).to_have_text("1 / 6世帯")
    expect(delivered.get_by_role("progressbar", name="とどいた 1 / 6")).to_be_visible()
    home.say("notice_receipt", notice=notice, step="confirmed")
    expect(page.locator("#reach .steps dd").last).to_have_text("1 / 6世帯")
    assert page.evaluate("window.sameDocument"), "the page was loaded anew"


def test_a_fault_in_a_notice_keeps_what_was_typed(window: OpenWindow) -> None:
    office = window("office")
    office.go("/office/notices/new")
    page = office.page
    page.get_by_label("題名").fill("地区を わすれた")
    page.get_by_label("本文").fill("本文です。")
    page.get_by_label("差出人").fill("湊支所")
    office.press("この お知らせを 送る")
    expect(page.get_by_role("alert").filter(has_text="まだ 送っていません。")).to_be_visible()
    expect(page.get_by_label("題名")).to_have_value("地区を わすれた")
    expect(page.get_by_role("textbox", name="本文")).to_have_value("本文です。")


def test_every_area_is_ticked_at_once(window: OpenWindow) -> None:
    office = window("office")
    office.go("/office/notices/new")
    page = office.page
    page.get_by_label("すべての 地区").check()
    boxes = page.locator(".ticks input[name=area]")
    assert all(tick.is_checked() for tick in boxes.all())
    page.get_by_label("静潟").uncheck()
    expect(page.get_by_label("すべての 地区")).not_to_be_checked()
    expect(page.get_by_label("赤井")).to_be_checked()


def test_the_office_raises_a_drill_and_sees_who_holds_it(window: OpenWindow, box: Boxes) -> None:
    office, home = window("office"), box("akai-01")
    office.go("/office/alerts/new")
    page = office.page
    office.press("避難指示")
    expect(page.get_by_label("ひとことで")).to_have_value("避難指示")
    page.get_by_label("赤井").check()
    office.press("読みかえす")
    expect(page.locator(".readback")).to_contain_text("訓練として これを 6世帯の うち ")
    office.press("もどって 直す")
    expect(page.get_by_label("ひとことで")).to_have_value("避難指示")
    office.press("読みかえす")
    page.get_by_label("警戒レベルの 数字").fill("3")
    office.press("訓練として 出す")
    expect(page.get_by_role("alert")).to_contain_text("まだ 出していません。")
    page.get_by_label("警戒レベルの 数字").fill("4")
    office.press("訓練として 出す")
    expect(page.get_by_role("status")).to_have_text("訓練の お知らせを テレビに 出しました。")
    home.say("alert_answer", alert=page.url.split("?")[0].rsplit("/", 1)[1], reply="seen")
    expect(page.locator("#answers .steps dd").nth(1)).to_have_text("1 / 6世帯")
    page.get_by_role("link", name="おわりにする").click()
    office.press("おわりにする")
    expect(page.get_by_role("status")).to_have_text("緊急のお知らせを おわりにしました。")


def test_an_answer_and_a_call_for_help_reach_the_commissioner_without_a_reload(
    window: OpenWindow, box: Boxes
) -> None:
    commissioner, home = window("commissioner", "phone"), box("akai-02")
    page = commissioner.page
    row = page.locator("#today li.worry", has_text="渡部 節子")
    expect(row).to_have_count(0)
    page.evaluate("window.sameDocument = true")
    assert home.say("check_in", resident="akai-02-1", answer="poor") == "done"
    expect(row).to_contain_text("すこし わるい")
    assert home.say("call", resident="akai-02-1", urgent=True) == "done"
    call = page.locator("#today li.urgent", has_text="渡部 節子")
    expect(call).to_be_visible()
    assert page.evaluate("window.sameDocument"), "the page was loaded anew"
    call.get_by_role("button", name="行きます").click()
    expect(call).to_contain_text("清水 まさ子さんが 行きます。")
    call.get_by_label("したこと").fill("訪ねました。")
    call.get_by_role("button", name="対応おわり").click()
    expect(page.get_by_role("status")).to_have_text("対応を 記録しました。")
    expect(call).to_have_count(0)


def test_a_note_being_written_survives_news_from_elsewhere(window: OpenWindow, box: Boxes) -> None:
    commissioner, home, other = window("commissioner"), box("akai-03"), box("akai-01")
    page = commissioner.page
    home.say("call", resident="akai-03-1", urgent=False)
    call = page.locator("#today li", has=page.get_by_role("button")).filter(has_text="鈴木")
    call.get_by_role("button", name="電話します").click()
    call.get_by_label("したこと").fill("電話を かけ")
    other.say("check_in", resident="akai-01-1", answer="good")
    expect(page.locator("#today li.well", has_text="田中 きよ")).to_be_visible()
    expect(call.get_by_label("したこと")).to_have_value("電話を かけ")


def test_commissioner_a_cannot_open_a_resident_of_b(window: OpenWindow) -> None:
    commissioner = window("commissioner")
    commissioner.go("/commissioner/residents/shizukata-01-1")
    expect(commissioner.page.get_by_role("main")).to_contain_text("ほかの 地区の方です。")
    elsewhere = window("commissioner_elsewhere")
    elsewhere.go("/commissioner/residents/shizukata-01-1")
    expect(elsewhere.page.get_by_role("main")).to_contain_text("2週間の ようす")


def test_a_household_is_found_by_its_reading(window: OpenWindow) -> None:
    technician = window("technician", "phone")
    page = technician.page
    shown = page.locator("#homes label:visible")
    assert shown.count() > 20
    page.get_by_label("世帯を さがす").fill("ワタナベ せつ")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("渡部")
    page.get_by_label("テレビの 文字").fill("BCDF-GHJK")
    shown.click()
    technician.press("この世帯の 端末にする")
    expect(page.get_by_role("alert")).to_contain_text("その文字の 端末は ありません。")
    expect(page.get_by_label("テレビの 文字")).to_have_value("BCDF-GHJK")


def test_the_bus_desk_sees_a_ride_arrive_and_gives_the_seat_back(window: OpenWindow, box: Boxes) -> None:
    desk, home = window("bus_desk"), box("akai-01")
    desk.page.get_by_label("日", exact=True).select_option("2026-11-24")
    expect(desk.page).to_have_url(f"{desk.city.url}/bus-desk?day=2026-11-24")
    wish = {"from_stop": "home-akai", "to_stop": "takeda-hospital", "leave_at": "09:10", "party": 2}
    assert home.say("ride_request", day="2026-11-24", **wish) == "done"
    desk.page.get_by_role("link", name="田中の 乗車を 取り消す").click()
    desk.page.get_by_label("わけ").fill("大雪のため 運休します。")
    desk.press("取り消す")
    expect(desk.page.get_by_role("status")).to_contain_text("乗車を 取り消しました。")
    ride = next(change for change in home.sync()["changes"] if change["kind"] == "ride")
    assert (ride["body"]["state"], ride["body"]["reason"]) == ("cancelled", "大雪のため 運休します。")


def test_a_form_without_its_token_changes_nothing(window: OpenWindow) -> None:
    office = window("office")
    office.go("/office/notices/new")
    office.page.get_by_label("題名").fill("題")
    office.page.evaluate("document.querySelector('#notice-form [name=csrf]').remove()")
    office.page.get_by_label("本文").fill("本文")
    office.page.get_by_label("差出人").fill("湊支所")
    office.page.get_by_label("赤井").check()
    office.press("この お知らせを 送る")
    expect(office.page.get_by_role("heading")).to_have_text("もう一度 おためしください")
    assert all("403 from /office/notices/preview" in words for words in office.complaints)
    office.complaints.clear()  # the preview was refused for the same reason
    office.go("/office/notices")
    expect(office.page.get_by_role("link", name="題", exact=True)).to_have_count(0)


def test_the_bus_desk_books_out_and_home_for_somebody_on_the_telephone(
    window: OpenWindow, box: Boxes
) -> None:
    desk, home = window("bus_desk"), box("shizukata-01")
    page = desk.page
    page.get_by_role("link", name="電話で うける").click()
    shown = page.locator("#homes label:visible")
    [person] = [
        change["body"]["residents"][0] for change in home.sync()["changes"] if change["kind"] == "household"
    ]
    page.get_by_label("世帯を さがす").fill(person["kana"])
    expect(shown).to_have_count(1)
    shown.click()
    page.get_by_label("日", exact=True).select_option("2026-11-25")
    page.get_by_label("乗る所").select_option(label="自宅前(静潟)")
    page.get_by_label("行き先").select_option(label="竹田病院")
    page.get_by_label("時刻", exact=True).select_option("09:10")
    page.get_by_label("車いすの 方が いる").check()
    page.get_by_label("帰り").select_option("13:40")
    desk.press("申し込む")
    expect(page.get_by_role("heading", name="行き")).to_contain_text("席あり")
    expect(page.get_by_role("heading", name="帰り")).to_contain_text("席あり")
    expect(page.get_by_role("main")).to_contain_text("車いす")
    rides = [change["body"] for change in home.sync()["changes"] if change["kind"] == "ride"]
    assert {(ride["state"], ride["homeward"], ride["wheelchair"]) for ride in rides} == {
        ("given", False, True),
        ("given", True, True),
    }
    page.get_by_role("link", name="取り消す").first.click()
    page.get_by_label("わけ").fill("お電話での ご希望です。")
    desk.press("取り消す")
    expect(page.get_by_role("status")).to_contain_text("乗車を 取り消しました。")
    expect(page.get_by_role("table")).to_contain_text("帰り")


def test_the_bus_desk_takes_another_ride_that_the_answer_names(window: OpenWindow, box: Boxes) -> None:
    desk, full = window("bus_desk"), box("akai-04")
    wish = {"from_stop": "home-akai", "to_stop": "takeda-hospital", "leave_at": "09:10", "party": 4}
    for _ in range(3):
        full.say("ride_request", day="2026-11-26", **wish)
    desk.go("/bus-desk/new")
    page = desk.page
    page.locator("#homes label", has_text="渡部").first.click()
    page.get_by_label("日", exact=True).select_option("2026-11-26")
    page.get_by_label("乗る所").select_option(label="自宅前(赤井)")
    page.get_by_label("行き先").select_option(label="竹田病院")
    page.get_by_label("時刻", exact=True).select_option("09:10")
    page.get_by_label("人数").select_option("2")
    desk.press("申し込む")
    expect(page.get_by_role("heading", name="行き")).to_contain_text("とれません")
    page.get_by_role("button", name="12:40").click()
    expect(page.get_by_role("heading", name="行き").first).to_contain_text("席あり")


def test_the_office_tells_a_home_the_way_to_its_shelter(window: OpenWindow, box: Boxes) -> None:
    office, home = window("office", "phone"), box("akai-03")
    office.go("/office/households")
    page = office.page
    page.get_by_label("世帯を さがす").fill("すずき きよ")
    page.locator("#homes li:visible a").first.click()
    page.get_by_label("毎日 飲む 薬が ある").check()
    page.get_by_label("道のり(メートル)").fill("605")
    page.get_by_label("道じゅん").fill("家を 出て 右へ。\n橋を わたる。")
    office.press("これで 変える")
    expect(page.get_by_role("status")).to_have_text("世帯の 内容を 変えました。テレビに 出ます。")
    [shown] = [change["body"] for change in home.sync()["changes"] if change["kind"] == "household"]
    assert shown["needs"] == ["medicine"]
    assert (shown["shelter"]["walk_minutes"], len(shown["shelter"]["steps"])) == (11, 2)
