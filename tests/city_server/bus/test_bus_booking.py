"""The book of a day: every answer is kept, whatever is booked, cancelled and planned anew."""

import random
from dataclasses import replace

import pytest
from bus_days import ALL_DAY, valley
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from city_server.bus.answers import answer
from city_server.bus.book import Asked, Book, Offer, Refusal, Terms, Why
from city_server.bus.booking import cancel, confirm, improve, pass_time
from city_server.bus.budget import Rounds
from city_server.bus.checker import check, driven
from city_server.bus.errors import Gone, Unknown
from city_server.bus.model import Day, Kind, Load, Pause, Promise, Vehicle, Window
from city_server.bus.travel import TravelTimes
from wire.content import Aim

ROW = TravelTimes(
    ("depot", "a", "b", "c"),
    tuple(tuple(10.0 * abs(one - other) for other in range(4)) for one in range(4)),
)
BUS = Vehicle("bus", Load(2, 1), "depot", "depot", ALL_DAY)


def _book(*vehicles: Vehicle) -> Book:
    return Book(Day(ROW, vehicles or (BUS,), ()))


def _asked(name: str = "r", **change: object) -> Asked:
    wish = {"id": name, "start": "a", "end": "c", "at": 600.0, "load": Load(1), **change}
    return Asked(**wish)  # type: ignore[arg-type]


def _given(book: Book, asked: Asked) -> Book:
    offer = answer(book, asked)
    assert isinstance(offer, Offer)
    return confirm(book, offer)


def _refused(book: Book, asked: Asked) -> Refusal:
    refusal = answer(book, asked)
    assert isinstance(refusal, Refusal)
    return refusal


def _at(book: Book, name: str, kind: Kind) -> float:
    return next(
        visit.at
        for route in book.plan.routes
        for visit in route.visits
        if (visit.kind, visit.of) == (kind, name)
    )


def test_who_wants_to_leave_at_ten_is_offered_ten_and_never_earlier() -> None:
    offer = answer(_book(), _asked(at=600))
    assert isinstance(offer, Offer)
    assert (offer.vehicle, offer.promise) == ("bus", Promise(Window(600, 615), 636))


def test_who_has_to_be_there_by_ten_is_promised_that_and_not_a_minute_later() -> None:
    offer = answer(_book(), _asked(at=600, aim=Aim.ARRIVE))
    assert isinstance(offer, Offer)
    assert offer.promise.arrive_by == 600
    assert offer.promise.board.earliest + 20 <= 600


def test_an_offer_binds_only_once_it_is_confirmed() -> None:
    book = _book()
    offer = answer(book, _asked())
    assert isinstance(offer, Offer)
    assert (book.day.requests, book.plan.routes) == ((), ())
    book = confirm(book, offer)
    assert book.day.promises == {"r": offer.promise}
    assert check(book.day, book.plan) == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"end": "atlantis"}, Why.NO_PLACE),
        ({"end": "a"}, Why.NO_PLACE),
        ({"load": Load(3)}, Why.PARTY),
        ({"load": Load(0, 2)}, Why.PARTY),
        ({"at": 300.0}, Why.CLOSED),
        ({"at": 1015.0}, Why.CLOSED),
    ],
)
def test_what_no_bus_can_do_is_refused_with_its_reason(change: dict[str, object], why: Why) -> None:
    assert _refused(_book(), _asked(**change)).why is why


def test_a_full_bus_is_refused_with_rides_near_that_are_given_when_asked_for() -> None:
    book = _given(_book(), _asked("one", load=Load(2)))
    refusal = _refused(book, _asked("two", start="c", end="depot"))
    assert refusal.why is Why.FULL
    assert 1 <= len(refusal.alternatives) <= 3
    assert len({offer.promise for offer in refusal.alternatives}) == len(refusal.alternatives)
    for offer in refusal.alternatives:
        assert abs(offer.asked.at - 600) <= 60
        given = confirm(book, offer)
        assert check(given.day, given.plan) == ()
        assert given.day.promises == {**book.day.promises, "two": offer.promise}


def test_a_second_wheelchair_is_told_that_the_bay_is_taken() -> None:
    chair = {"load": Load(0, 1), "at": 600.0}
    book = _given(_book(), _asked("one", **chair))
    assert _refused(book, _asked("two", **chair)).why is Why.NO_BAY
    assert isinstance(answer(book, _asked("three", at=600.0)), Offer), "seats are left"


def test_a_time_that_has_passed_is_past() -> None:
    book = pass_time(_book(), 700)
    assert _refused(book, _asked(at=600)).why is Why.PAST
    offer = answer(book, _asked(at=705))
    assert isinstance(offer, Offer)
    assert offer.promise.board.earliest >= 710, "the bus has to come from the depot first"


def test_an_offer_is_gone_when_somebody_was_faster() -> None:
    book = _book()
    offers = [
        answer(book, _asked(name, load=Load(2), start=start)) for name, start in (("one", "a"), ("two", "b"))
    ]
    first, second = (offer for offer in offers if isinstance(offer, Offer))
    book = confirm(book, first)
    with pytest.raises(Gone, match="no room"):
        confirm(book, replace(second, promise=Promise(Window(600, 600), 612)))
    with pytest.raises(Gone, match="already"):
        confirm(book, first)


def test_searching_for_room_moves_others_only_within_their_promises() -> None:
    book = Book(Day(ROW, (BUS,), ()), terms=Terms(near=0))
    book = _given(book, _asked("one", start="b", end="c", at=620))
    asked = _asked("two", start="a", end="b", at=615)
    offer = answer(book, asked, Rounds(200), seed=1)
    assert isinstance(offer, Offer)
    book = confirm(book, offer)
    assert check(book.day, book.plan) == ()


def test_a_cancelled_ride_leaves_its_room_and_one_that_has_begun_cannot_be_cancelled() -> None:
    book = _given(_book(), _asked("one", load=Load(2)))
    assert isinstance(answer(cancel(book, "one"), _asked("two", load=Load(2))), Offer)
    with pytest.raises(Unknown):
        cancel(book, "nobody")
    cancel(pass_time(book, 589.9), "one")
    with pytest.raises(Gone):
        cancel(pass_time(book, 590), "one")


def test_a_vehicle_that_has_set_out_still_takes_others_along() -> None:
    book = pass_time(_given(_book(), _asked("one")), 595)
    assert [visit.of for visit in book.day.frozen["bus"].visits] == ["one"]
    book = _given(book, _asked("two", start="b", end="c", at=612.0))
    assert _at(book, "two", Kind.PICKUP) < _at(book, "one", Kind.DROPOFF)
    assert check(book.day, book.plan) == ()


def test_improving_drives_less_and_breaks_nothing() -> None:
    far = replace(BUS, id="other")
    book = _book(BUS, far)
    for name, start, end, at in (("one", "a", "c", 600), ("two", "c", "a", 640), ("three", "a", "c", 615)):
        book = _given(book, _asked(name, start=start, end=end, at=float(at)))
    better = improve(book, Rounds(200), 1)
    assert check(better.day, better.plan) == ()
    assert driven(better.day, better.plan) <= driven(book.day, book.plan)
    assert better.day.promises == book.day.promises


class VillageDay(RuleBasedStateMachine):
    """People ask and cancel, time passes, the desk plans anew; this test itself notes what was promised."""

    @initialize(seed=st.integers(0, 10**6), vehicles=st.integers(1, 3))
    def opens(self, seed: int, vehicles: int) -> None:
        travel = valley(8, random.Random(seed))  # noqa: S311
        home = travel.places[0]
        pause = Pause(home, Window(690, 780), 45)
        fleet = tuple(
            Vehicle(f"bus{one}", Load(2 + one, one % 2), home, home, ALL_DAY, pauses=(pause,) * (one == 0))
            for one in range(vehicles)
        )
        self.book = Book(Day(travel, fleet, ()))
        self.promised: dict[str, Promise] = {}
        self.asked = 0

    @rule(
        way=st.permutations(range(8)),
        at=st.integers(480, 1000),
        aim=st.sampled_from(Aim),
        load=st.sampled_from([Load(1), Load(1), Load(2), Load(4), Load(0, 1), Load(1, 1)]),
        search=st.sampled_from([0, 5]),
        takes=st.integers(0, 3),
    )
    def asks(self, *, way: list[int], at: int, aim: Aim, load: Load, search: int, takes: int) -> None:
        self.asked += 1
        places = self.book.day.travel.places
        asked = Asked(f"r{self.asked}", places[way[0]], places[way[1]], float(at), load, aim)
        said = answer(self.book, asked, Rounds(search) if search else None, seed=at)
        offers = [said, said] if isinstance(said, Offer) else list(said.alternatives)
        if isinstance(said, Offer):
            self._is_as_asked(said)
        if takes < len(offers):
            offer = offers[takes]
            self.book = confirm(self.book, offer)
            self.promised[asked.id] = offer.promise

    def _is_as_asked(self, offer: Offer) -> None:
        asked, board = offer.asked, offer.promise.board
        assert board.latest - board.earliest <= 15
        if asked.aim is Aim.LEAVE:
            assert asked.at <= board.earliest <= asked.at + 15
        else:
            assert offer.promise.arrive_by <= asked.at

    @precondition(lambda self: self.promised)
    @rule(which=st.integers(0, 100))
    def cancels(self, which: int) -> None:
        name = sorted(self.promised)[which % len(self.promised)]
        begun = {visit.of for route in self.book.day.frozen.values() for visit in route.visits}
        if name in begun:
            with pytest.raises(Gone):
                cancel(self.book, name)
        else:
            self.book = cancel(self.book, name)
            del self.promised[name]

    @rule(seed=st.integers(0, 1000))
    def plans_anew(self, seed: int) -> None:
        before = driven(self.book.day, self.book.plan)
        self.book = improve(self.book, Rounds(8), seed)
        assert driven(self.book.day, self.book.plan) <= before + 1e-6

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes: int) -> None:
        now = max(self.book.day.now, 470.0) + minutes
        self.book = pass_time(self.book, now)
        assert self.book.day.now == now

    @invariant()
    def nothing_is_wrong(self) -> None:
        if not hasattr(self, "book"):
            return
        day = replace(self.book.day, promises=self.promised)
        assert check(day, self.book.plan) == ()
        assert {one.id for one in day.requests} == set(self.promised)
        assert self.book.plan.unserved == ()


VillageDay.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestVillageDay = VillageDay.TestCase
