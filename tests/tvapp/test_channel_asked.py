"""The question that comes by itself, and keys that were meant for another programme."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import OnScreen
from remote_input.keys import Key
from remote_input.presses import Press
from remote_input.signals import Origin
from remote_input.sources import RemoteReader
from tvapp.domain.channel import Channel
from tvapp.domain.events import Speak
from tvapp.domain.meant import for_us


def asked(remote: Remote) -> None:
    remote.city(replace(remote.snapshot, asking=remote.now))


def test_the_question_takes_the_screen_and_is_read_aloud(morning: Remote) -> None:
    morning.press(Key.N5)
    asked(morning)
    assert morning.screen == "check_in"
    assert morning.view.focus == "question"
    (spoken,) = [effect for effect in morning.effects if isinstance(effect, Speak)]
    assert "きょうの体調はいかがですか。" in spoken.sentences


def test_a_key_on_its_way_answers_nothing(morning: Remote) -> None:
    asked(morning)
    morning.now += timedelta(seconds=-0.5)
    morning.press(Key.N1)
    assert morning.answers == []
    morning.wait(2)
    morning.press(Key.N1)
    assert len(morning.answers) == 1


def test_unanswered_it_goes_and_home_is_there(morning: Remote) -> None:
    asked(morning)
    morning.city(replace(morning.snapshot, asking=None))
    assert morning.screen == "home"


def test_what_was_answered_stays_when_the_asking_is_over(morning: Remote) -> None:
    asked(morning)
    morning.wait(2)
    morning.choose("good")
    shown = morning.screen
    morning.city(replace(morning.snapshot, asking=None))
    assert morning.screen == shown == "check_in_answered"


def test_it_comes_once_and_can_be_left(morning: Remote) -> None:
    asked(morning)
    morning.wait(2)
    morning.press(Key.BACK)
    morning.wait(30)
    assert morning.screen == "home"


def test_where_several_live_it_is_asked_who(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.TWO_RESIDENTS))
    asked(remote)
    assert remote.screen == "check_in_who"


def test_an_emergency_comes_first(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ALERT4))
    asked(remote)
    assert remote.screen == "alert"


@pytest.mark.parametrize(
    ("origin", "shown", "counts"),
    [
        (Origin.OWN, OnScreen.OTHER, True),
        (Origin.KEYBOARD, OnScreen.UNKNOWN, True),
        (Origin.CEC, OnScreen.UNKNOWN, True),
        (Origin.TV, OnScreen.US, True),
        (Origin.TV, OnScreen.OTHER, False),
        (Origin.TV, OnScreen.UNKNOWN, False),
    ],
)
def test_the_tvs_own_remote_counts_only_while_we_are_on_the_screen(
    origin: Origin,
    shown: OnScreen,
    counts: bool,  # noqa: FBT001
) -> None:
    assert for_us(origin, shown) is counts


def test_a_press_that_does_not_count_makes_no_echo_of_one_that_does() -> None:
    heard: list[Press] = []
    reader = RemoteReader((), heard.append, counts=lambda origin: origin is not Origin.TV)
    reader._tell(Press(Key.OK, origin=Origin.TV), "infrared", 1.0)
    assert heard == []
    assert reader.last_press_at is None, "nobody used this box"
    reader._tell(Press(Key.OK, origin=Origin.CEC), "cec", 1.1)
    reader._tell(Press(Key.OK, origin=Origin.OWN), "infrared", 1.2)
    assert [press.origin for press in heard] == [Origin.CEC]
    reader.start()
    reader.stop()
