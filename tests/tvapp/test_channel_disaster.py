"""防災: the way to the shelter, what to take, and what became of drills, each at most three levels deep."""

from dataclasses import replace

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.preferences import Preferences, TextSize
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.view import ListView, MessageView, ReaderView
from wire.alerts import AlertStatus
from wire.commands import AlertAnswer, AlertReply
from wire.content import Drill


def rows(remote: Remote) -> list[tuple[str | None, str, str | None]]:
    assert isinstance(remote.view, ListView), remote.words
    return [(row.mark, row.text, row.note) for row in remote.view.rows]


def lines(remote: Remote) -> tuple[str, ...]:
    assert isinstance(remote.view, ReaderView), remote.words
    return remote.view.lines


def test_the_list_says_what_is_calm_and_what_can_be_looked_at(morning: Remote) -> None:
    morning.press(Key.N4)
    assert isinstance(morning.view, ListView)
    assert morning.view.frame.title == "いま 警報は ありません。"
    assert rows(morning) == [
        ("ひなん所", "湊公民館", "歩いて 12分"),
        (None, "もって いく もの", None),
        (None, "訓練の けっか", "見ました"),
    ]


def test_the_way_to_the_shelter_is_told_step_by_step(morning: Remote) -> None:
    morning.press(Key.N4, Key.OK)
    view = morning.view
    assert isinstance(view, MessageView)
    assert (view.headline, view.under) == ("湊公民館", "720メートル・歩いて 12分")
    assert view.details == (
        "1. 家を 出て 右へ。",
        "2. 神社の 前を 左へ。",
        "3. 橋を わたって すぐ 右です。",
        "沢ぞいの 道は 通らないで。",
    )
    morning.choose("next")
    assert isinstance(morning.view, MessageView)
    assert morning.view.details == ("むずかしい ときは 2階の 山と 反対の 部屋へ。",)
    morning.press(Key.BACK)
    assert morning.screen == "disaster"


def test_a_shelter_without_steps_or_distance_says_what_is_known(channel: Channel) -> None:
    household = sample.household()
    assert household.shelter is not None
    bare = household.shelter.model_copy(update={"steps": (), "distance_m": None, "advice": ()})
    known = household.model_copy(update={"shelter": bare})
    remote = Remote(channel, replace(sample.morning(), household=known))
    remote.press(Key.N4, Key.OK)
    assert isinstance(remote.view, MessageView)
    assert (remote.view.under, remote.view.details) == ("歩いて 12分", ())


@pytest.mark.parametrize("size", list(TextSize))
def test_at_every_text_size_all_steps_can_be_read(channel: Channel, size: TextSize) -> None:
    remote = Remote(channel, replace(sample.morning(), preferences=Preferences(text_size=size)))
    remote.press(Key.N4, Key.OK)
    told: list[str] = []
    while isinstance(remote.view, MessageView):
        told += remote.view.details
        if "next" not in [button.id for button in remote.view.buttons]:
            break
        remote.choose("next")
    assert [step[:2] for step in told[:3]] == ["1.", "2.", "3."]
    assert len(told) == 5


def test_at_level_five_nobody_is_shown_the_way_out(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ALERT5))
    remote.wait(2)
    remote.press(Key.OK)
    remote.choose("back")
    remote.press(Key.N4)
    remote.choose("shelter")
    assert isinstance(remote.view, MessageView)
    assert remote.view.headline == "いまは 外へ 出ないでください"
    assert "神社" not in remote.words


def test_what_this_household_needs_stands_before_what_everybody_takes(morning: Remote) -> None:
    morning.press(Key.N4)
    morning.choose("take")
    assert lines(morning)[:3] == (
        "・いつもの くすりと おくすり手帳",
        "・ペットの えさ、ひも、かご",
        "・のみ水と すぐ 食べられる もの",
    )


def test_the_offices_own_words_are_on_the_list_and_unknown_needs_are_not(channel: Channel) -> None:
    home = sample.household().model_copy(update={"needs": ("from_the_future",), "take": ("さんそボンベ",)})
    remote = Remote(channel, replace(sample.morning(), household=home))
    remote.press(Key.N4)
    remote.choose("take")
    assert lines(remote)[0] == "・さんそボンベ"
    assert "future" not in remote.words


def test_drills_tell_whether_we_answered_and_how_many_did(morning: Remote) -> None:
    morning.press(Key.N4)
    morning.choose("drills")
    assert lines(morning) == (
        "11月15日(日) 避難指示の 訓練",
        "この家は 見ました・この地区は 6けんの うち 4けん",
        "8月24日(月) 地震の 訓練",
        "この家は こたえなし・この地区は 5けんの うち 5けん",
    )
    morning.press(Key.OK)
    assert morning.screen == "disaster"


def test_an_answer_this_box_gave_counts_before_the_city_says_so(channel: Channel) -> None:
    alert = sample.alert(4, AlertStatus.DRILL)
    remote = Remote(channel, replace(sample.morning(), drills=(), alerts=(alert,)))
    remote.wait(2)
    remote.press(Key.OK)
    assert AlertAnswer(alert="a1", reply=AlertReply.SEEN) in remote.answers
    over = Drill(id="a1", title="避難指示", held_at=sample.at(8, 4), homes=6, answered=1)
    remote.city(replace(remote.snapshot, alerts=(), drills=(over,), drill_answers=()))
    remote.wait(2)
    remote.press(Key.OK, Key.HOME, Key.N4)
    remote.choose("drills")
    assert "この家は 見ました" in lines(remote)[1]


def test_without_a_drill_there_is_no_row_for_it(channel: Channel) -> None:
    remote = Remote(channel, replace(sample.morning(), drills=()))
    remote.press(Key.N4)
    assert "訓練の けっか" not in remote.words
