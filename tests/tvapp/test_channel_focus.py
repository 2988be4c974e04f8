"""Arrows do the natural thing, on every kind of page."""

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from wire.commands import AlertReply


def path(remote: Remote, *keys: Key) -> list[str]:
    """What has the focus after each key."""
    return [remote.press(key).focus for key in keys]


def test_the_tiles_are_a_grid_with_settings_below(morning: Remote) -> None:
    assert path(morning, Key.RIGHT, Key.DOWN, Key.LEFT, Key.UP) == [
        "notices",
        "living",
        "disaster",
        "check_in",
    ]
    assert path(morning, Key.DOWN, Key.DOWN, Key.DOWN, Key.UP) == ["disaster", "settings", "settings", "talk"]


def test_past_the_end_of_a_row_of_tiles_is_the_next_row(morning: Remote) -> None:
    assert path(morning, *[Key.RIGHT] * 7) == [
        "notices",
        "bus",
        "disaster",
        "living",
        "talk",
        "talk",
        "talk",
    ]
    assert path(morning, *[Key.LEFT] * 6)[-3:] == ["notices", "check_in", "check_in"]


def test_at_an_edge_the_focus_stays(morning: Remote) -> None:
    assert path(morning, Key.UP, Key.LEFT) == ["check_in", "check_in"]


def test_a_check_in_is_question_answers_calls_and_back(morning: Remote) -> None:
    morning.press(Key.N1)
    assert path(morning, Key.DOWN, Key.RIGHT, Key.RIGHT, Key.RIGHT) == ["good", "fair", "poor", "poor"]
    assert path(morning, Key.DOWN, Key.LEFT, Key.DOWN, Key.DOWN) == ["talk", "help", "back", "back"]
    assert path(morning, Key.UP, Key.UP, Key.UP, Key.UP) == ["talk", "poor", "question", "question"]


def test_the_way_up_from_later_never_leads_to_the_call_for_help(morning: Remote) -> None:
    morning.press(Key.N1)
    morning.walk("back")
    assert path(morning, Key.UP) == ["talk"]


def test_a_form_goes_down_to_its_first_button(morning: Remote) -> None:
    morning.press(Key.N3)
    assert path(morning, Key.UP, Key.DOWN, Key.RIGHT, Key.RIGHT) == ["home", "ask", "back", "back"]
    assert path(morning, Key.LEFT, Key.UP, Key.LEFT) == ["ask", "home", "home"]


def test_a_list_goes_down_to_its_buttons_and_back_up_to_the_last_row(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.MANY_NOTICES))
    remote.press(Key.N2)
    assert path(remote, *[Key.DOWN] * 6)[-2:] == ["next", "next"]
    assert path(remote, Key.RIGHT, Key.RIGHT, Key.UP) == ["archive", "back", "notice:n5"]


def test_the_answers_to_an_alert_stand_below_each_other(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.ALERT4))
    assert path(remote, Key.DOWN, Key.DOWN, Key.DOWN, Key.UP) == [
        AlertReply.EVACUATED,
        AlertReply.HELP,
        AlertReply.HELP,
        AlertReply.EVACUATED,
    ]


def test_colour_keys_and_unused_digits_change_nothing(morning: Remote) -> None:
    before = morning.view
    for key in (Key.BLUE, Key.RED, Key.N7, Key.N12, Key.INFO, Key.VOLUME_UP):
        morning.press(key)
    assert morning.view == before
