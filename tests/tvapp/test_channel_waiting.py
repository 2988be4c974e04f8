"""The waiting picture: it comes after ten quiet minutes, and any key leads back to where one was."""

from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.preferences import Preferences
from offline_cache.snapshot import Line, Snapshot
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.view import WaitingView
from wire.commands import NoticeReceipt

QUIET = 10 * 60


def page(remote: Remote) -> WaitingView:
    assert isinstance(remote.view, WaitingView), remote.words
    return remote.view


def test_it_comes_after_ten_quiet_minutes_and_not_before(morning: Remote) -> None:
    morning.press(Key.N2)
    morning.wait(QUIET - 1)
    assert morning.screen == "notices"
    morning.wait(1)
    assert morning.screen == "waiting"


def test_any_key_leads_back_to_where_one_was_and_does_nothing_else(morning: Remote) -> None:
    for key in (Key.OK, Key.BACK, Key.DOWN, Key.HOME, Key.N1, Key.BLUE, Key.VOLUME_UP):
        morning.press(Key.HOME, Key.N3, Key.DOWN)
        before, said = morning.view.focus, len(morning.answers)
        morning.wait(QUIET)
        assert morning.screen == "waiting", key
        morning.press(key)
        assert (morning.screen, morning.view.focus, len(morning.answers)) == ("bus", before, said), key


def test_it_says_what_one_reads_in_passing_and_nothing_of_a_notice(morning: Remote) -> None:
    morning.wait(QUIET)
    shown = page(morning)
    assert shown.frame.title == "令和8年 11月22日(日)"
    assert shown.weather is not None
    assert shown.news == "新しい お知らせが 2つ あります。"
    for notice in morning.snapshot.notices:
        assert notice.title not in morning.words


def test_a_notice_behind_it_is_not_told_as_shown(channel: Channel) -> None:
    quiet = Remote(channel, replace(sample.morning(), notices=()))
    quiet.press(Key.N2)
    quiet.wait(QUIET)
    quiet.city(replace(quiet.snapshot, notices=sample.morning().notices))
    quiet.wait(5)
    assert quiet.screen == "waiting"
    assert not [body for body in quiet.said if isinstance(body, NoticeReceipt)]
    quiet.press(Key.OK)
    quiet.wait(2)
    assert [body for body in quiet.said if isinstance(body, NoticeReceipt)]


def test_an_alert_takes_the_screen_from_it_and_may_be_answered_at_once(morning: Remote) -> None:
    morning.wait(QUIET)
    morning.city(replace(morning.snapshot, alerts=(sample.alert(4),)))
    assert morning.screen == "alert"
    morning.wait(QUIET * 2)
    assert morning.screen == "alert"
    morning.press(Key.OK)
    assert len(morning.answers) == 1


def test_a_call_for_help_stays_on_the_screen(morning: Remote) -> None:
    morning.press(Key.N1, Key.N4)
    screen = morning.screen
    morning.wait(QUIET * 3)
    assert morning.screen == screen != "waiting"


def test_a_box_of_nobody_keeps_its_code_on_the_screen(channel: Channel) -> None:
    new = Remote(channel, sample.snapshot(Situation.ENROLMENT))
    new.wait(QUIET * 2)
    assert new.screen == "enrolment"


def test_who_does_not_want_it_does_not_get_it(channel: Channel) -> None:
    unwanted = replace(sample.morning(), preferences=Preferences(waiting_picture=False))
    remote = Remote(channel, unwanted)
    remote.wait(QUIET * 2)
    assert remote.screen == "home"


def test_a_clock_that_jumps_back_does_not_keep_it_away_for_ever(morning: Remote) -> None:
    morning.now -= timedelta(days=400)
    morning.wait(QUIET + 1)
    assert morning.screen == "waiting"


def test_the_photos_take_turns_every_ten_minutes(morning: Remote) -> None:
    photos = ("a.jpg", "b.jpg", "c.jpg")
    morning.city(replace(morning.snapshot, photos=photos))
    morning.wait(QUIET)
    seen = []
    for _ in range(3):
        seen.append(page(morning).photo)
        morning.wait(QUIET)
    assert sorted(filter(None, seen)) == sorted(photos)


def test_between_two_minutes_nothing_on_it_changes(morning: Remote) -> None:
    morning.wait(QUIET)
    views = set()
    for _ in range(180):
        morning.wait(1)
        views.add(morning.view)
    assert len(views) == 4, "the clock costs one picture a minute"


def test_without_line_and_time_it_still_stands(channel: Channel) -> None:
    alone = Snapshot(Line(connected=False, as_of=None), clock_trusted=False)
    remote = Remote(channel, alone)
    remote.wait(QUIET)
    assert page(remote).frame.clock == ""
