"""A day as arrays for the planner: numbered nodes, tightened windows, and the kinds of vehicles.

Request r boards at node 2r and alights at 2r + 1, so that the partner of a node is `node ^ 1`. A pause
is a request that takes the whole vehicle: nobody else fits in while it lasts. Every vehicle has a node to
start and one to end.
"""

import math
from dataclasses import dataclass, field

from city_server.bus.model import Day, Halt, Kind, Load, Plan, Request, Route, Vehicle

SLACK = 1e-7
"""Minutes that a sum of fractions may be wrong by; less than the checker allows."""
_HAIR = 1e-9
"""The same for the ride limits: they use up less than the windows that are derived from them give."""
_BAYS = 20
GUARD = 1 << _BAYS - 1 | 1 << 2 * _BAYS - 1
"""Seats and bays are two counters of 20 bits in one number; a guard bit over each falls with it below 0."""
_MOST = 1 << _BAYS - 2


@dataclass(frozen=True)
class Kin:
    """Vehicles that can stand in for each other: alike, and nothing of their day is fixed."""

    base: tuple[int, ...]
    """The nodes that each of them visits in any case, from its start to its end."""
    fixed: int
    """How many nodes from the start stay where they are: nothing is put before the last of them."""
    room: int
    locked: frozenset[int]
    """Requests of `base`; they stay in the vehicle."""


@dataclass
class Network:
    """The arrays, by node. `leg[a][b]` is service at a and the way to b."""

    day: Day
    earliest: list[float] = field(default_factory=list)
    latest: list[float] = field(default_factory=list)
    service: list[float] = field(default_factory=list)
    load: list[int] = field(default_factory=list)
    ride: list[float] = field(default_factory=list)
    """For the end of a ride or of a route: from the beginning of service at its other end, at most."""
    place: list[int] = field(default_factory=list)
    leg: list[list[float]] = field(default_factory=list)
    way: list[list[float]] = field(default_factory=list)
    """The same without the service."""
    kins: list[Kin] = field(default_factory=list)
    kin_of: list[int] = field(default_factory=list)
    """By vehicle, in the order of the day."""
    chains: list[tuple[int, ...]] = field(default_factory=list)
    """By vehicle: two nodes for each pause, its start, its end."""
    possible: list[bool] = field(default_factory=list)
    """By request: whether its windows leave any time at all."""
    rides: int = 0
    """How many nodes are ends of requests: all below this number."""
    pause_of: dict[int, str] = field(default_factory=dict)
    """The number of a pause by the node at which it begins."""


def packed(load: Load) -> int:
    """Return seats and bays as one number."""
    return min(load.seats, _MOST) | min(load.bays, _MOST) << _BAYS


def network(day: Day, planned: Plan | None = None) -> Network:
    """Return the arrays of a day; who is on board of a frozen vehicle alights in the planned order."""
    net = Network(day, rides=2 * len(day.requests))
    held: dict[tuple[Kind, str], float] = {
        (visit.kind, visit.of): visit.at
        for route in day.frozen.values()
        for visit in route.visits
        if visit.kind is not Kind.PAUSE
    }
    for request in day.requests:
        _add_request(net, request, held)
    net.chains = [_chain(net, vehicle) for vehicle in day.vehicles]
    minutes = day.travel.minutes
    net.way = [[minutes[start][end] for end in net.place] for start in net.place]
    net.leg = [[service + way for way in ways] for service, ways in zip(net.service, net.way, strict=True)]
    for vehicle, chain in zip(day.vehicles, net.chains, strict=True):
        _add_kin(net, vehicle, chain, planned.route(vehicle.id) if planned else None)
    _tighten_by_depots(net)
    return net


def _add_node(net: Network, place: str, window: tuple[float, float], service: float, load: int) -> int:
    net.place.append(net.day.travel.index(place))
    net.earliest.append(window[0])
    net.latest.append(window[1] + SLACK)
    net.service.append(service)
    net.load.append(load)
    net.ride.append(math.inf)
    return len(net.place) - 1


def _add_request(net: Network, request: Request, held: dict[tuple[Kind, str], float]) -> None:
    """Add both nodes, each window cut to what the other, the ride limit and a promise leave of it."""
    pickup, dropoff = _windows(net.day, request, held)
    load = packed(request.load)
    _add_node(net, request.pickup.place, pickup, request.pickup.service, load)
    node = _add_node(net, request.dropoff.place, dropoff, request.dropoff.service, -load)
    net.ride[node] = request.ride_limit + request.pickup.service + _HAIR
    net.possible.append(pickup[0] <= pickup[1] + SLACK and dropoff[0] <= dropoff[1] + SLACK)


def _windows(
    day: Day, request: Request, held: dict[tuple[Kind, str], float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    first, last = _wanted(request.pickup), _wanted(request.dropoff)
    if promise := day.promises.get(request.id):
        first = max(first[0], promise.board.earliest), min(first[1], promise.board.latest)
        last = last[0], min(last[1], promise.arrive_by)
    boards, alights = held.get((Kind.PICKUP, request.id)), held.get((Kind.DROPOFF, request.id))
    first = first if boards is None else (boards, boards)
    last = last if alights is None else (alights, alights)
    direct = request.pickup.service + day.travel.between(request.pickup.place, request.dropoff.place)
    longest = request.pickup.service + request.ride_limit
    last = max(last[0], first[0] + direct), min(last[1], first[1] + longest)
    return (max(first[0], last[0] - longest), min(first[1], last[1] - direct)), last


def _wanted(halt: Halt) -> tuple[float, float]:
    return halt.window.earliest, halt.window.latest


def _chain(net: Network, vehicle: Vehicle) -> tuple[int, ...]:
    """Add a vehicle's own nodes: two for each pause, then its start and its end. Returns them."""
    frozen = net.day.frozen.get(vehicle.id)
    begun = {visit.of: visit.at for visit in frozen.visits if visit.kind is Kind.PAUSE} if frozen else {}
    nodes = []
    for number, pause in enumerate(vehicle.pauses):
        at = begun.get(str(number))
        window = (pause.window.earliest, pause.window.latest) if at is None else (at, at)
        takes = packed(vehicle.room)
        first = _add_node(net, pause.place, window, pause.minutes, takes)
        end = (window[0] + pause.minutes, window[1] + pause.minutes)
        nodes += [first, _add_node(net, pause.place, end, 0.0, -takes)]
        net.pause_of[first] = str(number)
    soonest = max(vehicle.hours.earliest, net.day.now)
    leaves = (soonest, vehicle.hours.latest) if frozen is None else (frozen.leaves,) * 2
    start = _add_node(net, vehicle.start, leaves, 0.0, 0)
    end_node = _add_node(net, vehicle.end, (vehicle.hours.earliest, vehicle.hours.latest), 0.0, 0)
    net.ride[end_node] = vehicle.longest + _HAIR
    return (*nodes, start, end_node)


def _add_kin(net: Network, vehicle: Vehicle, chain: tuple[int, ...], planned: Route | None) -> None:
    """Find the kin of a vehicle that has nothing of its own, or start a new one."""
    room = packed(vehicle.room) + GUARD
    plain = not vehicle.pauses and vehicle.id not in net.day.frozen
    if plain:
        for number, kin in enumerate(net.kins):
            if len(kin.base) == 2 and kin.room == room and _alike(net, kin.base, chain):
                net.kin_of.append(number)
                return
    net.kin_of.append(len(net.kins))
    base, fixed, locked = ((chain[-2], *chain[:-2], chain[-1]), 0, frozenset[int]())
    if vehicle.id in net.day.frozen:
        base, fixed, locked = _frozen_base(net, net.day.frozen[vehicle.id], chain, planned)
    net.kins.append(Kin(base, fixed, room, locked))


def _alike(net: Network, base: tuple[int, ...], chain: tuple[int, ...]) -> bool:
    return all(
        (net.place[a], net.earliest[a], net.latest[a], net.ride[a])
        == (net.place[b], net.earliest[b], net.latest[b], net.ride[b])
        for a, b in zip(base, chain, strict=True)
    )


def _frozen_base(
    net: Network, frozen: Route, chain: tuple[int, ...], planned: Route | None
) -> tuple[tuple[int, ...], int, frozenset[int]]:
    """Return the nodes of a frozen beginning, then where those on board alight and later pauses."""
    nodes = [chain[-2], *_nodes_of(net, frozen, chain)]
    fixed = len(nodes) - 1
    rides = [node for node in nodes if node < net.rides]
    due = {node ^ 1 for node in rides} | set(chain[:-2])
    due -= set(nodes)
    _set_out_now(net, nodes[-1], chain[-1])
    ordered = _nodes_of(net, planned, chain) if planned else sorted(due, key=lambda node: net.latest[node])
    later = [node for node in ordered if node in due]
    return (*nodes, *later, chain[-1]), fixed, frozenset(node >> 1 for node in rides)


def _set_out_now(net: Network, node: int, end: int) -> None:
    """Whatever may be put behind the last frozen node is set out for now at the earliest; home it may go."""
    wait = net.day.now - net.earliest[node] - net.service[node]
    if wait > 0:
        net.leg[node] = [minutes if to == end else minutes + wait for to, minutes in enumerate(net.leg[node])]


def _nodes_of(net: Network, route: Route, chain: tuple[int, ...]) -> list[int]:
    index = {request.id: number for number, request in enumerate(net.day.requests)}
    nodes: list[int] = []
    for visit in route.visits:
        match visit.kind:
            case Kind.PAUSE:
                nodes += chain[2 * int(visit.of) : 2 * int(visit.of) + 2]
            case Kind.PICKUP:
                nodes.append(2 * index[visit.of])
            case Kind.DROPOFF:
                nodes.append(2 * index[visit.of] + 1)
    return nodes


def _tighten_by_depots(net: Network) -> None:
    """Cut the windows to what a vehicle can reach at all, and be back from in time."""
    held = {node for kin in net.kins for node in kin.base}
    for node in range(net.rides):
        if node not in held:
            starts = [net.earliest[kin.base[0]] + net.leg[kin.base[0]][node] for kin in net.kins]
            ends = [net.latest[kin.base[-1]] - net.leg[node][kin.base[-1]] for kin in net.kins]
            net.earliest[node] = max(net.earliest[node], min(starts, default=-math.inf))
            net.latest[node] = min(net.latest[node], max(ends, default=math.inf))
