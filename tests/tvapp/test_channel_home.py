"""Home: six tiles, each opens with its digit, and もどる and ホーム lead back here."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.view import HomeView, ReaderView

SCREENS = {
    Key.N1: "check_in",
    Key.N2: "notices",
    Key.N3: "bus",
    Key.N4: "disaster",
    Key.N5: "living",
    Key.N6: "talk",
}


def tile(remote: Remote, name: str) -> tuple[str, ...]:
    assert isinstance(remote.view, HomeView)
    return next(tile.lines for tile in remote.view.tiles if tile.id == name)


@pytest.mark.parametrize(("key", "screen"), SCREENS.items())
def test_a_digit_opens_its_tile_and_the_key_back_leaves_it(morning: Remote, key: Key, screen: str) -> None:
    morning.press(key)
    assert morning.screen == screen
    morning.press(Key.BACK)
    assert morning.screen == "home"


@pytest.mark.parametrize(("key", "screen"), SCREENS.items())
def test_every_page_can_be_left_with_arrows_and_ok_alone(morning: Remote, key: Key, screen: str) -> None:
    morning.press(key)
    assert morning.screen == screen
    morning.choose("back")
    assert morning.screen == "home"


def test_back_at_home_does_nothing(morning: Remote) -> None:
    before = morning.view
    morning.press(Key.BACK)
    assert morning.view == before


def test_home_comes_back_from_the_third_level_at_once(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("day")
    assert morning.screen == "bus_choices"
    morning.press(Key.HOME)
    assert morning.screen == "home"


def test_the_focus_waits_where_it_was_left(morning: Remote) -> None:
    morning.choose("living")
    morning.press(Key.BACK)
    assert morning.view.focus == "living"


def test_a_digit_takes_the_focus_along(morning: Remote) -> None:
    morning.press(Key.N5, Key.BACK)
    assert morning.view.focus == "living"


def test_home_reads_as_drawn(morning: Remote) -> None:
    view = morning.view
    assert isinstance(view, HomeView)
    assert view.frame.title == "令和8年 11月22日(日)"
    assert view.frame.clock == "8:05"
    assert view.frame.status == "8時4分の 情報"
    assert view.weather is not None
    assert view.weather.text == "はれ 9℃・あす ゆき"
    assert view.banner is None
    assert view.focus == "check_in"
    assert [(item.lines, item.badge) for item in view.tiles] == [
        (("けさは", "いかがですか。"), None),
        (("もちそばまつりの", "ご案内 ほか"), "新しい 2件"),
        (("よやくは", "ありません。"), None),
        (("いま 警報は", "ありません。", "ひなん所 湊公民館"), None),
        (("あすは", "燃やせるごみの日", "除雪 6時から"), None),
        (("民生委員さんや", "支所から 電話を", "もらう"), None),
    ]


def test_the_time_of_a_ride_is_never_cut_on_its_tile(channel: Channel) -> None:
    day = sample.TOMORROW + timedelta(days=3)
    given = sample.snapshot(Situation.RIDE_GIVEN)
    far = tuple(
        ride.model_copy(
            update={
                "day": day,
                "board_from": sample.at(14, 28, day),
                "board_until": sample.at(14, 38, day),
                "arrive_by": None,
            }
        )
        for ride in given.rides
    )
    assert tile(Remote(channel, replace(given, rides=far)), "bus") == (
        f"{day.month}月{day.day}日",
        "14時28分",
        "竹田病院へ",
    )


def test_the_bus_tile_shows_the_next_ride(channel: Channel) -> None:
    assert tile(Remote(channel, sample.snapshot(Situation.RIDE_GIVEN)), "bus") == (
        "あした 9時10分",
        "自宅前から",
        "竹田病院へ",
    )
    asked = tile(Remote(channel, sample.snapshot(Situation.RIDE_ASKED)), "bus")
    assert asked == ("申し込み中", "ごきぼう あした", "9時10分ごろ")
    refused = tile(Remote(channel, sample.snapshot(Situation.RIDE_REFUSED)), "bus")
    assert refused == ("席が", "とれませんでした", "あした 9時10分")


def test_without_a_line_home_says_so_and_does_not_claim_to_know_of_warnings(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.OFFLINE))
    assert isinstance(remote.view, HomeView)
    assert remote.view.banner == "いま 市と つながっていません。"
    assert remote.view.frame.status == "きのう 18時の 情報"
    assert tile(remote, "disaster")[:2] == ("いまの 警報は", "わかりません。")


def test_yesterdays_weather_is_not_shown_as_todays(morning: Remote) -> None:
    old = sample.morning().weather
    assert old is not None
    weather = old.model_copy(update={"issued_at": sample.at(5, 0, date(2026, 11, 21))})
    morning.city(replace(morning.snapshot, weather=weather))
    assert isinstance(morning.view, HomeView)
    assert morning.view.weather is None


def test_an_alert_answered_long_ago_still_stands_on_home(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ALERT4))
    remote.wait(2)
    remote.press(Key.OK, Key.BACK)
    assert isinstance(remote.view, HomeView)
    assert remote.view.banner == "避難指示が 出ています。"
    assert tile(remote, "disaster") == ("警戒レベル 4", "避難指示", "ひなん所 湊公民館")


@pytest.mark.parametrize("situation", [Situation.EMPTY, Situation.NO_TIME])
def test_home_without_household_or_time_is_still_a_page_in_words(
    channel: Channel, situation: Situation
) -> None:
    remote = Remote(channel, sample.snapshot(situation))
    assert isinstance(remote.view, HomeView)
    assert remote.view.frame.title == "みなとチャンネル"
    assert remote.view.frame.clock == ""
    assert remote.view.banner
    for key in SCREENS:
        remote.press(Key.HOME, key)
        assert remote.view.focus


def test_the_settings_open_below_the_tiles_and_end_with_this_box(morning: Remote) -> None:
    morning.choose("settings")
    assert morning.screen == "settings"
    morning.choose("next")
    morning.choose("next")
    morning.choose("about")
    assert "田中 きよさん" in morning.words
    assert "みなとチャンネル 0.1.0" in morning.words


def test_living_information_is_read_page_by_page(morning: Remote) -> None:
    morning.press(Key.N5, Key.OK)
    assert morning.screen == "living_page"
    assert "あした 11月23日(月・祝) 燃やせるごみの日" in morning.words
    morning.press(Key.OK)
    assert morning.screen == "living"


def test_the_shelter_and_the_way_there_can_be_looked_up(morning: Remote) -> None:
    morning.press(Key.N4)
    morning.choose("shelter")
    assert morning.screen == "shelter"
    assert "歩いて 12分" in morning.words
    assert "沢ぞいの 道は 通らないで。" in morning.words


def test_from_the_third_level_another_page_takes_its_place(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.TWO_RESIDENTS))
    remote.press(Key.N1, Key.OK, Key.N5)
    assert remote.screen == "talk"
    assert len(remote.state.stack) == 3
    remote.press(Key.BACK, Key.BACK)
    assert remote.at_home()


def test_a_rubbish_day_comes_before_what_is_always_so(morning: Remote) -> None:
    pages = sample.morning().living
    mixed = pages[0].model_copy(update={"lines": pages[2].lines + pages[0].lines[::-1]})
    morning.city(replace(morning.snapshot, living=(mixed,)))
    morning.press(Key.N5, Key.OK)
    assert isinstance(morning.view, ReaderView)
    assert [line[:3] for line in morning.view.lines] == ["あした", "11月", "湊診療"]
