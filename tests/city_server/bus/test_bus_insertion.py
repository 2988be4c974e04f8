"""The quick way to put a request into a route finds what trying every position would find."""

import random
from itertools import pairwise

import pytest
from bus_days import village_day

from city_server.bus.budget import Rounds
from city_server.bus.cordeau import read_day
from city_server.bus.insertion import inserted
from city_server.bus.model import Day
from city_server.bus.network import GUARD, Network, network
from city_server.bus.routes import Line
from city_server.bus.search import Search
from city_server.bus.times import earliest_times, latest_times
from kiosk_setup.bench.dial_a_ride import instance

DAYS = {
    "a": read_day(instance("a", 2, 16, 5)),
    "b": read_day(instance("b", 2, 16, 5)),
    "village": village_day(3, 14),
}


def _met(day: Day, count: int) -> tuple[Network, list[Line]]:
    """Return routes that a search meets, of all lengths."""
    search = Search(network(day), random.Random(1))  # noqa: S311
    search.add(range(len(day.requests)))
    search.improve(Rounds(40))
    lines = [line for known in search.lines._known for line in known.values() if line is not None]
    random.Random(2).shuffle(lines)  # noqa: S311
    return search.net, lines[:count]


def _best_of_all(net: Network, line: Line, request: int) -> tuple[float, list[float]] | None:
    """Try every pair of positions, each from nothing."""
    nodes, best = line.nodes, None
    for board in range(1, len(nodes)):
        for alight in range(board, len(nodes)):
            longer = (*nodes[:board], 2 * request, *nodes[board:alight], 2 * request + 1, *nodes[alight:])
            room = net.kins[line.kin].room
            fits = all((room := room - net.load[node]) & GUARD == GUARD for node in longer)
            times = earliest_times(net, longer) if fits else None
            if times is not None:
                minutes = sum(net.way[one][other] for one, other in pairwise(longer))
                best = min(best, (minutes, times)) if best else (minutes, times)
    return best


@pytest.mark.parametrize("name", DAYS)
def test_the_cheapest_insertion_is_the_cheapest_of_all_and_its_times_are_exact(name: str) -> None:
    net, lines = _met(DAYS[name], 60)
    found_some = refused_some = 0
    for line in lines:
        for request in range(len(DAYS[name].requests)):
            if 2 * request in line.nodes or not net.possible[request]:
                continue
            quick, slow = inserted(net, line, request), _best_of_all(net, line, request)
            assert (quick is None) == (slow is None)
            if quick is None or slow is None:
                refused_some += 1
                continue
            found_some += 1
            before = sum(net.way[one][other] for one, other in pairwise(line.nodes))
            assert quick[0] == pytest.approx(slow[0] - before, abs=1e-6)
            _, board, alight, times = quick
            longer = list(line.nodes)
            longer[alight:alight] = [2 * request + 1]
            longer[board:board] = [2 * request]
            assert times == pytest.approx(earliest_times(net, tuple(longer)), abs=1e-6)
    assert found_some > 20
    assert refused_some > 20


@pytest.mark.parametrize("name", DAYS)
def test_latest_times_are_the_earliest_of_the_day_run_backwards(name: str) -> None:
    """Between both lies every schedule; a stop begun after its latest would break a rule behind it."""
    net, lines = _met(DAYS[name], 40)
    for line in lines:
        at = {node: number for number, node in enumerate(line.nodes)}
        latest = latest_times(net, line.nodes, at)
        assert all(one <= other + 1e-6 for one, other in zip(line.earliest, latest, strict=True))
        for number, node in enumerate(line.nodes):
            opens = net.earliest[node]
            net.earliest[node] = latest[number] - 1e-6
            assert earliest_times(net, line.nodes) is not None
            net.earliest[node] = latest[number] + 1e-3
            assert earliest_times(net, line.nodes) is None
            net.earliest[node] = opens
