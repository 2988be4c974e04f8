"""Puts requests back into routes: in order at the cheapest place, or first who would regret waiting most."""

import random
from collections.abc import Sequence
from math import inf

from city_server.bus.routes import Line, Lines


def in_order(
    lines: Lines, routes: list[Line], requests: Sequence[int], chance: random.Random, blink: float
) -> list[int]:
    """Give each request in turn its cheapest place, overlooking a place with the chance `blink`.

    Changes `routes`. Returns the requests that found none.
    """
    left, dice = [], chance.random
    for request in requests:
        least, found, vehicle = inf, None, -1
        for number, line in enumerate(routes):
            try:
                way = line.insertions[request]
            except KeyError:
                way = lines.insertion(line, request)
            if way is not None and way[0] < least and (not blink or dice() > blink):
                least, found, vehicle = way[0], way, number
        if found is None:
            left.append(request)
        else:
            routes[vehicle] = lines.taken(routes[vehicle], request, found)
    return left


def by_regret(
    lines: Lines, routes: list[Line], requests: Sequence[int], chance: random.Random, noise: float
) -> list[int]:
    """Give that request its place first whose second best vehicle costs most more (regret-2).

    Costs are up to `noise` higher by chance. Changes `routes`. Returns the requests that found no place.
    """
    table = {request: [_cost(lines, line, request, chance, noise) for line in routes] for request in requests}
    left = []
    while table:
        worst, chosen, least = -inf, -1, inf
        for request, row in table.items():
            first, second = sorted(row)[:2] if len(row) > 1 else (row[0], inf)
            if first == inf:
                left.append(request)
            elif second - first > worst:
                worst, chosen, least = second - first, request, first
        if chosen < 0:
            break
        vehicle = table.pop(chosen).index(least)
        for request in left:
            table.pop(request, None)
        found = lines.insertion(routes[vehicle], chosen)
        if found is not None:
            routes[vehicle] = lines.taken(routes[vehicle], chosen, found)
        for request, row in table.items():
            row[vehicle] = _cost(lines, routes[vehicle], request, chance, noise)
    return sorted(set(left))


def _cost(lines: Lines, line: Line, request: int, chance: random.Random, noise: float) -> float:
    found = line.insertions[request] if request in line.insertions else lines.insertion(line, request)
    if found is None:
        return inf
    return found[0] * (1 + noise * chance.random()) if noise else found[0]
