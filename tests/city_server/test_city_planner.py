"""The planner: never over a vehicle's seats on any leg, never after the deadline, and why it refuses."""

import random
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from city_server.domain.planner import Booked, Call, No, Run, Seat, Why, Wish, plan
from city_server.domain.service_days import ServiceRules
from wire.base import TOKYO

DAY = date(2026, 11, 23)
EARLY = datetime(2026, 11, 22, 8, 5, tzinfo=TOKYO)
RULES = ServiceRules(
    deadline_time=time(17, 0),
    deadline_days_before=1,
    weekdays=frozenset({0, 1, 2, 3, 4, 5}),
    closed={date(2026, 11, 25): "点検"},
    weekday_closed_because="日曜",
    days_ahead=14,
    near_minutes=90,
    window_minutes=10,
    max_party=4,
)


def _run(name: str, start: int, seats: int = 4, stops: str = "abcd") -> Run:
    return Run(name, "v", seats, tuple(Call(stop, start + 10 * at) for at, stop in enumerate(stops)))


MORNING, NOON = _run("morning", 9 * 60), _run("noon", 12 * 60)


def _wish(**change: object) -> Wish:
    asked = {"day": DAY, "from_stop": "a", "to_stop": "c", "leave_at": 550, "party": 1, **change}
    return Wish(**asked)  # type: ignore[arg-type]


def _plan(wish: Wish, *booked: Booked, now: datetime = EARLY) -> Seat | No:
    return plan(wish, (MORNING, NOON), booked, RULES, now)


def test_the_nearest_run_is_given() -> None:
    assert _plan(_wish(leave_at=550)) == Seat(MORNING, 0, 2)
    assert _plan(_wish(leave_at=700)) == Seat(NOON, 0, 2)


def test_of_two_equally_near_the_earlier_is_given() -> None:
    assert _plan(_wish(leave_at=630)) == Seat(MORNING, 0, 2)


def test_the_last_moment_of_the_deadline_still_counts_and_the_next_does_not() -> None:
    last = datetime(2026, 11, 22, 17, 0, tzinfo=TOKYO)
    assert isinstance(_plan(_wish(), now=last), Seat)
    assert _plan(_wish(), now=last + timedelta(microseconds=1)) == No(Why.TOO_LATE)


def test_today_and_the_past_are_too_late_whatever_the_deadline_says() -> None:
    assert _plan(_wish(day=EARLY.date())) == No(Why.TOO_LATE)
    assert _plan(_wish(day=date(2020, 1, 1))) == No(Why.TOO_LATE)


def test_days_without_service_say_so() -> None:
    assert _plan(_wish(day=date(2026, 11, 25))) == No(Why.CLOSED)
    assert _plan(_wish(day=date(2026, 11, 29))) == No(Why.CLOSED), "a Sunday"
    assert _plan(_wish(day=date(2026, 12, 6))) == No(Why.CLOSED), "the fourteenth day"
    assert _plan(_wish(day=date(2026, 12, 7))) == No(Why.TOO_EARLY)


def test_a_way_that_no_run_takes_is_refused() -> None:
    assert _plan(_wish(from_stop="c", to_stop="a")) == No(Why.NO_ROUTE)
    assert _plan(_wish(from_stop="a", to_stop="a")) == No(Why.NO_ROUTE)
    assert _plan(_wish(to_stop="atlantis")) == No(Why.NO_ROUTE)


def test_a_time_far_from_every_run_is_refused_with_those_that_are() -> None:
    assert _plan(_wish(leave_at=18 * 60)) == No(Why.NOT_NEAR, (540, 720))


def test_ninety_minutes_are_near_and_one_more_is_not() -> None:
    assert isinstance(_plan(_wish(leave_at=720 + 90)), Seat)
    assert isinstance(_plan(_wish(leave_at=720 + 91)), No)


def test_a_full_run_is_refused_with_times_that_have_seats() -> None:
    full = Booked("morning", 0, 3, 4)
    assert _plan(_wish(leave_at=540), full) == No(Why.FULL, (720,))


def test_seats_are_counted_leg_by_leg() -> None:
    before, after = Booked("morning", 0, 1, 4), Booked("morning", 2, 3, 4)
    assert _plan(_wish(from_stop="b", to_stop="c"), before, after) == Seat(MORNING, 1, 2)
    assert _plan(_wish(from_stop="a", to_stop="c", leave_at=540), before).why is Why.FULL  # type: ignore[union-attr]


def test_a_leg_that_is_full_further_on_is_full() -> None:
    assert _plan(_wish(to_stop="d", leave_at=540), Booked("morning", 2, 3, 4)) == No(Why.FULL, (720,))


def test_a_party_larger_than_allowed_is_told_to_ring() -> None:
    assert _plan(_wish(party=5)) == No(Why.PARTY)


# --- over random books, checked by code that shares nothing with the planner ----------------------

_runs = st.lists(
    st.tuples(st.integers(480, 600), st.integers(1, 8), st.sampled_from(("abcd", "abcdcba", "dcab"))),
    min_size=1,
    max_size=2,
).map(lambda drawn: tuple(_run(f"r{at}", *one) for at, one in enumerate(drawn)))
_usual_day = st.just(DAY)
_any_day = st.dates(DAY - timedelta(days=2), DAY + timedelta(days=20))
_wishes = st.builds(
    Wish,
    st.one_of(_usual_day, _usual_day, _usual_day, _any_day),
    st.sampled_from("abc"),
    st.sampled_from("bcd"),
    st.integers(480, 660),
    st.integers(1, 5),
)
_any_moment = st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 12)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=TOKYO)
)
_moments = st.one_of(st.just(EARLY), st.just(EARLY), _any_moment)
_cancels = st.sampled_from((False, False, False, True))
_steps = st.lists(st.tuples(_wishes, _moments, _cancels), min_size=5, max_size=40)


@given(_runs, _steps)
def test_no_book_ever_breaks_the_rules(
    runs: tuple[Run, ...], steps: list[tuple[Wish, datetime, bool]]
) -> None:
    """Ask and cancel at random; after every step each vehicle is checked seat by seat."""
    books: dict[date, list[Booked]] = {}
    for wish, now, cancel in steps:
        book = books.setdefault(wish.day, [])
        if cancel and book:
            book.pop(0)
        answer = plan(wish, runs, book, RULES, now)
        if isinstance(answer, Seat):
            _check_given(answer, wish, now)
            book.append(Booked(answer.run.id, answer.board, answer.alight, wish.party))
        else:
            _check_refused(answer, wish, runs, book, now)
        for kept in books.values():
            _check_seats(runs, kept)


@given(st.integers(0, 2**32))
def test_a_day_that_everybody_wants_is_filled_and_never_overfilled(seed: int) -> None:
    """Eighty requests and some cancels for two runs of one day, drawn from a seed."""
    chance = random.Random(seed)  # noqa: S311
    runs = tuple(_run(f"r{at}", 540 + 30 * at, chance.randint(3, 8), "abcdcba") for at in range(2))
    book: list[Booked] = []
    full = 0
    for _ in range(80):
        start, end = chance.sample("abcd", 2)
        wish = Wish(DAY, start, end, chance.randint(500, 640), chance.randint(1, 3))
        if book and chance.random() < 0.2:
            book.pop(chance.randrange(len(book)))
        answer = plan(wish, runs, book, RULES, EARLY)
        if isinstance(answer, Seat):
            _check_given(answer, wish, EARLY)
            book.append(Booked(answer.run.id, answer.board, answer.alight, wish.party))
        else:
            _check_refused(answer, wish, runs, book, EARLY)
            full += answer.why is Why.FULL
        _check_seats(runs, book)
    assert full, "so many requests must have filled the runs"


def _check_seats(runs: tuple[Run, ...], book: list[Booked]) -> None:
    """Drive every run minute by minute and count heads."""
    for run in runs:
        first, last = run.calls[0].minute, run.calls[-1].minute
        for minute in range(first, last):
            heads = 0
            for ride in book:
                if ride.run == run.id:
                    on = run.calls[ride.board].minute
                    off = run.calls[ride.alight].minute
                    heads += ride.party if on <= minute < off else 0
            assert heads <= run.seats


def _check_given(seat: Seat, wish: Wish, now: datetime) -> None:
    assert seat.run.calls[seat.board].stop == wish.from_stop
    assert seat.run.calls[seat.alight].stop == wish.to_stop
    assert seat.leaves < seat.arrives, "the times rise"
    assert -90 <= seat.leaves - wish.leave_at <= 90
    assert now <= datetime(wish.day.year, wish.day.month, wish.day.day, 17, tzinfo=TOKYO) - timedelta(days=1)
    assert wish.day.isoweekday() != 7
    assert wish.day != date(2026, 11, 25)
    assert wish.day - now.date() <= timedelta(days=14)


def _check_refused(no: No, wish: Wish, runs: tuple[Run, ...], book: list[Booked], now: datetime) -> None:
    """Every time that is offered instead can really be had, and they rise."""
    assert len(no.alternatives) <= 3
    assert list(no.alternatives) == sorted(set(no.alternatives))
    for minute in no.alternatives:
        asked = Wish(wish.day, wish.from_stop, wish.to_stop, minute, wish.party)
        answer = plan(asked, runs, book, RULES, now)
        assert isinstance(answer, Seat)
        assert answer.leaves == minute
