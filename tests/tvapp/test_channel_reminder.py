"""The gentle reminder: once by the household's hour, again after an hour, and in nobody's way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.preferences import Preferences
from offline_cache.snapshot import Snapshot
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.view import FormView, HomeView, MessageView
from wire.content import Answer, CheckInRecord


def asked_by(hour: str, base: Snapshot | None = None) -> Snapshot:
    """A household that is reminded, and whose TV shows its page however long nobody presses a key."""
    asked = sample.asked_by(hour, base)
    return replace(asked, preferences=Preferences(waiting_picture=False))


def at_nine(channel: Channel, hour: str = "09:00") -> Remote:
    return Remote(channel, asked_by(hour))


def until(remote: Remote, hour: int, minute: int = 0) -> None:
    remote.now = sample.at(hour, minute)
    remote.wait(1)


def test_it_comes_once_and_again_after_an_hour_and_no_more(channel: Channel) -> None:
    remote = at_nine(channel)
    until(remote, 8, 59)
    assert remote.screen == "home"
    until(remote, 9)
    assert remote.screen == "reminder"
    remote.wait(2)
    remote.press(Key.OK)
    assert remote.screen == "home"
    until(remote, 9, 59)
    assert remote.screen == "home"
    until(remote, 10, 1)
    assert remote.screen == "reminder"
    remote.wait(2)
    remote.press(Key.OK)
    until(remote, 15)
    assert remote.screen == "home"
    remote.now += timedelta(days=1)
    remote.wait(1)
    assert remote.screen == "reminder", "the next day it may come again"


@pytest.mark.parametrize("key", [key for key in Key if key is not Key.HOME])
def test_any_key_takes_it_away_and_answers_nothing(channel: Channel, key: Key) -> None:
    remote = at_nine(channel)
    remote.press(Key.N1)
    until(remote, 9)
    assert remote.screen == "reminder"
    remote.wait(2)
    remote.press(key)
    assert remote.screen == "check_in"
    assert remote.view.focus == "question"
    assert remote.answers == []


def test_ok_is_ignored_in_the_moment_it_comes(channel: Channel) -> None:
    remote = at_nine(channel)
    until(remote, 9)
    remote.press(Key.OK)
    assert remote.screen == "reminder"
    assert remote.answers == []


def test_at_home_the_focus_is_then_where_one_answers(channel: Channel) -> None:
    remote = at_nine(channel)
    remote.press(Key.DOWN, Key.DOWN)
    assert remote.view.focus == "settings"
    until(remote, 9)
    remote.wait(2)
    remote.press(Key.BACK)
    assert isinstance(remote.view, HomeView)
    assert remote.view.focus == "check_in"


def test_a_form_is_as_it_was_when_it_is_gone(channel: Channel) -> None:
    remote = at_nine(channel)
    remote.press(Key.N3)
    before = remote.view
    assert isinstance(before, FormView)
    until(remote, 9)
    assert remote.screen == "reminder"
    remote.wait(2)
    remote.press(Key.UP)
    assert isinstance(remote.view, FormView)
    assert (remote.view.fields, remote.view.focus) == (before.fields, before.focus)


def test_nobody_is_interrupted_who_uses_the_remote(channel: Channel) -> None:
    remote = at_nine(channel)
    remote.now = sample.at(8, 59) + timedelta(seconds=50)
    remote.press(Key.N2)
    until(remote, 9)
    assert remote.screen == "notices"
    remote.wait(60)
    assert remote.screen == "reminder"


def test_an_answer_of_anybody_here_takes_it_away(channel: Channel) -> None:
    remote = at_nine(channel)
    until(remote, 9)
    record = CheckInRecord(resident="kiyo", day=sample.TODAY, answer=Answer.FAIR, received_at=sample.at(9))
    remote.city(replace(remote.snapshot, check_ins=(record,)))
    assert remote.screen == "home"
    until(remote, 11)
    assert remote.screen == "home"


def test_where_one_of_two_has_answered_nobody_is_reminded(channel: Channel) -> None:
    remote = Remote(channel, asked_by("09:00", sample.snapshot(Situation.TWO_RESIDENTS)))
    remote.press(Key.N1, Key.OK, Key.N1, Key.HOME)
    until(remote, 9, 30)
    assert remote.screen == "home"


def test_it_never_lies_over_an_alert_and_comes_after_it(channel: Channel) -> None:
    remote = at_nine(channel)
    until(remote, 9)
    remote.city(replace(remote.snapshot, alerts=(sample.alert(),)))
    assert remote.screen == "alert"
    remote.wait(5)
    assert remote.screen == "alert"
    remote.press(Key.OK)
    remote.press(Key.BACK)
    assert remote.screen == "home", "once was said for this hour"


def test_an_alert_in_force_at_the_hour_comes_first(channel: Channel) -> None:
    remote = at_nine(channel)
    remote.city(replace(remote.snapshot, alerts=(sample.alert(),)))
    until(remote, 9)
    assert remote.screen == "alert"


@pytest.mark.parametrize(("hour", "now"), [("05:00", (6, 30)), ("21:00", (21, 30)), ("09:00", (20, 0))])
def test_it_never_comes_at_night(channel: Channel, hour: str, now: tuple[int, int]) -> None:
    remote = at_nine(channel, hour)
    until(remote, *now)
    assert remote.screen == "home"


def test_it_goes_by_itself_at_night(channel: Channel) -> None:
    remote = at_nine(channel)
    until(remote, 19, 59)
    assert remote.screen == "reminder"
    until(remote, 20, 0)
    assert remote.screen == "home"


def test_who_is_away_has_no_time_or_wished_it_not_is_not_reminded(channel: Channel) -> None:
    base = asked_by("09:00")
    for snapshot in (
        replace(base, absences=(sample.absence(0, 2),)),
        replace(base, clock_trusted=False),
        replace(sample.morning(), preferences=base.preferences),
    ):
        remote = Remote(channel, snapshot)
        until(remote, 9, 30)
        assert remote.screen == "home"


def test_a_question_the_box_asks_by_itself_counts_as_the_first_reminder(channel: Channel) -> None:
    remote = at_nine(channel)
    remote.now = sample.at(9)
    remote.city(replace(remote.snapshot, asking=sample.at(9)))
    assert remote.screen == "check_in"
    remote.wait(120)
    remote.city(replace(remote.snapshot, asking=None))
    until(remote, 9, 30)
    assert remote.screen == "home"
    until(remote, 10, 5)
    assert remote.screen == "reminder"


def test_it_takes_the_place_of_the_waiting_picture(channel: Channel) -> None:
    remote = Remote(channel, sample.asked_by("09:00"))
    until(remote, 8, 30)
    assert remote.screen == "waiting"
    until(remote, 9)
    assert remote.screen == "reminder"
    remote.wait(2)
    remote.press(Key.OK)
    assert remote.screen == "home"


def test_its_words_are_large_and_few(channel: Channel) -> None:
    remote = at_nine(channel)
    until(remote, 9)
    assert isinstance(remote.view, MessageView)
    assert remote.view.headline == "きょうの 体調を おしえてください。"
    assert [button.id for button in remote.view.buttons] == ["understood"]
