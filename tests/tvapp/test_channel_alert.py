"""緊急のお知らせ: it takes any screen, nobody answers it by accident, and level 5 sends nobody out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import SaidState
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import KeyPressed
from tvapp.domain.view import AlertView, HomeView, ListView, MessageView
from wire.alerts import Alert, AlertStatus
from wire.commands import AlertAnswer, AlertReply
from wire.content import Call, CallState, Whom


def page(remote: Remote) -> AlertView:
    assert isinstance(remote.view, AlertView), remote.words
    return remote.view


def raised(remote: Remote, *alerts: Alert) -> None:
    remote.city(replace(remote.snapshot, alerts=alerts))


@pytest.fixture
def alarm(morning: Remote) -> Remote:
    """避難指示 has been up long enough to be answered."""
    raised(morning, sample.alert())
    morning.wait(2)
    return morning


def test_an_alert_takes_the_screen_whatever_stands_there(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("day")
    raised(morning, sample.alert())
    view = page(morning)
    assert (view.level, view.level_text, view.drill) == (4, "警戒レベル 4", "")
    assert view.title == "避難指示"
    assert view.area == "赤井・静潟 地区"
    assert view.headline == ("土砂くずれの おそれ。", "危険な場所から 全員避難。")
    assert (view.advice_title, view.advice_note) == ("湊公民館へ", "歩いて 12分")
    assert view.advice == ("沢ぞいの 道は 通らないで。", "むずかしい ときは 2階の 山と 反対の 部屋へ。")
    assert [button.label for button in view.buttons] == ["見ました", "避難しました", "たすけて ほしい"]
    assert view.focus == "seen"
    assert view.frame.status == "8時4分 会津若松市"


def test_ok_and_digits_are_ignored_while_nobody_can_have_read_it(morning: Remote) -> None:
    raised(morning, sample.alert())
    for key in (Key.OK, Key.N1, Key.N2, Key.N3):
        morning.now += timedelta(seconds=0.3)
        morning.happen(KeyPressed(key))
    assert morning.answers == []
    morning.press(Key.OK)
    assert morning.answers == [AlertAnswer(alert="a1", reply=AlertReply.SEEN)]


def test_arrows_work_at_once(morning: Remote) -> None:
    raised(morning, sample.alert())
    morning.happen(KeyPressed(Key.DOWN))
    assert page(morning).focus == "evacuated"


def test_an_alert_that_comes_with_a_key_takes_no_answer_from_it(morning: Remote) -> None:
    morning.snapshot = replace(morning.snapshot, alerts=(sample.alert(),))
    morning.press(Key.OK)
    assert page(morning).focus == "seen"
    assert morning.answers == []


def test_the_guard_is_for_every_screen_no_key_has_caused(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ENROLMENT))
    remote.city(sample.morning())
    remote.happen(KeyPressed(Key.OK))
    assert remote.at_home()
    remote.now += timedelta(seconds=1.5)
    remote.happen(KeyPressed(Key.OK))
    assert remote.screen == "check_in"


def test_a_clock_set_back_does_not_lock_the_remote(morning: Remote) -> None:
    raised(morning, sample.alert())
    morning.now -= timedelta(days=30)
    morning.happen(KeyPressed(Key.OK))
    assert len(morning.answers) == 1


@pytest.mark.parametrize("key", [Key.BACK, Key.HOME])
def test_an_alert_not_answered_cannot_be_left(alarm: Remote, key: Key) -> None:
    alarm.press(key)
    assert alarm.screen == "alert"


def test_after_an_answer_one_is_back_where_one_was(morning: Remote) -> None:
    morning.press(Key.N5, Key.DOWN)
    raised(morning, sample.alert())
    morning.wait(2)
    morning.press(Key.OK)
    assert page(morning).answered == "「見ました」を お預かりしました。"
    assert [button.label for button in page(morning).buttons] == [
        "避難しました",
        "たすけて ほしい",
        "もどる",
    ]
    assert page(morning).focus == "back"
    morning.delivered()
    assert page(morning).answered == "「見ました」と おくりました。"
    morning.press(Key.OK)
    assert morning.screen == "living"
    assert morning.view.focus == "living:roads"


def test_having_seen_it_one_can_still_say_that_one_is_safe(alarm: Remote) -> None:
    alarm.press(Key.N1, Key.N2)
    assert [body.reply for body in alarm.answers if isinstance(body, AlertAnswer)] == [
        AlertReply.SEEN,
        AlertReply.EVACUATED,
    ]
    assert page(alarm).answered == "「避難しました」を お預かりしました。"


def test_help_says_119_until_a_person_has_it(alarm: Remote) -> None:
    alarm.press(Key.N3)
    assert "119" in page(alarm).answered
    alarm.delivered()
    assert "119" in page(alarm).answered
    call = Call(
        id=alarm.last_name(),
        urgent=True,
        whom=Whom.COMMISSIONER,
        state=CallState.TAKEN,
        asked_at=alarm.now,
        taken_by="佐藤 はる",
    )
    alarm.city(replace(alarm.snapshot, calls=(call,)))
    assert page(alarm).answered == "佐藤 はるさんが うけました。"


def test_an_answer_that_cannot_be_kept_is_told(alarm: Remote) -> None:
    alarm.disk_is_full = True
    alarm.press(Key.N1)
    assert page(alarm).answered == "お預かり できませんでした。もう一度 おねがいします。"
    alarm.press(Key.N3)
    assert "119" in page(alarm).answered
    alarm.disk_is_full = False
    alarm.press(Key.N1)
    assert page(alarm).answered == "「見ました」を お預かりしました。"


def test_a_drill_says_so_on_its_page_and_on_home(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.DRILL))
    assert page(remote).drill == "訓練です"
    remote.wait(2)
    remote.press(Key.OK, Key.BACK)
    assert isinstance(remote.view, HomeView)
    assert remote.view.banner is not None
    assert remote.view.banner.startswith("訓練 避難指示")
    assert remote.view.tiles[3].lines[0] == "訓練です"


def test_level_5_sends_nobody_outdoors(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ALERT5))
    assert page(remote).advice_title == "外へ 出ないでください"
    assert [button.id for button in page(remote).buttons] == ["seen", "help"]
    assert "公民館" not in remote.words
    remote.wait(2)
    remote.press(Key.OK, Key.BACK)
    assert "公民館" not in remote.words
    remote.press(Key.N4)
    remote.choose("shelter")
    assert isinstance(remote.view, MessageView)
    assert remote.view.headline == "いまは 外へ 出ないでください"
    assert "歩いて" not in remote.words


def test_while_one_alert_keeps_people_inside_no_other_sends_them_out(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ALERT5))
    raised(remote, sample.alert(5), sample.alert(4, name="a2"))
    remote.wait(2)
    remote.press(Key.OK, Key.BACK)
    assert page(remote).title == "避難指示"
    assert page(remote).advice_title == ""
    assert [button.id for button in page(remote).buttons] == ["seen", "help"]


def test_an_alert_that_sends_nobody_to_a_shelter_offers_no_evacuation(morning: Remote) -> None:
    raised(morning, sample.alert(None, to_shelter=False))
    assert page(morning).level_text == ""
    assert page(morning).advice_title == ""
    assert [button.id for button in page(morning).buttons] == ["seen", "help"]


def test_a_graver_alert_takes_over_at_once_and_a_lighter_one_waits(alarm: Remote) -> None:
    raised(alarm, sample.alert(), sample.alert(3, name="a3"))
    assert page(alarm).level == 4
    raised(alarm, sample.alert(5, name="a5"), sample.alert(), sample.alert(3, name="a3"))
    assert page(alarm).level == 5
    alarm.happen(KeyPressed(Key.OK))
    assert alarm.answers == []


def test_the_next_alert_comes_after_the_answer_has_stood_there(alarm: Remote) -> None:
    raised(alarm, sample.alert(), sample.alert(3, name="a3"))
    alarm.wait(2)
    alarm.press(Key.OK)
    assert page(alarm).answered == "「見ました」を お預かりしました。"
    alarm.wait(3)
    assert page(alarm).level == 3
    alarm.happen(KeyPressed(Key.OK))
    assert len(alarm.answers) == 1


def test_an_answered_page_left_open_does_not_hide_a_later_alert(alarm: Remote) -> None:
    alarm.press(Key.OK)
    alarm.wait(3600)
    raised(alarm, sample.alert(), sample.alert(3, name="a3"))
    assert page(alarm).level == 3


def test_an_alert_withdrawn_leaves_the_screen_and_says_so(morning: Remote) -> None:
    morning.press(Key.N5)
    raised(morning, sample.alert())
    raised(morning)
    assert isinstance(morning.view, MessageView)
    assert morning.view.headline == "避難指示は おわりました。"
    morning.happen(KeyPressed(Key.OK))
    assert morning.screen == "alert_gone"
    morning.wait(2)
    morning.press(Key.OK)
    assert morning.screen == "living"


def test_an_alert_that_has_ended_by_the_clock_leaves_too(alarm: Remote) -> None:
    alarm.now = sample.at(20, 1)
    alarm.wait(1)
    assert alarm.screen == "alert_gone"


def test_an_unknown_time_ends_no_alert(alarm: Remote) -> None:
    alarm.snapshot = replace(alarm.snapshot, clock_trusted=False)
    alarm.now = sample.at(20, 1)
    alarm.wait(1)
    assert alarm.screen == "alert"


def test_an_alert_answered_before_does_not_come_back_by_itself(channel: Channel) -> None:
    answer = sample.said(1, AlertAnswer(alert="a1", reply=AlertReply.SEEN), SaidState.KEPT)
    remote = Remote(channel, replace(sample.snapshot(Situation.ALERT4), said=(answer,)))
    assert remote.at_home()
    remote.press(Key.N4)
    assert isinstance(remote.view, ListView)
    assert [(row.mark, row.text, row.note) for row in remote.view.rows][:2] == [
        ("警戒レベル 4", "避難指示", "見ました"),
        ("ひなん所", "湊公民館", "歩いて 12分"),
    ]
    remote.press(Key.OK)
    assert page(remote).answered == "「見ました」を お預かりしました。"
    remote.press(Key.BACK)
    assert remote.screen == "disaster"


def test_new_words_of_the_same_alert_are_shown_and_keep_the_focus(alarm: Remote) -> None:
    alarm.press(Key.DOWN)
    raised(alarm, sample.alert().model_copy(update={"headline": ("川が あふれそうです。",)}))
    assert page(alarm).headline == ("川が あふれそうです。",)
    assert page(alarm).focus == "evacuated"


def test_a_drill_of_level_5_keeps_nobody_inside_when_they_must_really_go(channel: Channel) -> None:
    drill = sample.alert(5, AlertStatus.DRILL, name="d5")
    remote = Remote(channel, replace(sample.morning(), alerts=(sample.alert(), drill)))
    assert page(remote).advice_title == "湊公民館へ"


def test_a_drill_sends_nobody_out_while_level_5_is_real(channel: Channel) -> None:
    drill = sample.alert(4, AlertStatus.DRILL, name="d4")
    remote = Remote(channel, replace(sample.morning(), alerts=(drill, sample.alert(5))))
    assert page(remote).drill == "訓練です"
    assert page(remote).advice_title == ""
