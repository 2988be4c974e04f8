"""Out and home: two requests that belong together, each answered and cancelled for itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import EnrolledBox

from city_server.city import City
from wire.commands import RideCancel, RideRequest
from wire.content import Aim, Ride, RideState

Enrol = Callable[[str], EnrolledBox]
TOMORROW = date(2026, 11, 23)


@pytest.fixture
def box(enrol: Enrol) -> EnrolledBox:
    return enrol("akai-01")


def _out(**change: Any) -> RideRequest:
    asked: dict[str, Any] = {
        "day": TOMORROW,
        "from_stop": "home-akai",
        "to_stop": "takeda-hospital",
        "leave_at": "09:10",
        "party": 1,
    }
    return RideRequest(**{**asked, **change})


def _home(**change: Any) -> RideRequest:
    way = {"from_stop": "takeda-hospital", "to_stop": "home-akai", "leave_at": "13:40", "homeward": True}
    return _out(**{**way, "trip": "inst-akai-01-1", **change})


def _rides(box: EnrolledBox) -> dict[str, Ride]:
    page = box.city.sync.page(box.speaker, "")
    bodies = [change.body for change in page.changes if change.kind == "ride"]
    rides = [Ride.model_validate(body) for body in bodies]
    return {ride.id: ride for ride in rides}


def _ride(box: EnrolledBox, number: int) -> Ride:
    return _rides(box)[f"inst-{box.speaker.household}-{number}"]


def test_out_and_home_are_answered_each_and_know_of_each_other(box: EnrolledBox) -> None:
    box.say(_out(), 1)
    box.say(_home(), 2)
    out, home = _ride(box, 1), _ride(box, 2)
    assert (out.state, home.state) == (RideState.GIVEN, RideState.GIVEN)
    assert (out.trip, home.trip, home.homeward) == (None, out.id, True)
    assert out.arrive_by is not None
    assert home.board_from is not None
    assert out.arrive_by <= home.board_from
    assert f"{home.board_from:%H:%M}" == "13:58"


def test_the_way_home_waits_for_the_way_out_to_arrive(box: EnrolledBox) -> None:
    box.say(_out(leave_at="12:40"), 1)
    box.say(_home(leave_at="10:20"), 2)
    home = _ride(box, 2)
    assert home.state is RideState.REFUSED
    assert [offer.board_at for offer in home.offers] == ["13:58", "16:38", "16:48"]
    box.say(_home(leave_at="13:58"), 3)
    assert _ride(box, 3).state is RideState.GIVEN


def test_another_way_out_is_fitted_to_the_way_home_that_was_given(box: EnrolledBox, enrol: Enrol) -> None:
    for number, other in enumerate(("akai-02", "akai-03", "akai-04")):
        enrol(other).say(_out(party=4), number + 1)
    box.say(_out(), 1)
    assert _ride(box, 1).state is RideState.REFUSED
    box.say(_home(leave_at="13:58"), 2)
    box.say(_out(leave_at="12:40", trip="inst-akai-01-1"), 3)
    again = _ride(box, 3)
    assert (again.state, again.trip) == (RideState.GIVEN, "inst-akai-01-1")
    box.say(RideCancel(ride=again.id), 4)
    box.say(_out(leave_at="15:30", trip="inst-akai-01-1"), 5)
    late = _ride(box, 5)
    assert late.state is RideState.REFUSED, "it would arrive when the way home has left"
    assert [offer.board_at for offer in late.offers] == ["12:40", "12:01"], "nearest first"


def test_either_is_cancelled_alone(box: EnrolledBox) -> None:
    box.say(_out(), 1)
    box.say(_home(), 2)
    box.say(RideCancel(ride="inst-akai-01-1"), 3)
    assert [ride.state for ride in (_ride(box, 1), _ride(box, 2))] == [
        RideState.CANCELLED,
        RideState.GIVEN,
    ]


def test_a_trip_of_another_household_is_no_trip_of_ones_own(box: EnrolledBox, enrol: Enrol) -> None:
    enrol("akai-02").say(_out(leave_at="12:40"), 1)
    box.say(_home(leave_at="10:20", trip="inst-akai-02-1"), 1)
    home = _ride(box, 1)
    assert (home.state, home.trip) == (RideState.GIVEN, None)


def test_who_must_be_there_by_a_time_gets_a_bus_that_promises_it(box: EnrolledBox) -> None:
    box.say(_out(leave_at=None, arrive_by="10:10"), 1)
    ride = _ride(box, 1)
    assert (ride.state, ride.aim, ride.hoped_for) == (RideState.GIVEN, Aim.ARRIVE, "10:10")
    assert ride.arrive_by is not None
    assert f"{ride.arrive_by:%H:%M}" <= "10:10"
    box.say(_out(leave_at=None, arrive_by="08:30"), 2)
    assert _ride(box, 2).state is RideState.REFUSED


def test_the_second_wheelchair_is_refused_and_another_bus_is_offered(
    city: City, box: EnrolledBox, enrol: Enrol
) -> None:
    enrol("akai-02").say(_out(wheelchair=True), 1)
    box.say(_out(wheelchair=True, party=2), 1)
    refused = _ride(box, 1)
    assert refused.reason == "車いすの 場所が いっぱいです。"
    assert refused.alternatives == ("12:40", "15:30")
    assert refused.offers[0].board_at == "12:40"
    taken = [
        who
        for vehicle in city.manifests.of_day(TOMORROW)
        for run in vehicle.runs
        for call in run.calls
        for who in call.boarding
    ]
    assert [who.wheelchair for who in taken] == [True]


def test_a_day_that_is_full_or_closed_is_answered_with_other_days(box: EnrolledBox) -> None:
    closed = date(2026, 12, 1)
    assert box.say(_out(day=closed), 1).reason == "その日は バスが 休みです。"
    refused = _ride(box, 1)
    assert refused.alternatives == ()
    assert [offer.day for offer in refused.offers] == [date(2026, 12, day) for day in (2, 3, 4)]
    offer = refused.offers[0]
    box.say(_out(day=offer.day, leave_at=offer.board_at, trip="inst-akai-01-1"), 2)
    given = _ride(box, 2)
    assert (given.state, given.trip) == (RideState.GIVEN, "inst-akai-01-1")
