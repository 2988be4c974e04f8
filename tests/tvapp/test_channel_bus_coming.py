"""「バスが あと10分で きます」: by itself, once, away with any key, and never when it could do harm."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import Tick
from tvapp.domain.view import AlertView, MessageView, Mood
from wire.content import RideState

BOARDS = sample.at(9, 10, sample.TOMORROW)


def remote_at(channel: Channel, moment: datetime) -> Remote:
    return Remote(channel, sample.snapshot(Situation.RIDE_GIVEN), moment)


def test_ten_minutes_before_a_ride_it_comes_by_itself(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=10, seconds=3))
    remote.press(Key.N2)
    remote.wait(1)
    assert remote.screen == "notices"
    remote.wait(2)
    view = remote.view
    assert isinstance(view, MessageView)
    assert (view.screen, view.mood) == ("bus_coming", Mood.DONE)
    assert view.headline == "バスが あと10分で きます。"
    assert view.details == ("9時10分〜9時20分に のる", "自宅前から 竹田病院へ", "みなと1号・1人(300円)")


@pytest.mark.parametrize("key", [Key.OK, Key.BACK, Key.DOWN, Key.N3, Key.HOME, Key.BLUE, Key.VOLUME_UP])
def test_any_key_closes_it_and_does_nothing_else(channel: Channel, key: Key) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=10, seconds=2))
    remote.press(Key.N2)
    remote.wait(4)
    remote.press(key)
    assert remote.screen == "notices"
    assert remote.answers == []
    remote.wait(590)
    assert remote.screen == "notices", "it comes once"


def test_a_key_meant_for_what_stood_there_before_does_not_close_it(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=10, seconds=1))
    remote.wait(1)
    assert remote.screen == "bus_coming"
    remote.press(Key.DOWN)
    assert remote.screen == "bus_coming"
    remote.press(Key.DOWN)
    assert remote.screen == "home"


def test_the_very_key_with_which_it_comes_up_does_not_close_it(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=10, seconds=1))
    remote.press(Key.OK)
    assert remote.screen == "bus_coming"
    assert remote.answers == []


def test_the_minutes_go_down_and_it_goes_when_the_bus_has_gone(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=10))
    remote.now += timedelta(minutes=3, seconds=30)
    remote.happen(Tick())
    assert "あと7分" in remote.words
    remote.now = BOARDS
    remote.happen(Tick())
    assert "まもなく バスが きます。" in remote.words
    remote.now = BOARDS + timedelta(minutes=9, seconds=59)
    remote.happen(Tick())
    remote.wait(1)
    assert remote.screen == "home"


def test_it_never_comes_over_an_alert_and_is_told_after_it(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=12))
    alert = sample.alert().model_copy(update={"expires_at": BOARDS + timedelta(hours=1)})
    remote.city(replace(remote.snapshot, alerts=(alert,)))
    remote.wait(180)
    assert isinstance(remote.view, AlertView)
    remote.press(Key.OK)
    assert isinstance(remote.view, AlertView)
    remote.choose("back")
    assert remote.screen == "bus_coming"


def test_an_alert_takes_the_screen_from_it(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=10))
    alert = sample.alert().model_copy(update={"expires_at": BOARDS + timedelta(hours=1)})
    remote.city(replace(remote.snapshot, alerts=(alert,)))
    assert isinstance(remote.view, AlertView)


def test_it_does_not_cover_a_call_for_help(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=11))
    remote.press(Key.N1, Key.N4)
    assert remote.screen != "home"
    page = remote.screen
    remote.wait(120)
    assert remote.screen == page


def test_under_an_untrusted_clock_it_never_comes(channel: Channel) -> None:
    snapshot = replace(sample.snapshot(Situation.RIDE_GIVEN), clock_trusted=False)
    remote = Remote(channel, snapshot, BOARDS - timedelta(minutes=5))
    remote.wait(60)
    assert remote.screen == "home"


@pytest.mark.parametrize("state", [RideState.REFUSED, RideState.CANCELLED])
def test_a_ride_without_a_seat_is_not_announced(channel: Channel, state: RideState) -> None:
    ride = sample.ride(RideState.GIVEN).model_copy(update={"state": state})
    remote = Remote(channel, replace(sample.morning(), rides=(ride,)), BOARDS - timedelta(minutes=5))
    assert remote.screen == "home"


def test_a_seat_given_back_while_it_stands_takes_it_down(channel: Channel) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=5))
    assert remote.screen == "bus_coming"
    gone = remote.snapshot.rides[0].model_copy(update={"state": RideState.CANCELLED})
    remote.city(replace(remote.snapshot, rides=(gone,)))
    assert remote.screen == "home"


def test_out_and_home_are_announced_each_once(channel: Channel) -> None:
    home = sample.ride(RideState.GIVEN, "box1-2").model_copy(
        update={
            "board_from": BOARDS + timedelta(hours=3),
            "board_until": BOARDS + timedelta(hours=3, minutes=9),
        }
    )
    snapshot = replace(sample.morning(), rides=(sample.ride(RideState.GIVEN), home))
    remote = Remote(channel, snapshot, BOARDS - timedelta(minutes=5))
    remote.wait(2)
    remote.press(Key.OK)
    assert remote.screen == "home"
    remote.now = BOARDS + timedelta(hours=3) - timedelta(minutes=10)
    remote.happen(Tick())
    assert remote.screen == "bus_coming"


def test_it_takes_the_place_of_the_waiting_picture_and_a_key_leads_back_to_where_one_was(
    channel: Channel,
) -> None:
    remote = remote_at(channel, BOARDS - timedelta(minutes=25))
    remote.press(Key.N2)
    remote.now += timedelta(minutes=11)
    remote.happen(Tick())
    assert remote.screen == "waiting"
    remote.now = BOARDS - timedelta(minutes=10)
    remote.happen(Tick())
    assert remote.screen == "bus_coming"
    remote.wait(2)
    remote.press(Key.DOWN)
    assert remote.screen == "notices"
