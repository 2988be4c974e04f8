"""A box that belongs to nobody: its code in groups, and words when there is none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import Enrolment
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.view import EnrolmentView


@pytest.fixture
def new(channel: Channel) -> Remote:
    return Remote(channel, sample.snapshot(Situation.ENROLMENT))


def page(remote: Remote) -> EnrolmentView:
    assert isinstance(remote.view, EnrolmentView), remote.words
    return remote.view


def test_the_code_stands_there_in_groups_with_its_address(new: Remote) -> None:
    assert page(new).code == "BCDF-GHJK"
    assert page(new).lines[0] == "市役所か 設置の人に この番号を つたえてください。"
    assert page(new).qr == "http://192.0.2.10:8080/technician?code=BCDFGHJK"


def test_without_a_code_the_page_says_what_to_look_at(new: Remote) -> None:
    new.city(replace(new.snapshot, enrolment=Enrolment(code=None, city="http://192.0.2.10:8080")))
    assert page(new).code == ""
    assert page(new).qr is None
    assert page(new).lines[0] == "市と つながりません。線が ささっているか 見てください。"


def test_a_code_that_has_run_out_is_not_shown(new: Remote) -> None:
    offer = new.snapshot.enrolment
    assert offer is not None
    new.city(replace(new.snapshot, enrolment=replace(offer, expires_at=new.now + timedelta(minutes=5))))
    assert page(new).code == "BCDF-GHJK"
    new.now += timedelta(minutes=6)
    new.wait(1)
    assert page(new).code == ""


def test_nothing_of_a_household_can_be_opened(new: Remote) -> None:
    new.press(Key.N1, Key.N2, Key.N3)
    assert new.screen == "enrolment"
    new.press(Key.OK)
    assert new.screen == "settings"
    new.press(Key.BACK)
    assert new.screen == "enrolment"
    assert new.said == []


def test_once_enrolled_home_comes_by_itself(new: Remote) -> None:
    new.city(sample.morning())
    assert new.screen == "home"


def test_a_box_taken_from_its_household_shows_nothing_of_it(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("day")
    morning.city(replace(morning.snapshot, enrolment=Enrolment(code=None, city="http://192.0.2.10:8080")))
    assert morning.screen == "enrolment"
    assert "竹田病院" not in morning.words
