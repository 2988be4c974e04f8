"""The checker finds each broken rule, and nothing in a plan that keeps them all."""

from dataclasses import replace

import pytest
from bus_days import instances, small_day

from city_server.bus.budget import Rounds
from city_server.bus.checker import Fault, check, driven
from city_server.bus.cordeau import numbered, orders_of, read_day
from city_server.bus.model import Day, Halt, Kind, Load, Pause, Plan, Promise, Route, Visit, Window
from city_server.bus.planner import plan_day
from city_server.bus.timetable import timed

UP_FIRST, UP_SECOND = Visit(Kind.PICKUP, "first", 500), Visit(Kind.PICKUP, "second", 512)
DOWN_FIRST, DOWN_SECOND = Visit(Kind.DROPOFF, "first", 524), Visit(Kind.DROPOFF, "second", 526)
GOOD = Route("bus", 490, (UP_FIRST, UP_SECOND, DOWN_FIRST, DOWN_SECOND), 558)


def _faults(plan: Plan, day: Day | None = None) -> set[Fault]:
    return {finding.fault for finding in check(day or small_day(), plan)}


def _with(*visits: Visit, **change: float) -> Plan:
    return Plan((replace(GOOD, visits=visits or GOOD.visits, **change),))


def _late(visits: tuple[Visit, ...], start: int, minutes: float) -> tuple[Visit, ...]:
    return (*visits[:start], *(replace(visit, at=visit.at + minutes) for visit in visits[start:]))


def test_a_plan_that_keeps_every_rule_has_no_findings() -> None:
    assert check(small_day(), Plan((GOOD,))) == ()
    assert driven(small_day(), Plan((GOOD,))) == 60


def test_nobody_need_be_brought_and_nobody_is_forgotten() -> None:
    assert _faults(Plan((), ("first", "second"))) == set()
    assert _faults(Plan((), ("first",))) == {Fault.FORGOTTEN}
    assert _faults(Plan((GOOD,), ("first",))) == {Fault.TWICE}


def test_strangers_are_found() -> None:
    assert _faults(Plan((replace(GOOD, vehicle="ghost"),))) == {Fault.UNKNOWN}
    assert _faults(_with(*GOOD.visits, Visit(Kind.PICKUP, "ghost", 540))) == {Fault.UNKNOWN}
    assert _faults(_with(*GOOD.visits, Visit(Kind.PAUSE, "0", 540))) == {Fault.UNKNOWN}


def test_a_vehicle_is_in_one_place() -> None:
    assert Fault.TWICE in _faults(Plan((GOOD, GOOD)))


def test_who_boards_alights_after_it_and_from_the_same_vehicle() -> None:
    assert Fault.PAIRING in _faults(_with(UP_FIRST, UP_SECOND, DOWN_FIRST))
    swapped = (replace(DOWN_FIRST, at=500), replace(UP_FIRST, at=530))
    assert Fault.PAIRING in _faults(_with(*swapped, UP_SECOND, DOWN_SECOND))
    assert Fault.PAIRING in _faults(_with(UP_FIRST, UP_SECOND, DOWN_FIRST, replace(DOWN_SECOND, of="first")))


def test_a_window_is_kept_to_the_minute_on_both_sides() -> None:
    early = (replace(UP_FIRST, at=499.99), *GOOD.visits[1:])
    assert _faults(_with(*early, leaves=489)) == {Fault.WINDOW}
    assert _faults(_with(*_late(GOOD.visits, 0, 15), back=573)) == set()
    assert _faults(_with(*_late(GOOD.visits, 0, 15.01), back=574)) == {Fault.WINDOW}


def test_no_way_is_driven_faster_than_it_takes() -> None:
    assert _faults(_with(leaves=490.01)) == {Fault.TRAVEL}
    assert _faults(_with(back=557.9)) == {Fault.TRAVEL}
    assert Fault.TRAVEL in _faults(_with(UP_FIRST, replace(UP_SECOND, at=511.9), DOWN_FIRST, DOWN_SECOND))


def test_a_ride_is_counted_from_the_end_of_boarding_to_the_beginning_of_alighting() -> None:
    at_the_limit = _late(GOOD.visits, 2, 18)
    assert at_the_limit[2].at - (UP_FIRST.at + 2) == 40
    assert _faults(_with(*at_the_limit, back=576)) == set()
    assert _faults(_with(*_late(GOOD.visits, 2, 18.01), back=577)) == {Fault.RIDE_LIMIT}


def test_seats_and_bays_are_two_things() -> None:
    first, second = small_day().requests
    assert _faults(Plan((GOOD,)), small_day(requests=(first, replace(second, load=Load(2))))) == {Fault.SEATS}
    chairs = (replace(first, load=Load(0, 1)), second)
    assert _faults(Plan((GOOD,)), small_day(requests=chairs)) == {Fault.BAYS}


def test_hours_and_the_longest_route_are_kept() -> None:
    assert _faults(_with(leaves=479)) == {Fault.HOURS}
    assert _faults(_with(back=721)) == {Fault.HOURS, Fault.LONGEST}
    assert _faults(_with(back=690)) == set()
    assert _faults(_with(back=690.01)) == {Fault.LONGEST}


def test_a_pause_is_taken_with_nobody_on_board() -> None:
    bus = replace(small_day().vehicles[0], pauses=(Pause("c", Window(500, 600), 10),))
    day = small_day(vehicles=(bus,))
    assert _faults(Plan((GOOD,)), day) == {Fault.PAUSE}
    rests = Visit(Kind.PAUSE, "0", 528)
    assert _faults(_with(*GOOD.visits, rests, back=570), day) == set()
    within = (*GOOD.visits[:3], replace(rests, at=526), replace(DOWN_SECOND, at=536))
    assert _faults(_with(*within, back=570), day) == {Fault.PAUSE}
    assert Fault.WINDOW in _faults(_with(*GOOD.visits, replace(rests, at=601), back=650), day)


def test_a_promise_is_kept_never_early_and_never_later() -> None:
    for promise, kept in (
        (Promise(Window(500, 515), 524), True),
        (Promise(Window(501, 515), 524), False),
        (Promise(Window(485, 499), 524), False),
        (Promise(Window(500, 515), 523), False),
    ):
        found = _faults(Plan((GOOD,)), small_day(promises={"first": promise}))
        assert found == (set() if kept else {Fault.PROMISE})
    day = small_day(promises={"first": Promise(Window(500, 515), 524)})
    assert _faults(Plan((), ("first", "second")), day) == {Fault.PROMISE}


def test_what_is_frozen_stays_as_it_is() -> None:
    frozen = {"bus": Route("bus", 490, (UP_FIRST, UP_SECOND), 0)}
    assert _faults(Plan((GOOD,)), small_day(frozen=frozen)) == set()
    later = _late(GOOD.visits, 1, 1)
    assert _faults(_with(*later, back=560), small_day(frozen=frozen)) == {Fault.FROZEN}
    assert Fault.FROZEN in _faults(Plan((), ("first", "second")), small_day(frozen=frozen))


def test_nobody_sets_out_before_now_for_what_is_not_frozen() -> None:
    assert _faults(Plan((GOOD,)), small_day(now=490)) == set()
    assert _faults(Plan((GOOD,)), small_day(now=490.1)) == {Fault.PAST}
    frozen = {"bus": Route("bus", 490, (UP_FIRST,), 0)}
    assert _faults(Plan((GOOD,)), small_day(frozen=frozen, now=502)) == set()
    assert _faults(Plan((GOOD,)), small_day(frozen=frozen, now=502.1)) == {Fault.PAST}


def test_an_order_gets_the_earliest_times_that_keep_the_ride_limits() -> None:
    first, second = small_day().requests
    waits = replace(second, dropoff=Halt("c", Window(560, 600), 2))
    day = small_day(requests=(replace(first, ride_limit=47), waits))
    order = [
        (Kind.PICKUP, "first"),
        (Kind.PICKUP, "second"),
        (Kind.DROPOFF, "second"),
        (Kind.DROPOFF, "first"),
    ]
    plan = timed(day, {"bus": order})
    assert check(day, plan) == ()
    assert [visit.at for visit in plan.routes[0].visits] == [513, 528, 560, 562], (
        "boarded late, not ridden long"
    )


@pytest.mark.parametrize("name", instances())
def test_a_plan_that_ignores_the_ride_limit_is_rejected_however_cheap_it_is(name: str) -> None:
    day = read_day(instances()[name])
    endless = replace(day, requests=tuple(replace(one, ride_limit=1e6) for one in day.requests))
    wrong = plan_day(endless, Rounds(1500), seed=1)
    assert check(endless, wrong) == ()
    right = plan_day(day, Rounds(1500), seed=1)
    assert check(day, right) == ()
    assert driven(day, wrong) < driven(day, right), "it must be tempting, or this proves nothing"
    again = timed(day, orders_of(day, numbered(day, wrong)))
    assert {finding.fault for finding in check(day, again)} == {Fault.RIDE_LIMIT}
