"""Every plan stands before the checker: random days, pauses, wheelchairs, frozen beginnings."""

from dataclasses import replace

import pytest
from bus_days import ALL_DAY, instances, small_day, village_day
from hypothesis import given, settings
from hypothesis import strategies as st

from city_server.bus.budget import Rounds, Seconds
from city_server.bus.checker import check, driven
from city_server.bus.cordeau import read_day
from city_server.bus.errors import Impossible, Unknown
from city_server.bus.model import Halt, Kind, Load, Pause, Plan, Promise, Request, Vehicle, Window
from city_server.bus.planner import plan_day
from city_server.bus.travel import TravelTimes, fastest


@pytest.mark.parametrize("name", instances())
def test_an_instance_is_planned_and_keeps_every_rule(name: str) -> None:
    day = read_day(instances()[name])
    plan = plan_day(day, Rounds(600), seed=2)
    assert check(day, plan) == ()
    assert plan.unserved == () or name == "own-b2-12", "made by chance, one of ours asks for too much"


def test_the_best_plan_that_is_known_of_an_instance_is_found() -> None:
    best = {"a2-16": 294.248, "b2-16": 309.406, "own-a2-12": 218.417}
    found = [name for name in instances() if name in best]
    assert found
    for name in found:
        day = read_day(instances()[name])
        plan = plan_day(day, Rounds(3000), seed=2)
        assert check(day, plan) == ()
        assert driven(day, plan) == pytest.approx(best[name], abs=2e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 20), st.integers(1, 3))
def test_any_day_of_a_village_gets_a_plan_without_findings(seed: int, requests: int, vehicles: int) -> None:
    day = village_day(seed, requests, vehicles)
    assert check(day, plan_day(day, Rounds(30), seed)) == ()


def test_the_same_seed_gives_the_same_plan_and_another_may_give_another() -> None:
    day = village_day(11, 16)
    assert plan_day(day, Rounds(60), 5) == plan_day(day, Rounds(60), 5)
    assert len({repr(plan_day(village_day(11, 16), Rounds(3), seed)) for seed in range(6)}) > 1


def test_more_search_never_drives_more() -> None:
    day = read_day(instances()["own-b3-24"])
    plans = [plan_day(day, Rounds(rounds), 3) for rounds in (0, 400)]
    costs = [(len(plan.unserved), driven(day, plan)) for plan in plans]
    assert costs[1] < costs[0]


def test_a_clock_ends_the_search() -> None:
    ticks = iter(range(10**6))
    plan = plan_day(village_day(1), Seconds(50, lambda: float(next(ticks))), 1)
    assert check(village_day(1), plan) == ()
    assert next(ticks) == 51, "asked once a round: fifty seconds, one a tick"


def test_who_has_no_bay_is_not_brought_and_who_has_one_is() -> None:
    day = small_day()
    assert plan_day(day, Rounds(50), 1).unserved == ()
    bus = replace(day.vehicles[0], room=Load(9, 0))
    assert plan_day(small_day(vehicles=(bus,)), Rounds(50), 1).unserved == ("second",)


def test_a_window_that_nothing_can_reach_leaves_its_party_unserved() -> None:
    first, second = small_day().requests
    dawn = replace(first, pickup=Halt("c", Window(480, 500)), dropoff=Halt("a", Window(0, 500)))
    assert plan_day(small_day(requests=(dawn, second)), Rounds(20), 1).unserved == ("first",)


def test_nobody_sits_in_the_bus_while_its_driver_rests() -> None:
    bus = replace(small_day().vehicles[0], pauses=(Pause("b", Window(505, 510), 30),))
    day = small_day(vehicles=(bus,))
    plan = plan_day(day, Rounds(50), 1)
    assert check(day, plan) == ()
    assert any(visit.kind is Kind.PAUSE for route in plan.routes for visit in route.visits)


def test_a_vehicle_whose_hours_do_not_allow_its_pause_stays() -> None:
    bus = replace(small_day().vehicles[0], pauses=(Pause("c", Window(715, 716), 30),))
    day = small_day(vehicles=(bus,))
    assert plan_day(day, Rounds(5), 1) == Plan((), ("first", "second"))
    other = replace(small_day().vehicles[0], id="other")
    assert plan_day(small_day(vehicles=(bus, other)), Rounds(5), 1).unserved == ()


def test_a_promise_moves_the_plan_and_a_start_is_never_made_worse() -> None:
    day = village_day(21, 14)
    begun = plan_day(day, Rounds(40), 1)
    later = plan_day(day, Rounds(40), 9, start=begun)
    assert check(day, later) == ()
    assert (len(later.unserved), driven(day, later)) <= (len(begun.unserved), driven(day, begun))
    day = small_day(promises={"first": Promise(Window(510, 515), 560)})
    plan = plan_day(day, Rounds(40), 1)
    assert check(day, plan) == ()
    assert plan.unserved == ()


def _until(plan: Plan, minute: float) -> dict[str, object]:
    """Return the beginnings of routes that lie before a minute."""
    frozen = {}
    for route in plan.routes:
        visits = tuple(visit for visit in route.visits if visit.at <= minute)
        if visits:
            frozen[route.vehicle] = replace(route, visits=visits)
    return {"frozen": frozen}


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(500, 1000))
def test_what_has_begun_stays_while_the_rest_is_planned_anew(seed: int, minute: int) -> None:
    day = village_day(seed, 14)
    plan = plan_day(day, Rounds(20), seed)
    served = {visit.of for route in plan.routes for visit in route.visits if visit.kind is Kind.PICKUP}
    frozen = replace(
        day, requests=tuple(one for one in day.requests if one.id in served), **_until(plan, minute)
    )
    again = plan_day(frozen, Rounds(40), seed + 1, start=replace(plan, unserved=()))
    assert check(frozen, again) == ()
    assert again.unserved == ()


def test_a_matrix_with_a_hole_or_below_zero_is_refused() -> None:
    with pytest.raises(Impossible, match="square"):
        TravelTimes(("a", "b"), ((0, 1), (0,)))
    with pytest.raises(Impossible, match="-1"):
        TravelTimes(("a", "b"), ((0, -1), (1, 0)))
    with pytest.raises(Impossible, match="itself"):
        TravelTimes(("a", "b"), ((2, 1), (1, 0)))
    with pytest.raises(Impossible, match="twice"):
        TravelTimes(("a", "a"), ((0, 1), (1, 0)))
    with pytest.raises(Impossible, match="inf"):
        fastest(["a", "b"], [[0, None], [1, 0]])
    with pytest.raises(Impossible, match="negative"):
        fastest(["a", "b"], [[0, -2], [1, 0]])


def test_a_detour_is_never_a_short_cut() -> None:
    times = fastest(["a", "b", "c"], [[0, 2, 9], [2, 0, 3], [9, 3, 0]])
    assert times.between("a", "c") == 5


def test_a_day_that_names_what_it_has_not_is_refused() -> None:
    with pytest.raises(Unknown, match="nowhere"):
        small_day(vehicles=(Vehicle("bus", Load(1), "nowhere", "depot", ALL_DAY),))
    with pytest.raises(Unknown, match="ghost"):
        small_day(promises={"ghost": Promise(Window(0, 1), 2)})
    with pytest.raises(Impossible, match="one name"):
        small_day(requests=(small_day().requests[0],) * 2)
    with pytest.raises(Impossible, match="nobody"):
        Request("r", Halt("a", ALL_DAY), Halt("b", ALL_DAY), Load(0), 5)
    with pytest.raises(Impossible, match="before it begins"):
        Window(5, 4)
