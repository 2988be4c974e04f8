"""The planner: never over a vehicle's seats on any leg, never after the deadline, and why it refuses."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from city_server.domain.other_days import answer
from city_server.domain.planner import Booked, Call, No, Offer, Run, Seat, Why, Wish, plan, promised
from city_server.domain.service_days import ServiceRules
from wire.base import TOKYO
from wire.content import Aim

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


def _run(name: str, start: int, seats: int = 4, stops: str = "abcd", bays: int = 0) -> Run:
    return Run(name, "v", seats, tuple(Call(stop, start + 10 * at) for at, stop in enumerate(stops)), bays)


MORNING, NOON = _run("morning", 9 * 60), _run("noon", 12 * 60)
OFFERED_MORNING, OFFERED_NOON = Offer(DAY, 540, 560), Offer(DAY, 720, 740)
"""From a to c."""


def _wish(**change: object) -> Wish:
    asked = {"day": DAY, "from_stop": "a", "to_stop": "c", "at": 550, "party": 1, **change}
    return Wish(**asked)  # type: ignore[arg-type]


def _plan(wish: Wish, *booked: Booked, now: datetime = EARLY) -> Seat | No:
    return plan(wish, (MORNING, NOON), booked, RULES, now)


def test_the_nearest_run_is_given() -> None:
    assert _plan(_wish(at=550)) == Seat(MORNING, 0, 2)
    assert _plan(_wish(at=700)) == Seat(NOON, 0, 2)


def test_of_two_equally_near_the_earlier_is_given() -> None:
    assert _plan(_wish(at=630)) == Seat(MORNING, 0, 2)


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
    assert _plan(_wish(at=18 * 60)) == No(Why.NOT_NEAR, (OFFERED_NOON, OFFERED_MORNING))


def test_ninety_minutes_are_near_and_one_more_is_not() -> None:
    assert isinstance(_plan(_wish(at=720 + 90)), Seat)
    assert isinstance(_plan(_wish(at=720 + 91)), No)


def test_a_full_run_is_refused_with_times_that_have_seats() -> None:
    full = Booked("morning", 0, 3, 4)
    assert _plan(_wish(at=540), full) == No(Why.FULL, (OFFERED_NOON,))


def test_seats_are_counted_leg_by_leg() -> None:
    before, after = Booked("morning", 0, 1, 4), Booked("morning", 2, 3, 4)
    assert _plan(_wish(from_stop="b", to_stop="c"), before, after) == Seat(MORNING, 1, 2)
    assert _plan(_wish(from_stop="a", to_stop="c", at=540), before).why is Why.FULL  # type: ignore[union-attr]


def test_a_leg_that_is_full_further_on_is_full() -> None:
    assert _plan(_wish(to_stop="d", at=540), Booked("morning", 2, 3, 4)) == No(
        Why.FULL, (Offer(DAY, 720, 750),)
    )


def test_a_party_larger_than_allowed_is_told_to_ring() -> None:
    assert _plan(_wish(party=5)) == No(Why.PARTY)


def test_who_must_be_there_by_a_time_is_there_by_it_even_when_the_bus_runs_late() -> None:
    arriving = {"aim": Aim.ARRIVE}
    assert _plan(_wish(at=750, **arriving)) == Seat(NOON, 0, 2), "there at 740, by 750 as promised"
    assert _plan(_wish(at=749, **arriving)) == No(Why.NOT_NEAR, (OFFERED_NOON, OFFERED_MORNING))
    assert _plan(_wish(at=650, **arriving)) == Seat(MORNING, 0, 2), "eighty minutes early is near"
    assert _plan(_wish(at=661, **arriving)) == No(Why.NOT_NEAR, (OFFERED_NOON, OFFERED_MORNING))


def test_a_wheelchair_takes_a_bay_and_its_company_takes_seats() -> None:
    runs = (_run("lift", 540, seats=2, bays=1),)
    chair = _wish(at=540, party=3, wheelchair=True)
    assert plan(chair, runs, (), RULES, EARLY) == Seat(runs[0], 0, 2)
    assert plan(_wish(at=540, party=3), runs, (), RULES, EARLY) == No(Why.FULL)
    taken = Booked("lift", 0, 3, 1, wheelchair=True)
    assert plan(_wish(at=540, party=2), runs, (taken,), RULES, EARLY) == Seat(runs[0], 0, 2)
    assert plan(_wish(at=540, wheelchair=True), runs, (taken,), RULES, EARLY) == No(Why.NO_BAY)
    before = Booked("lift", 0, 1, 1, wheelchair=True)
    from_b = _wish(at=540, from_stop="b", wheelchair=True)
    assert plan(from_b, runs, (before,), RULES, EARLY) == Seat(runs[0], 1, 2), "a bay is counted leg by leg"


def test_a_vehicle_without_a_bay_takes_no_wheelchair_and_one_that_has_is_offered() -> None:
    runs = (_run("plain", 540), _run("lift", 720, bays=1))
    asked = _wish(at=540, wheelchair=True)
    assert plan(asked, runs, (), RULES, EARLY) == No(Why.NO_BAY, (Offer(DAY, 720, 740),))


def test_the_way_home_is_never_given_before_the_errand_is_done() -> None:
    home = {"homeward": True}
    assert _plan(_wish(at=541, **home)) == No(Why.NOT_NEAR, (OFFERED_MORNING, OFFERED_NOON))
    assert _plan(_wish(at=690, **home)) == Seat(NOON, 0, 2)
    assert _plan(_wish(at=530, not_before=545, **home)) == No(Why.NOT_NEAR, (OFFERED_NOON,))


def test_the_way_out_is_there_before_the_way_home_that_was_given_already() -> None:
    assert _plan(_wish(at=700, not_after=749)) == No(Why.NOT_NEAR, (OFFERED_MORNING,))
    assert _plan(_wish(at=700, not_after=750)) == Seat(NOON, 0, 2)


def test_refused_for_a_whole_day_the_days_after_it_are_offered() -> None:
    full = {DAY: (Booked("morning", 0, 3, 4), Booked("noon", 0, 3, 4))}
    refused = answer(_wish(), (MORNING, NOON), lambda day: full.get(day, ()), RULES, EARLY)
    days = [DAY + timedelta(days=1), DAY + timedelta(days=3), DAY + timedelta(days=4)]
    assert refused == No(Why.FULL, tuple(Offer(day, 540, 560) for day in days)), "the 25th is closed"
    nowhere = answer(_wish(to_stop="atlantis"), (MORNING, NOON), lambda _: (), RULES, EARLY)
    assert nowhere == No(Why.NO_ROUTE)


def test_what_came_too_late_is_offered_the_next_day_that_still_can_be_asked_for() -> None:
    evening = datetime(2026, 11, 22, 18, 0, tzinfo=TOKYO)
    refused = answer(_wish(), (MORNING, NOON), lambda _: (), RULES, evening)
    assert isinstance(refused, No)
    assert refused.why is Why.TOO_LATE
    assert refused.offers[0] == Offer(DAY + timedelta(days=1), 540, 560)


# --- over random books, checked by code that shares nothing with the planner ----------------------

_runs = st.lists(
    st.tuples(
        st.integers(480, 600),
        st.integers(1, 8),
        st.sampled_from(("abcd", "abcdcba", "dcab")),
        st.integers(0, 2),
    ),
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
    st.sampled_from(Aim),
    st.booleans(),
    st.booleans(),
    st.sampled_from((0, 0, 540, 600)),
    st.sampled_from((1440, 1440, 620, 560)),
)
_any_moment = st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 12)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=TOKYO)
)
_moments = st.one_of(st.just(EARLY), st.just(EARLY), _any_moment)
_cancels = st.sampled_from((False, False, False, True))
_steps = st.lists(st.tuples(_wishes, _moments, _cancels), min_size=5, max_size=40)


@settings(deadline=None)
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
            book.append(Booked(answer.run.id, answer.board, answer.alight, wish.party, wish.wheelchair))
        else:
            _check_refused(answer, wish, runs, book, now)
        for kept in books.values():
            _check_seats(runs, kept)


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_a_day_that_everybody_wants_is_filled_and_never_overfilled(seed: int) -> None:
    """Eighty requests and some cancels for two runs of one day, drawn from a seed."""
    chance = random.Random(seed)  # noqa: S311
    runs = tuple(_run(f"r{at}", 540 + 30 * at, chance.randint(3, 8), "abcdcba", at) for at in range(2))
    book: list[Booked] = []
    refused: set[Why] = set()
    chairs_taken = 0
    for _ in range(80):
        start, end = chance.sample("abcd", 2)
        chair = chance.random() < 0.2
        wish = Wish(
            DAY, start, end, chance.randint(500, 640), chance.randint(1, 3), chance.choice(list(Aim)), chair
        )
        if book and chance.random() < 0.2:
            book.pop(chance.randrange(len(book)))
        answer = plan(wish, runs, book, RULES, EARLY)
        if isinstance(answer, Seat):
            _check_given(answer, wish, EARLY)
            book.append(Booked(answer.run.id, answer.board, answer.alight, wish.party, chair))
            chairs_taken += chair
        else:
            _check_refused(answer, wish, runs, book, EARLY)
            refused.add(answer.why)
        _check_seats(runs, book)
    assert Why.FULL in refused, "so many requests must have filled the runs"
    assert chairs_taken, "among so many a wheelchair must have found its bay"


@given(
    st.integers(480, 600),
    st.integers(500, 700),
    st.sampled_from(Aim),
    st.lists(st.integers(480, 720), min_size=1, max_size=4),
)
def test_nobody_boards_the_way_home_before_the_way_out_has_brought_them_there(
    out_at: int, home_at: int, aim: Aim, starts: list[int]
) -> None:
    runs = tuple(_run(f"r{at}", start, 4, "abcdcba") for at, start in enumerate(starts))
    out = plan(_wish(at=out_at, aim=aim), runs, (), RULES, EARLY)
    if isinstance(out, No):
        return
    there = promised(out, RULES)
    home = plan(Wish(DAY, "c", "a", home_at, 1, homeward=True, not_before=there), runs, (), RULES, EARLY)
    if isinstance(home, Seat):
        assert home.leaves >= there
        assert home.leaves >= home_at
    else:
        assert all(offer.leaves >= there for offer in home.offers)


def _check_seats(runs: tuple[Run, ...], book: list[Booked]) -> None:
    """Drive every run minute by minute; count heads on seats, and wheelchairs in bays."""
    for run in runs:
        first, last = run.calls[0].minute, run.calls[-1].minute
        for minute in range(first, last):
            seated = chairs = 0
            for ride in book:
                if ride.run != run.id:
                    continue
                if run.calls[ride.board].minute <= minute < run.calls[ride.alight].minute:
                    chairs += 1 if ride.wheelchair else 0
                    seated += ride.party - 1 if ride.wheelchair else ride.party
            assert seated <= run.seats
            assert chairs <= run.bays


def _check_given(seat: Seat, wish: Wish, now: datetime) -> None:
    assert seat.run.calls[seat.board].stop == wish.from_stop
    assert seat.run.calls[seat.alight].stop == wish.to_stop
    assert seat.leaves < seat.arrives, "the times rise"
    if wish.aim is Aim.ARRIVE:
        assert wish.at - 90 <= seat.arrives + 10 <= wish.at, "never later than asked, ten minutes late or not"
    else:
        assert -90 <= seat.leaves - wish.at <= 90
        assert not wish.homeward or seat.leaves >= wish.at
    assert seat.leaves >= wish.not_before
    assert seat.arrives + 10 <= wish.not_after
    assert now <= datetime(wish.day.year, wish.day.month, wish.day.day, 17, tzinfo=TOKYO) - timedelta(days=1)
    assert wish.day.isoweekday() != 7
    assert wish.day != date(2026, 11, 25)
    assert wish.day - now.date() <= timedelta(days=14)


def _check_refused(no: No, wish: Wish, runs: tuple[Run, ...], book: list[Booked], now: datetime) -> None:
    """Every ride that is offered instead can really be had by asking for its time."""
    assert len(no.offers) <= 3
    assert len({offer.leaves for offer in no.offers}) == len(no.offers)
    for offer in no.offers:
        asked = replace(wish, at=offer.leaves, aim=Aim.LEAVE)
        answer = plan(asked, runs, book, RULES, now)
        assert isinstance(answer, Seat)
        assert (answer.leaves, offer.day) == (offer.leaves, wish.day)
