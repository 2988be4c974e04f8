"""Times for an order of visits, by difference constraints: part of the checker, unknown to the planner.

Every rule says "y is at least c after x". The earliest times are the longest ways through these rules
(Bellman and Ford); rules that contradict each other lift some time past its latest.
"""

from collections.abc import Iterator, Sequence

from city_server.bus.model import Day, Halt, Kind, Plan, Route, Vehicle, Visit

Rule = tuple[int, int, float]
"""(x, y, c): the time of y is at least the time of x plus c."""
_SLACK = 1e-7


def timed(day: Day, orders: dict[str, Sequence[tuple[Kind, str]]]) -> Plan:
    """Return a plan of these visits in these orders by vehicle, at the earliest times that keep all rules.

    Where no times keep all of them, those of driving and waiting alone, for the checker to name what breaks.
    Raises Unknown.
    """
    routes = [_timed(day, day.vehicle(name), order) for name, order in orders.items() if order]
    served = {visit.of for route in routes for visit in route.visits if visit.kind is not Kind.PAUSE}
    return Plan(tuple(routes), tuple(one.id for one in day.requests if one.id not in served))


def _timed(day: Day, vehicle: Vehicle, order: Sequence[tuple[Kind, str]]) -> Route:
    halts = [_halt(day, vehicle, kind, of) for kind, of in order]
    earliest = [vehicle.hours.earliest, *(halt.window.earliest for halt in halts), vehicle.hours.earliest]
    latest = [vehicle.hours.latest, *(halt.window.latest for halt in halts), vehicle.hours.latest]
    driving = list(_driving(day, vehicle, halts))
    riding = list(_riding(day, vehicle, order))
    times = _least(earliest, latest, driving + riding) or _lifted(earliest, driving)
    visits = tuple(Visit(kind, of, at) for (kind, of), at in zip(order, times[1:-1], strict=True))
    return Route(vehicle.id, times[0], visits, times[-1])


def _halt(day: Day, vehicle: Vehicle, kind: Kind, of: str) -> Halt:
    match kind:
        case Kind.PAUSE:
            pause = vehicle.pauses[int(of)]
            return Halt(pause.place, pause.window, pause.minutes)
        case Kind.PICKUP:
            return day.request(of).pickup
        case Kind.DROPOFF:
            return day.request(of).dropoff


def _driving(day: Day, vehicle: Vehicle, halts: Sequence[Halt]) -> Iterator[Rule]:
    place, service = vehicle.start, 0.0
    for number, halt in enumerate(halts):
        yield number, number + 1, service + day.travel.between(place, halt.place)
        place, service = halt.place, halt.service
    yield len(halts), len(halts) + 1, service + day.travel.between(place, vehicle.end)


def _riding(day: Day, vehicle: Vehicle, order: Sequence[tuple[Kind, str]]) -> Iterator[Rule]:
    """Yield how long after a time an earlier one may be: the ride limits, and the longest route."""
    yield len(order) + 1, 0, -vehicle.longest
    for number, (kind, of) in enumerate(order, 1):
        if kind is Kind.DROPOFF and (Kind.PICKUP, of) in order:
            boards = order.index((Kind.PICKUP, of)) + 1
            request = day.request(of)
            yield number, boards, -request.ride_limit - request.pickup.service


def _least(earliest: Sequence[float], latest: Sequence[float], rules: Sequence[Rule]) -> list[float] | None:
    """Return the least times within their bounds that keep the rules, or None."""
    times = list(earliest)
    for _ in range(len(times) * len(times)):
        changed = False
        for before, after, gap in rules:
            if times[before] + gap > times[after] + _SLACK:
                times[after] = times[before] + gap
                changed = True
        if any(time > bound + _SLACK for time, bound in zip(times, latest, strict=True)):
            return None
        if not changed:
            return times
    return None


def _lifted(earliest: Sequence[float], driving: Sequence[Rule]) -> list[float]:
    times = list(earliest)
    for before, after, gap in driving:
        times[after] = max(times[after], times[before] + gap)
    return times
