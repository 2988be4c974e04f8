"""When the box asks by itself: days, midnight, answers, a late start, the night, an untrusted clock."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from box_agent.asking_rules import (
    IN_USE,
    LATEST,
    PATIENCE,
    READ,
    Asked,
    Home,
    Way,
    is_over,
    way,
)
from wire.base import TOKYO

TODAY = date(2026, 11, 24)
HOME = Home(hour=time(9, 0), consent=True, silent=True, away=False, asked_on=None, last_key_at=None)


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (at(8, 59), Way.NOTHING),
        (at(9, 0), Way.TV),
        (at(11, 59), Way.TV),
        (at(12, 0), Way.NOTHING),
        (at(0, 0), Way.NOTHING),
    ],
)
def test_it_is_asked_at_the_households_hour_and_not_much_later(now: datetime, wanted: Way) -> None:
    assert way(HOME, now, trusted=True) is wanted


def test_an_hour_before_morning_waits_for_the_morning() -> None:
    early = replace(HOME, hour=time(5, 0))
    assert way(early, at(5, 30), trusted=True) is Way.NOTHING
    assert way(early, at(7, 0), trusted=True) is Way.TV


@pytest.mark.parametrize("hour", [time(21, 0), time(23, 30)])
def test_an_hour_of_the_night_never_comes(hour: time) -> None:
    late = replace(HOME, hour=hour)
    assert all(way(late, at(hour), trusted=True) is Way.NOTHING for hour in range(24))


def test_an_evening_hour_ends_with_the_night() -> None:
    evening = replace(HOME, hour=time(20, 30))
    assert way(evening, at(20, 45), trusted=True) is Way.TV
    assert way(evening, at(21, 0), trusted=True) is Way.NOTHING


@pytest.mark.parametrize(
    "home",
    [
        replace(HOME, silent=False),
        replace(HOME, away=True),
        replace(HOME, hour=None),
        replace(HOME, asked_on=TODAY),
        replace(HOME, last_key_at=at(9) - timedelta(minutes=1)),
    ],
)
def test_nobody_is_asked_who_answered_is_away_was_asked_today_or_is_there(home: Home) -> None:
    assert way(home, at(9), trusted=True) is Way.NOTHING


def test_the_next_day_it_is_asked_again() -> None:
    asked = replace(HOME, asked_on=TODAY)
    assert way(asked, at(9, 0, TODAY + timedelta(days=1)), trusted=True) is Way.TV


def test_a_clock_nobody_vouches_for_wakes_nobody() -> None:
    assert way(HOME, at(9), trusted=False) is Way.NOTHING
    assert way(replace(HOME, consent=False), at(9), trusted=False) is Way.NOTHING


def test_without_consent_the_lamp_asks_all_day_until_the_night() -> None:
    home = replace(HOME, consent=False)
    assert [hour for hour in range(24) if way(home, at(hour), trusted=True) is Way.LAMP] == list(range(9, 21))
    assert way(replace(home, silent=False), at(10), trusted=True) is Way.NOTHING


HOMES = st.builds(
    Home,
    hour=st.none() | st.times(),
    consent=st.booleans(),
    silent=st.booleans(),
    away=st.booleans(),
    asked_on=st.none() | st.sampled_from([TODAY, TODAY + timedelta(days=1)]),
    last_key_at=st.none(),
)


@given(home=HOMES, minutes=st.integers(0, 3 * 24 * 60), trusted=st.booleans())
def test_never_at_night_never_twice_a_day_never_without_consent(
    home: Home, minutes: int, *, trusted: bool
) -> None:
    now = at(0) + timedelta(minutes=minutes)
    todo = way(home, now, trusted=trusted)
    if todo is not Way.NOTHING:
        assert trusted
        assert home.silent
        assert not home.away
        assert 7 <= now.hour < 21
    if todo is Way.TV:
        assert home.consent
        assert home.asked_on != now.date()
        assert home.hour is not None
        assert now - datetime.combine(now.date(), max(home.hour, time(7)), TOKYO) < LATEST


def test_an_answer_may_be_read_before_the_programme_comes_back() -> None:
    asked = Asked(at(9), answered_at=at(9, 1))
    assert not is_over(asked, HOME, at(9, 1) + READ - timedelta(seconds=1))
    assert is_over(asked, HOME, at(9, 1) + READ)


def test_two_minutes_without_anybody_are_enough() -> None:
    asked = Asked(at(9))
    assert not is_over(asked, HOME, at(9) + PATIENCE - timedelta(seconds=1))
    assert is_over(asked, HOME, at(9) + PATIENCE)


def test_somebody_who_touched_the_remote_gets_two_minutes_more() -> None:
    asked, there = Asked(at(9)), replace(HOME, last_key_at=at(9, 1))
    assert not is_over(asked, there, at(9, 2))
    assert is_over(asked, there, at(9, 3))
    before = replace(HOME, last_key_at=at(9) - IN_USE)
    assert is_over(asked, before, at(9, 2))


def test_a_clock_set_back_ends_it() -> None:
    assert is_over(Asked(at(9)), HOME, at(8))
