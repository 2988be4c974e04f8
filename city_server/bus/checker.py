"""Judges a plan, sharing no code with the planner: what breaks a rule of the day, and which rule."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from city_server.bus.model import Day, Halt, Kind, Plan, Request, Route, Vehicle, Visit, Window

TOLERANCE = 1e-6
"""Minutes that a sum of fractions may be wrong by."""


class Fault(StrEnum):
    """A rule that a plan breaks."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    FORGOTTEN = "forgotten"
    PAIRING = "pairing"
    TRAVEL = "travel"
    WINDOW = "window"
    RIDE_LIMIT = "ride_limit"
    SEATS = "seats"
    BAYS = "bays"
    HOURS = "hours"
    LONGEST = "longest"
    PAUSE = "pause"
    PROMISE = "promise"
    FROZEN = "frozen"
    PAST = "past"


@dataclass(frozen=True)
class Finding:
    """One break of one rule, with what broke it."""

    fault: Fault
    what: str


def check(day: Day, plan: Plan) -> tuple[Finding, ...]:
    """Return everything that is wrong with a plan; nothing when it can be driven as it stands."""
    strange = tuple(_strangers(day, plan))
    if strange:
        return strange
    found = [*_served_once(day, plan), *_kept_frozen(day, plan), *_kept_promises(day, plan)]
    for route in plan.routes:
        found += _judge(day, route)
    return tuple(found)


def driven(day: Day, plan: Plan) -> float:
    """Return the minutes that all vehicles drive together; waiting and service are not counted."""
    return sum(
        day.travel.between(start, end) for route in plan.routes for start, end, _, _ in _legs(day, route)
    )


def _strangers(day: Day, plan: Plan) -> Iterator[Finding]:
    vehicles = {vehicle.id: vehicle for vehicle in day.vehicles}
    requests = {request.id for request in day.requests}
    for name, times in Counter(route.vehicle for route in plan.routes).items():
        if name not in vehicles:
            yield Finding(Fault.UNKNOWN, f"vehicle {name}")
        if times > 1:
            yield Finding(Fault.TWICE, f"vehicle {name}")
    for route in plan.routes:
        pauses = len(vehicles[route.vehicle].pauses) if route.vehicle in vehicles else 0
        for visit in route.visits:
            known = {str(number) for number in range(pauses)} if visit.kind is Kind.PAUSE else requests
            if visit.of not in known:
                yield Finding(Fault.UNKNOWN, f"{visit.kind} {visit.of}")


def _served_once(day: Day, plan: Plan) -> Iterator[Finding]:
    visits = Counter(
        (visit.kind, visit.of) for route in plan.routes for visit in route.visits if visit.kind != Kind.PAUSE
    )
    for request in day.requests:
        picked, dropped = visits[Kind.PICKUP, request.id], visits[Kind.DROPOFF, request.id]
        given_up = plan.unserved.count(request.id)
        if max(picked, dropped, given_up) > 1 or (given_up and (picked or dropped)):
            yield Finding(Fault.TWICE, f"request {request.id}")
        elif picked + dropped + given_up == 0:
            yield Finding(Fault.FORGOTTEN, f"request {request.id}")
        elif picked != dropped:
            yield Finding(Fault.PAIRING, f"request {request.id}")


def _kept_frozen(day: Day, plan: Plan) -> Iterator[Finding]:
    routes = {route.vehicle: route for route in plan.routes}
    for name, frozen in day.frozen.items():
        route = routes.get(name)
        if route is None or not _begins_with(route, frozen):
            yield Finding(Fault.FROZEN, f"vehicle {name}")


def _begins_with(route: Route, frozen: Route) -> bool:
    if abs(route.leaves - frozen.leaves) > TOLERANCE or len(route.visits) < len(frozen.visits):
        return False
    return all(
        (now.kind, now.of) == (then.kind, then.of) and abs(now.at - then.at) <= TOLERANCE
        for now, then in zip(route.visits, frozen.visits, strict=False)
    )


def _kept_promises(day: Day, plan: Plan) -> Iterator[Finding]:
    at = {(visit.kind, visit.of): visit.at for route in plan.routes for visit in route.visits}
    for name, promise in day.promises.items():
        picked, dropped = at.get((Kind.PICKUP, name)), at.get((Kind.DROPOFF, name))
        if picked is None or dropped is None:
            yield Finding(Fault.PROMISE, f"request {name} is not brought at all")
        elif not _within(picked, promise.board):
            yield Finding(Fault.PROMISE, f"request {name} boards at {picked}")
        elif dropped > promise.arrive_by + TOLERANCE:
            yield Finding(Fault.PROMISE, f"request {name} is there at {dropped}")


def _judge(day: Day, route: Route) -> Iterator[Finding]:
    vehicle = next(vehicle for vehicle in day.vehicles if vehicle.id == route.vehicle)
    requests = {request.id: request for request in day.requests}
    yield from _hours_kept(vehicle, route)
    yield from _nothing_in_the_past(day, route)
    yield from _driven_in_time(day, route)
    yield from _windows_kept(requests, vehicle, route.visits)
    yield from _pairs_kept(requests, route.visits)
    yield from _room_kept(requests, vehicle, route.visits)
    yield from _pauses_kept(vehicle, route.visits)


def _hours_kept(vehicle: Vehicle, route: Route) -> Iterator[Finding]:
    if not (_within(route.leaves, vehicle.hours) and _within(route.back, vehicle.hours)):
        yield Finding(Fault.HOURS, f"vehicle {vehicle.id}: {route.leaves} to {route.back}")
    if route.back - route.leaves > vehicle.longest + TOLERANCE:
        yield Finding(Fault.LONGEST, f"vehicle {vehicle.id}: {route.back - route.leaves} minutes")


def _nothing_in_the_past(day: Day, route: Route) -> Iterator[Finding]:
    """Who drives to a stop that is not frozen sets out now at the earliest."""
    begun = len(day.frozen[route.vehicle].visits) if route.vehicle in day.frozen else 0
    if not begun and route.leaves < day.now - TOLERANCE and route.vehicle not in day.frozen:
        yield Finding(Fault.PAST, f"vehicle {route.vehicle} leaves at {route.leaves}")
    for start, end, _, due in list(_legs(day, route))[begun:-1]:
        if due - day.travel.between(start, end) < day.now - TOLERANCE:
            yield Finding(Fault.PAST, f"vehicle {route.vehicle}: {start} to {end} by {due}")


def _legs(day: Day, route: Route) -> Iterator[tuple[str, str, float, float]]:
    """Yield each leg: from, to, the minute it can begin, the minute it has to be over."""
    vehicle = next(vehicle for vehicle in day.vehicles if vehicle.id == route.vehicle)
    place, free = vehicle.start, route.leaves
    for visit in route.visits:
        halt = _halt(day.requests, vehicle, visit)
        yield place, halt.place, free, visit.at
        place, free = halt.place, visit.at + halt.service
    yield place, vehicle.end, free, route.back


def _halt(requests: Iterable[Request], vehicle: Vehicle, visit: Visit) -> Halt:
    if visit.kind is Kind.PAUSE:
        pause = vehicle.pauses[int(visit.of)]
        return Halt(pause.place, pause.window, pause.minutes)
    request = next(request for request in requests if request.id == visit.of)
    return request.pickup if visit.kind is Kind.PICKUP else request.dropoff


def _driven_in_time(day: Day, route: Route) -> Iterator[Finding]:
    for start, end, free, due in _legs(day, route):
        if free + day.travel.between(start, end) > due + TOLERANCE:
            yield Finding(Fault.TRAVEL, f"vehicle {route.vehicle}: {start} at {free} to {end} at {due}")


def _windows_kept(
    requests: dict[str, Request], vehicle: Vehicle, visits: Sequence[Visit]
) -> Iterator[Finding]:
    for visit in visits:
        if not _within(visit.at, _halt(requests.values(), vehicle, visit).window):
            yield Finding(Fault.WINDOW, f"{visit.kind} {visit.of} at {visit.at}")


def _pairs_kept(requests: dict[str, Request], visits: Sequence[Visit]) -> Iterator[Finding]:
    """Each pickup is followed by its drop-off in the same vehicle, within the ride limit."""
    boarded: dict[str, float] = {}
    for visit in visits:
        if visit.kind is Kind.PICKUP:
            boarded[visit.of] = visit.at + requests[visit.of].pickup.service
        elif visit.kind is Kind.DROPOFF:
            since = boarded.pop(visit.of, None)
            if since is None:
                yield Finding(Fault.PAIRING, f"request {visit.of} leaves before it boards")
            elif visit.at - since > requests[visit.of].ride_limit + TOLERANCE:
                yield Finding(Fault.RIDE_LIMIT, f"request {visit.of} rides {visit.at - since} minutes")
    for name in boarded:
        yield Finding(Fault.PAIRING, f"request {name} never leaves")


def _room_kept(requests: dict[str, Request], vehicle: Vehicle, visits: Sequence[Visit]) -> Iterator[Finding]:
    aboard: list[str] = []
    for visit in visits:
        if visit.kind is Kind.PICKUP:
            aboard.append(visit.of)
        elif visit.of in aboard:
            aboard.remove(visit.of)
        loads = [requests[name].load for name in aboard]
        if sum(load.seats for load in loads) > vehicle.room.seats:
            yield Finding(Fault.SEATS, f"vehicle {vehicle.id} after {visit.kind} {visit.of}")
        if sum(load.bays for load in loads) > vehicle.room.bays:
            yield Finding(Fault.BAYS, f"vehicle {vehicle.id} after {visit.kind} {visit.of}")


def _pauses_kept(vehicle: Vehicle, visits: Sequence[Visit]) -> Iterator[Finding]:
    """All pauses are there, in order, with nobody on board."""
    aboard: set[str] = set()
    taken: list[str] = []
    for visit in visits:
        if visit.kind is Kind.PAUSE:
            taken.append(visit.of)
            if aboard:
                yield Finding(Fault.PAUSE, f"vehicle {vehicle.id} pauses with people on board")
        elif visit.kind is Kind.PICKUP:
            aboard.add(visit.of)
        else:
            aboard.discard(visit.of)
    if taken != [str(number) for number in range(len(vehicle.pauses))]:
        yield Finding(Fault.PAUSE, f"vehicle {vehicle.id} takes pauses {taken}")


def _within(minute: float, window: Window) -> bool:
    return window.earliest - TOLERANCE <= minute <= window.latest + TOLERANCE
