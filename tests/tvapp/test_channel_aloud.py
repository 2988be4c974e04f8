"""Reading aloud: what each page says, when it is said, and that every key silences it."""

from dataclasses import replace
from typing import get_args

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from kiosk_setup.screens.gallery import SCREENS
from offline_cache.preferences import Preferences
from remote_input.keys import Key
from tests.tvapp.picture import view_of
from tvapp.domain import spoken
from tvapp.domain.channel import Channel
from tvapp.domain.events import Effect, Hush, Speak, SpeechEnded
from tvapp.domain.view import ReaderView, View
from typeset.speech.sentences import LONGEST
from typeset.words import Words

JA = Words.load(sample.STRINGS, "ja")


def said_by(remote: Remote) -> list[Effect]:
    """What was to be heard since the last look."""
    heard = [effect for effect in remote.effects if isinstance(effect, Speak | Hush)]
    remote.effects.clear()
    return heard


def aloud(remote: Remote) -> str:
    """The one thing that was read since the last look."""
    (only,) = said_by(remote)
    assert isinstance(only, Speak)
    return " ".join(only.sentences)


def test_the_blue_key_reads_home_with_what_each_tile_shows(morning: Remote) -> None:
    morning.press(Key.BLUE)
    words = aloud(morning)
    for part in ("11月22日、日曜日", "8時5分", "はれ9度", "けさはいかがですか", "除雪6時から"):
        assert part in words


@pytest.mark.parametrize("page", list(SCREENS))
def test_every_kind_of_page_has_something_to_say(page: str) -> None:
    sentences = spoken.page(view_of(page), JA, sample.morning())
    assert len(sentences) > 1
    assert all(0 < len(one) <= LONGEST and "\n" not in one and " " not in one for one in sentences)


def test_the_pages_looked_at_are_all_kinds_of_pages() -> None:
    assert {type(view_of(page)) for page in SCREENS} <= set(get_args(View))
    assert len({type(view_of(page)) for page in SCREENS}) >= 8


def test_names_are_said_as_the_office_entered_them(morning: Remote) -> None:
    morning.press(Key.N1)
    said_by(morning)
    morning.press(Key.BLUE)
    assert aloud(morning).startswith("タナカキヨさん、おはようございます。")


def test_ok_on_the_question_reads_it_and_the_answers_with_their_numbers(morning: Remote) -> None:
    morning.press(Key.N1)
    said_by(morning)
    morning.press(Key.OK)
    words = aloud(morning)
    assert "きょうの体調はいかがですか。" in words
    assert "3番、すこしわるい" in words
    assert morning.answers == [], "reading answers nothing"


def test_any_key_silences_it_and_blue_itself_does_not_begin_again(morning: Remote) -> None:
    for key in (Key.RIGHT, Key.VOLUME_UP, Key.RED, Key.N12, Key.BLUE):
        morning.press(Key.BLUE)
        morning.happen(SpeechEnded())
        morning.press(Key.BLUE)
        said_by(morning)
        assert morning.state.speaking
        morning.press(key)
        assert said_by(morning) == [Hush()]
        assert not morning.state.speaking


def test_after_it_has_ended_blue_reads_again(morning: Remote) -> None:
    morning.press(Key.BLUE)
    morning.happen(SpeechEnded())
    said_by(morning)
    morning.press(Key.BLUE)
    assert "体調" in aloud(morning)


def test_moving_the_focus_is_silent_unless_the_household_chose_otherwise(morning: Remote) -> None:
    morning.press(Key.RIGHT)
    assert said_by(morning) == [Hush()]
    morning.city(replace(morning.snapshot, preferences=Preferences(speak_focus=True)))
    morning.press(Key.RIGHT)
    assert aloud(morning).startswith("みなとバス。")
    morning.press(Key.OK)
    assert aloud(morning) == "みなとバスをたのむ ここでたのみます"
    morning.press(Key.UP)
    assert "は、" in aloud(morning)
    morning.press(Key.BACK)
    assert aloud(morning).startswith("令和8年11月22日、日曜日")


def test_time_that_passes_says_nothing(morning: Remote) -> None:
    morning.wait(70)
    assert said_by(morning) == []


def test_an_emergency_silences_the_page_and_is_left_to_the_agent(channel: Channel) -> None:
    remote = Remote(channel, sample.morning())
    remote.press(Key.BLUE)
    said_by(remote)
    remote.city(sample.snapshot(Situation.ALERT4))
    assert said_by(remote) == [Hush()]
    remote.wait(2)
    assert said_by(remote) == []
    remote.press(Key.BLUE)
    assert "危険な場所から全員避難。" in aloud(remote)


def test_level_five_says_nowhere_to_go(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ALERT5), sample.moment(Situation.ALERT5))
    remote.wait(2)
    remote.press(Key.BLUE)
    words = aloud(remote)
    assert "外へ出ないでください" in words
    assert "公民館" not in words
    assert "コウミンカン" not in words


def test_in_english_the_page_says_that_there_is_no_voice(english: Channel) -> None:
    remote = Remote(english, sample.morning())
    remote.press(Key.N1, Key.BLUE)
    assert all(effect == Hush() for effect in said_by(remote))
    assert remote.view.frame.title == "The voice reads Japanese only."
    remote.press(Key.DOWN)
    assert remote.view.frame.title != "The voice reads Japanese only."


def test_lines_broken_to_the_page_are_read_as_whole_sentences() -> None:
    lines = (
        "11月29日(日)、湊公民館で もちそばまつりを",
        "ひらきます。",
        "",
        "おねがい",
        "・うわばきを お持ちください。ながい ながい",
        "お話です。",
    )
    assert list(filter(None, spoken.paragraphs(lines))) == [
        "11月29日(日)、湊公民館で もちそばまつりをひらきます。",
        "おねがい",
        "・うわばきを お持ちください。ながい ながいお話です。",
    ]


def test_a_page_of_a_notice_is_read_page_by_page(morning: Remote) -> None:
    morning.press(Key.N2, Key.OK)
    said_by(morning)
    assert isinstance(morning.view, ReaderView)
    morning.press(Key.BLUE)
    words = aloud(morning)
    assert "3ページの、1ページ目" in words
    assert "ミナトコウミンカンでもちそばまつりをひらきます。" in words
