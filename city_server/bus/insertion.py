"""The cheapest way to take a request along: quick tests for every position, the exact one for the best."""

# ruff: noqa: PLR1730 - a call of max() costs more than everything around it, in the hottest loops there are

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Protocol

from city_server.bus.network import GUARD, Network
from city_server.bus.times import times_after_insertion

Insertion = tuple[float, int, int, list[float]]
"""Minutes added; before which node of the route to board and to alight; the earliest times afterwards."""


class Stretch(Protocol):
    """How far a route may be stretched, by node: see `routes.Bounds`."""

    at: dict[int, int]
    latest: list[float]
    room: list[int]
    detour: list[float]


class Driven(Protocol):
    """A route that can be driven: see `routes.Line`."""

    kin: int
    nodes: tuple[int, ...]
    earliest: list[float]

    def bounds(self, net: Network) -> Stretch: ...


def inserted(net: Network, line: Driven, request: int) -> Insertion | None:
    """Return the cheapest way to take a request along, or None when there is none."""
    if not net.possible[request]:
        return None
    ways = positions(net, line, request)
    if len(ways) > 1:
        ways.sort()
    pickup = 2 * request
    nodes, old = line.nodes, line.earliest
    at: Mapping[int, int] = line.bounds(net).at
    opens = net.earliest
    for minutes, board, alight in ways:
        longer = (*nodes[:board], pickup, *nodes[board:alight], pickup + 1, *nodes[alight:])
        start = [*old[:board], opens[pickup], *old[board:alight], opens[pickup + 1], *old[alight:]]
        times = times_after_insertion(net, longer, start, at, (board, alight + 1))
        if times is not None:
            return minutes - net.service[pickup] - net.service[pickup + 1], board, alight, times
    return None


def positions(  # noqa: C901, PLR0912 - one loop over positions; in parts it takes twice the time
    net: Network, line: Driven, request: int
) -> list[tuple[float, int, int]]:
    """Return where a request may board and alight: (minutes added, before which node, before which node).

    The minutes count its own service too. Passes whatever times, room and the rides of those on board do not
    forbid outright.
    """
    pickup, drop = 2 * request, 2 * request + 1
    nodes, early, bounds = line.nodes, line.earliest, line.bounds(net)
    late, room, detour = bounds.latest, bounds.room, bounds.detour
    leg, needs, longest = net.leg, net.load[pickup], net.ride[drop]
    from_pickup, from_drop = leg[pickup], leg[drop]
    opens_pickup, closes_pickup = net.earliest[pickup], net.latest[pickup]
    opens_drop, closes_drop = net.earliest[drop], net.latest[drop]
    found: list[tuple[float, int, int]] = []
    first = max(bisect_left(late, opens_pickup), net.kins[line.kin].fixed + 1)
    for board in range(first, min(bisect_right(early, closes_pickup) + 1, len(nodes))):
        to_pickup, after = leg[nodes[board - 1]], nodes[board]
        time = early[board - 1] + to_pickup[pickup]
        if time > closes_pickup or (room[board - 1] - needs) & GUARD != GUARD:
            continue
        if time < opens_pickup:
            time = opens_pickup
        extra, way, to_drop = to_pickup[pickup] - to_pickup[after], from_pickup[after], from_pickup[drop]
        alights = time + to_drop
        if alights < opens_drop:
            alights = opens_drop
        if alights <= closes_drop and alights + from_drop[after] <= late[board]:
            bend = extra + to_drop + from_drop[after]
            if bend <= detour[board]:
                found.append((bend, board, board))
        extra += way
        if extra > detour[board]:
            continue
        time += way
        for alight in range(board + 1, len(nodes)):
            if time > late[alight - 1] or way > longest or (room[alight - 1] - needs) & GUARD != GUARD:
                break
            if time < early[alight - 1]:
                time = early[alight - 1]
            here, after = leg[nodes[alight - 1]], nodes[alight]
            to_drop, onward = here[drop], here[after]
            alights = time + to_drop
            if alights > closes_drop:
                break
            if alights < opens_drop:
                alights = opens_drop
            bend = to_drop + from_drop[after] - onward
            if (
                bend <= detour[alight]
                and way + to_drop <= longest
                and alights + from_drop[after] <= late[alight]
            ):
                found.append((extra + bend, board, alight))
            way += onward
            time += onward
    return found
