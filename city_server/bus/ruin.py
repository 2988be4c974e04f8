"""Which requests to take out of their routes, so that they can be put back better."""

import random
from collections.abc import Mapping, Sequence

from city_server.bus.network import Network
from city_server.bus.routes import Line

Taken = dict[int, list[int]]
"""Requests to take out, by the position of their vehicle."""

_TIME_WEIGHT = 0.3
"""Minutes apart in the day, beside minutes of driving apart."""
_LONGEST_STRING = 6


class Ruin:
    """The ways of taking out, over one network. `where` says in which vehicle each request rides now."""

    def __init__(self, net: Network, chance: random.Random) -> None:
        self._net = net
        self._chance = chance
        self._near = relatives(net)

    def strings(self, routes: Sequence[Line], where: Mapping[int, int], seed: int, count: int) -> Taken:
        """Take neighbours in boarding out of the routes nearest to a request (after Christiaens)."""
        chance, left = self._chance, count
        longest = chance.randint(1, _LONGEST_STRING)
        taken: Taken = {}
        for request in (seed, *self._near[seed]):
            vehicle = where.get(request, -1)
            if vehicle < 0 or vehicle in taken:
                continue
            riders = routes[vehicle].requests
            length = min(longest, len(riders), left)
            middle = riders.index(request)
            first = chance.randint(max(0, middle - length + 1), min(middle, len(riders) - length))
            taken[vehicle] = list(riders[first : first + length])
            left -= length
            if left <= 0:
                break
        return taken

    def related(self, where: Mapping[int, int], seed: int, count: int) -> Taken:
        """Take a request out with those most like it in place and time (after Shaw)."""
        near, chance = self._near[seed], self._chance.random
        chosen = {seed}
        tries = 3 * count if near else 0
        while len(chosen) < count and tries:
            tries -= 1
            chosen.add(near[int(len(near) * chance() ** 4)])
        return _by_vehicle(chosen, where)

    def scattered(self, where: Mapping[int, int], count: int) -> Taken:
        """Take requests out anywhere."""
        return _by_vehicle(self._chance.sample(sorted(where), min(count, len(where))), where)

    def costly(self, routes: Sequence[Line], where: Mapping[int, int], count: int) -> Taken:
        """Take out those whose two stops cost the longest detours, by chance not always the worst."""
        detours = sorted(
            ((cost, request) for line in routes for cost, request in _detours(self._net, line)), reverse=True
        )
        chance = self._chance.random
        chosen = {detours[int(len(detours) * chance() ** 4)][1] for _ in range(min(count, len(detours)))}
        return _by_vehicle(chosen, where)

    def vehicle(self, routes: Sequence[Line], where: Mapping[int, int], seed: int) -> Taken:
        """Take everybody out of the vehicle of a request."""
        vehicle = where[seed]
        return {vehicle: list(routes[vehicle].requests)}


def relatives(net: Network) -> list[list[int]]:
    """Return for each request all others, those most like it in place and time first."""
    count, way = net.rides // 2, net.way
    middle = [(net.earliest[2 * one] + net.latest[2 * one + 1]) / 2 for one in range(count)]
    near = []
    for one in range(count):
        boards, alights = 2 * one, 2 * one + 1
        row = []
        for other in range(count):
            if other != one:
                beside = way[boards][2 * other] + way[alights][2 * other + 1]
                behind = 2 * min(way[alights][2 * other], way[2 * other + 1][boards])
                apart = abs(middle[one] - middle[other])
                row.append((min(beside, behind) + _TIME_WEIGHT * apart, other))
        row.sort()
        near.append([other for _, other in row])
    return near


def _by_vehicle(requests: Sequence[int] | set[int], where: Mapping[int, int]) -> Taken:
    taken: Taken = {}
    for request in sorted(requests):
        if request in where:
            taken.setdefault(where[request], []).append(request)
    return taken


def _detours(net: Network, line: Line) -> list[tuple[float, int]]:
    way, nodes = net.way, line.nodes
    at = line.bounds(net).at
    found = []
    for request in line.requests:
        boards, alights = at[2 * request], at[2 * request + 1]
        bend = sum(
            way[nodes[stop - 1]][nodes[stop]]
            + way[nodes[stop]][nodes[stop + 1]]
            - way[nodes[stop - 1]][nodes[stop + 1]]
            for stop in (boards, alights)
        )
        found.append((bend, request))
    return found
