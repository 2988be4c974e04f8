"""Days, times and ages in words."""

from datetime import date, datetime, timedelta

import pytest

from kiosk_setup.sample_home import sample
from tvapp.domain import dates
from typeset.words import Words
from wire.base import TOKYO


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load(sample.STRINGS, "ja")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "令和8年 11月22日(日)"),
        (date(2026, 11, 23), "令和8年 11月23日(月・祝)"),
        (date(2019, 5, 1), "令和1年 5月1日(水・祝)"),
        (date(2019, 4, 30), "2019年 4月30日(火・祝)"),
        (date(2027, 1, 1), "令和9年 1月1日(金・祝)"),
    ],
)
def test_a_day_in_full(words: Words, day: date, said: str) -> None:
    assert dates.long_day(day, words) == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (-1, "きのう 11月21日(土)"),
        (0, "きょう 11月22日(日)"),
        (1, "あした 11月23日(月・祝)"),
        (2, "あさって 11月24日(火)"),
        (3, "11月25日(水)"),
    ],
)
def test_near_days_have_names(words: Words, ahead: int, said: str) -> None:
    today = sample.TODAY
    assert dates.full_day(today + timedelta(days=ahead), today, words) == said


def test_without_knowing_today_no_day_is_near(words: Words) -> None:
    assert dates.full_day(sample.TODAY, None, words) == "11月22日(日)"


@pytest.mark.parametrize(
    ("clock", "said"), [("09:10", "9時10分"), ("09:00", "9時"), ("00:05", "0時5分"), ("23:59", "23時59分")]
)
def test_times_of_day(words: Words, clock: str, said: str) -> None:
    assert dates.clock(clock, words) == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (17, 0, "午後5時"),
        (9, 30, "午前9時30分"),
        (12, 0, "午後12時"),
        (12, 30, "午後12時30分"),
        (0, 0, "午前0時"),
        (23, 5, "午後11時5分"),
    ],
)
def test_morning_and_afternoon(words: Words, hour: int, minute: int, said: str) -> None:
    assert dates.half_day(sample.at(hour, minute), words) == said


def test_a_deadline_names_its_day(words: Words) -> None:
    day = sample.at(17, 0, sample.TODAY + timedelta(days=5))
    assert dates.deadline(day, sample.TODAY, words) == "11月27日(金)の 午後5時"


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (sample.at(8, 4), "8時4分の 情報"),
        (sample.at(0, 0), "0時の 情報"),
        (datetime(2026, 11, 21, 18, 40, tzinfo=TOKYO), "きのう 18時の 情報"),
        (datetime(2026, 11, 21, 23, 59, tzinfo=TOKYO), "きのう 23時の 情報"),
        (datetime(2026, 11, 19, 9, 0, tzinfo=TOKYO), "3日前の 情報"),
        (None, "まだ 情報が ありません"),
    ],
)
def test_the_age_of_information(words: Words, as_of: datetime | None, said: str) -> None:
    assert dates.age(as_of, sample.NOW, words, trusted=True) == said


@pytest.mark.parametrize("trusted", [True, False])
def test_information_from_the_future_or_under_an_unknown_time_has_its_date(
    words: Words, *, trusted: bool
) -> None:
    as_of = sample.at(18, 0, date(2026, 12, 1)) if trusted else sample.at(8, 4)
    said = "12月1日(火)の 情報" if trusted else "11月22日(日)の 情報"
    assert dates.age(as_of, sample.NOW, words, trusted=trusted) == said


@pytest.mark.parametrize(
    ("hour", "part"),
    [(3, "evening"), (4, "morning"), (10, "morning"), (11, "day"), (16, "day"), (17, "evening")],
)
def test_the_greeting_goes_with_the_hour(hour: int, part: str) -> None:
    assert dates.daypart(sample.at(hour)) == part
