"""Instances of Cordeau are read as they are found, and what is not one is refused with its line."""

import pytest

from city_server.bus.cordeau import numbered, orders_of, read_day
from city_server.bus.errors import Unreadable
from city_server.bus.model import Kind, Load, Plan, Route, Visit, Window
from kiosk_setup.bench.dial_a_ride import instance

TWO = """2 2 480 3 30
0 0.0 0.0 0 0 0 480
1 3.0 4.0 3 1 0 1440
2 -1.0 0.0 3 2 100 115
3 0.0 4.0 3 -1 200 215
4 5.0 0.0 3 -2 0 1440
5 0.0 0.0 0 0 0 480
"""


def test_a_file_becomes_a_day() -> None:
    day = read_day(TWO)
    assert [vehicle.id for vehicle in day.vehicles] == ["1", "2"]
    assert day.vehicles[0].room == Load(3)
    assert (day.vehicles[0].hours, day.vehicles[0].longest) == (Window(0, 480), 480)
    first = day.request("1")
    assert (first.pickup.place, first.dropoff.place, first.ride_limit) == ("1", "3", 30)
    assert (first.dropoff.window, first.dropoff.service) == (Window(200, 215), 3)
    assert day.request("2").load == Load(2)
    assert day.travel.between("0", "1") == 5
    assert day.travel.between("1", "3") == 3


def test_a_header_of_stops_and_a_missing_last_depot_say_the_same() -> None:
    day = read_day(TWO)
    assert read_day(TWO.replace("2 2 480", "2 4 480", 1)).requests == day.requests
    without = "\n".join(TWO.splitlines()[:-1])
    assert read_day(without).requests == day.requests
    assert read_day(without).vehicles[0].end == "0"
    assert read_day(without.replace("2 2 480", "2 4 480", 1)).requests == day.requests


def test_routes_are_numbered_as_in_the_file() -> None:
    day = read_day(TWO)
    visits = (Visit(Kind.PICKUP, "2", 100), Visit(Kind.DROPOFF, "2", 110))
    assert numbered(day, Plan((Route("1", 90, visits, 130),))) == [[2, 4]]
    assert orders_of(day, [[2, 4]]) == {"1": [(Kind.PICKUP, "2"), (Kind.DROPOFF, "2")]}
    with pytest.raises(Unreadable, match="3 routes"):
        orders_of(day, [[], [], []])


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        (TWO, "", "empty"),
        ("2 2 480 3 30", "2 2 480 3", "line 1: 4 numbers"),
        ("2 2 480 3 30", "2 7 480 3 30", "line 1: 7 requests"),
        ("2 2 480 3 30", "0 2 480 3 30", "line 1"),
        ("2 2 480 3 30", "2 2.5 480 3 30", "line 1: 2.5"),
        ("3.0 4.0 3 1", "3.0 x 3 1", "line 3: not a number"),
        ("3.0 4.0 3 1", "3.0 nan 3 1", "line 3: not a finite"),
        ("3.0 4.0 3 1", "3.0 4.0 -3 1", "line 3"),
        ("100 115", "115 100", "line 4"),
        ("3 -1 200", "3 1 200", "row 3"),
        ("\n2 -1.0", "\n7 -1.0", "numbered"),
        ("3 -1 200", "3 -1", "line 5: 6 numbers"),
    ],
)
def test_what_is_no_instance_is_refused_with_its_place(was: str, becomes: str, told: str) -> None:
    assert was in TWO
    with pytest.raises(Unreadable, match=told):
        read_day(TWO.replace(was, becomes, 1))


def test_the_recipe_gives_the_same_instance_every_time_and_one_that_can_be_read() -> None:
    assert instance("a", 8, 96, 1) == instance("a", 8, 96, 1) != instance("a", 8, 96, 2)
    day = read_day(instance("b", 8, 96, 1))
    assert (len(day.vehicles), len(day.requests), day.vehicles[0].room) == (8, 96, Load(6))
    assert sum(one.dropoff.window.latest < 1440 for one in day.requests) == 48
    assert all(
        {
            one.pickup.window.latest - one.pickup.window.earliest,
            one.dropoff.window.latest - one.dropoff.window.earliest,
        }
        == {15, 1440}
        for one in day.requests
    )
