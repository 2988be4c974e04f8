"""Earliest and latest times of a route, exact: the least and the greatest that keep windows and rides.

A ride limit is a rule against the direction of travel: who would ride too long boards later, and all behind
moves. The walks below go along the route, and go back where such a rule lifts (or lowers) its other end.
"""

# ruff: noqa: PLR1730 - a call of max() costs more than everything around it, in the hottest loops there are

from collections.abc import Mapping

from city_server.bus.network import Network

_PATIENCE = 64
"""How often a walk may go back; more than a handful is rules that contradict each other by a hair."""


def earliest_times(net: Network, nodes: tuple[int, ...]) -> list[float] | None:
    """Return when service at each node begins at the earliest, or None where no times keep all rules."""
    closes, leg, ride = net.latest, net.leg, net.ride
    times = [net.earliest[node] for node in nodes]
    at = {nodes[0]: 0}
    number, end, patience = 1, len(nodes), _PATIENCE
    before = nodes[0]
    while number < end:
        node = nodes[number]
        time = times[number - 1] + leg[before][node]
        if time > times[number]:
            times[number] = time
        else:
            time = times[number]
        if time > closes[node]:
            return None
        if node & 1:
            boards = at[node ^ 1]
            needed = time - ride[node]
            if needed > times[boards]:
                patience -= 1
                if needed > closes[node ^ 1] or not patience:
                    return None
                times[boards] = needed
                number, node = boards, node ^ 1
        else:
            at[node] = number
        number += 1
        before = node
    return times


def times_after_insertion(  # noqa: C901 - one walk; in parts it takes twice the time
    net: Network,
    nodes: tuple[int, ...],
    times: list[float],
    at: Mapping[int, int],
    put: tuple[int, int],
) -> list[float] | None:
    """Return the earliest times of `nodes`, or None where there are none.

    `times` are those of the same route before a request was put into it, with the opening of its windows at
    the two places of `put`; `at` says where each node stood before that. Only what moves is looked at.
    """
    closes, leg, ride = net.latest, net.leg, net.ride
    board, alight = put
    number, far, patience = board, alight, _PATIENCE
    before = nodes[board - 1]
    while number < len(nodes):
        node = nodes[number]
        time = times[number - 1] + leg[before][node]
        if time > times[number]:
            if time > closes[node]:
                return None
            times[number] = time
        elif number > far:
            return times
        if node & 1:
            if number == alight:
                boards = board
            else:
                boards = at[node ^ 1]
                if boards >= board:
                    boards += 2 if boards >= alight - 1 else 1
            needed = times[number] - ride[node]
            if needed > times[boards]:
                patience -= 1
                if needed > closes[node ^ 1] or not patience:
                    return None
                times[boards] = needed
                if number > far:
                    far = number
                number, node = boards, node ^ 1
        number += 1
        before = node
    return times


def latest_times(net: Network, nodes: tuple[int, ...], at: Mapping[int, int]) -> list[float]:
    """Return when service at each node begins at the latest, for a route that has earliest times."""
    leg, ride = net.leg, net.ride
    times = [net.latest[node] for node in nodes]
    number = len(nodes) - 1
    after = nodes[number]
    while number >= 0:
        node = nodes[number]
        if number < len(nodes) - 1:
            needed = times[number + 1] - leg[node][after]
            if needed < times[number]:
                times[number] = needed
        if not node & 1:
            alights = at[node ^ 1]
            bound = times[number] + ride[node ^ 1]
            if bound < times[alights]:
                times[alights] = bound
                number, node = alights, node ^ 1
        number -= 1
        after = node
    return times
