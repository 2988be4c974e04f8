"""Routes as the planner handles them: each sequence of stops is built once, judged once, and remembered.

A search meets the same routes again and again; what it costs to put a request into one is kept with it.
"""

# ruff: noqa: PLR1730 - a call of min() costs more than everything around it, in a hot loop

from collections.abc import Iterable

from city_server.bus.insertion import Insertion, inserted
from city_server.bus.network import Network
from city_server.bus.times import earliest_times, latest_times

_MOST_KEPT = 60_000
"""Routes remembered before all are forgotten: some 100 MB."""


class Line:
    """A route that can be driven: its nodes from start to end, and its earliest times."""

    __slots__ = ("_bounds", "earliest", "insertions", "kin", "minutes", "nodes", "requests")

    def __init__(
        self,
        kin: int,
        nodes: tuple[int, ...],
        requests: tuple[int, ...],
        earliest: list[float],
        minutes: float,
    ) -> None:
        self.kin = kin
        self.nodes = nodes
        self.requests = requests
        """Those that may be taken out again, in the order of boarding."""
        self.earliest = earliest
        self.minutes = minutes
        """Driving, 0 while nobody rides."""
        self.insertions: dict[int, Insertion | None] = {}
        """The cheapest way to take each request along, as far as it was asked for."""
        self._bounds: Bounds | None = None

    def bounds(self, net: Network) -> "Bounds":
        """Return how far the route may be stretched."""
        if self._bounds is None:
            self._bounds = Bounds(net, net.kins[self.kin].room, self.nodes)
        return self._bounds


class Bounds:
    """What must hold of anything put into a route: necessary, quick to look up, not sufficient."""

    __slots__ = ("at", "detour", "latest", "room")

    def __init__(self, net: Network, room: int, nodes: tuple[int, ...]) -> None:
        self.at = {node: number for number, node in enumerate(nodes)}
        self.latest = latest_times(net, nodes, self.at)
        self.room = [room := room - net.load[node] for node in nodes]
        """Left after each node."""
        self.detour = _detours(net, nodes, self.at)
        """By how many minutes the way to each node may grow for the sake of who is on board."""


def _detours(net: Network, nodes: tuple[int, ...], at: dict[int, int]) -> list[float]:
    """Find by how much each ride could be longer than its way without waiting; a leg bears the least."""
    leg, ride = net.leg, net.ride
    way, before, ways = 0.0, nodes[0], [0.0]
    for node in nodes[1:]:
        way += leg[before][node]
        ways.append(way)
        before = node
    most = [ride[before] - way] * len(nodes)
    for number, node in enumerate(nodes):
        if node & 1:
            boards = at[node ^ 1]
            spare = ride[node] - ways[number] + ways[boards]
            for leg_to in range(boards + 1, number + 1):
                if spare < most[leg_to]:
                    most[leg_to] = spare
    return most


class Lines:
    """All routes met so far, by kin and nodes; None for those that cannot be driven."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self._known: list[dict[tuple[int, ...], Line | None]] = [{} for _ in net.kins]
        self.built = 0

    def of(self, kin: int, nodes: tuple[int, ...]) -> Line | None:
        """Return the route of these nodes, or None where it cannot be driven."""
        known = self._known[kin]
        if nodes in known:
            return known[nodes]
        earliest = earliest_times(self.net, nodes)
        line = None if earliest is None else self._line(kin, nodes, earliest)
        known[nodes] = line
        return line

    def empty(self, kin: int) -> Line | None:
        """Return what a vehicle does in any case, or None where it cannot even do that."""
        return self.of(kin, self.net.kins[kin].base)

    def without(self, line: Line, gone: Iterable[int]) -> Line | None:
        """Return a route after some requests left it; None only where a detour was a short cut."""
        lost, rides = {2 * request for request in gone}, self.net.rides
        return self.of(
            line.kin, tuple([node for node in line.nodes if node & -2 not in lost or node >= rides])
        )

    def insertion(self, line: Line, request: int) -> Insertion | None:
        """Return the cheapest way to take a request along, or None when there is none."""
        if request in line.insertions:
            return line.insertions[request]
        found = line.insertions[request] = inserted(self.net, line, request)
        return found

    def taken(self, line: Line, request: int, found: Insertion) -> Line:
        """Return the route that takes a request along."""
        _, board, alight, times = found
        nodes = line.nodes
        pickup = 2 * request
        nodes = (*nodes[:board], pickup, *nodes[board:alight], pickup + 1, *nodes[alight:])
        longer = self._known[line.kin].get(nodes)
        if longer is None:
            longer = self._known[line.kin][nodes] = self._line(line.kin, nodes, times)
        return longer

    def forget(self) -> None:
        """Let go of what was remembered when it has become much."""
        if self.built > _MOST_KEPT:
            for known in self._known:
                known.clear()
            self.built = 0

    def _line(self, kin: int, nodes: tuple[int, ...], earliest: list[float]) -> Line:
        self.built += 1
        net = self.net
        locked, rides = net.kins[kin].locked, net.rides
        requests = tuple([node >> 1 for node in nodes if not node & 1 and node < rides])
        minutes = 0.0
        if requests:
            before = nodes[0]
            for node in nodes[1:]:
                minutes += net.way[before][node]
                before = node
        if locked:
            requests = tuple(request for request in requests if request not in locked)
        return Line(kin, nodes, requests, earliest, minutes)
