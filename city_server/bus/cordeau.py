"""Reads the dial-a-ride instances of Cordeau (2003, 2006) into a day: places in the plane, a minute a unit.

Header `vehicles requests longest-route seats ride-limit`, rows `id x y service load earliest latest`: the
depot, the pickups 1 … n, the deliveries n+1 … 2n of the same, and the depot again, which some copies leave
out. Some headers count the 2n stops instead of the n requests.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from city_server.bus.errors import Unreadable
from city_server.bus.model import Day, Halt, Kind, Load, Plan, Request, Vehicle, Window
from city_server.bus.travel import TravelTimes


@dataclass(frozen=True)
class _Row:
    id: int
    x: float
    y: float
    service: float
    load: int
    earliest: float
    latest: float


@dataclass(frozen=True)
class _Header:
    vehicles: int
    count: int
    longest: float
    seats: int
    ride_limit: float


def read_day(text: str) -> Day:
    """Return the day that a file describes. Requests and places are named by their row. Raises Unreadable."""
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Unreadable("the file is empty")
    header = _header(*lines[0])
    rows = [_row(number, words) for number, words in lines[1:]]
    requests = _count(header, rows)
    _check_rows(rows, requests)
    depot, back = rows[0], rows[2 * requests + 1] if len(rows) == 2 * requests + 2 else rows[0]
    start, end = "0", "0" if back is depot else str(back.id)
    hours = _hours(depot, back)
    fleet = tuple(
        Vehicle(str(number + 1), Load(header.seats), start, end, hours, header.longest)
        for number in range(header.vehicles)
    )
    asked = tuple(
        _request(rows[number], rows[number + requests], header) for number in range(1, requests + 1)
    )
    return Day(_plane(rows), fleet, asked)


def numbered(day: Day, plan: Plan) -> list[list[int]]:
    """Return routes as a file numbers the stops: the pickup i, its delivery n + i; the depot is left out."""
    count = len(day.requests)
    return [
        [int(visit.of) + (count if visit.kind is Kind.DROPOFF else 0) for visit in route.visits]
        for route in plan.routes
    ]


def orders_of(day: Day, routes: Sequence[Sequence[int]]) -> dict[str, Sequence[tuple[Kind, str]]]:
    """Return numbered routes as orders of visits, the first for the first vehicle. Raises Unreadable."""
    count = len(day.requests)
    if len(routes) > len(day.vehicles):
        raise Unreadable(f"{len(routes)} routes for {len(day.vehicles)} vehicles")
    return {
        vehicle.id: [
            (Kind.PICKUP, str(node)) if node <= count else (Kind.DROPOFF, str(node - count)) for node in route
        ]
        for vehicle, route in zip(day.vehicles, routes, strict=False)
    }


def _numbers(line: int, words: Sequence[str], count: int) -> list[float]:
    if len(words) != count:
        raise Unreadable(f"line {line}: {len(words)} numbers instead of {count}")
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        raise Unreadable(f"line {line}: not a number") from None
    if not all(map(math.isfinite, numbers)):
        raise Unreadable(f"line {line}: not a finite number")
    return numbers


def _whole(line: int, value: float) -> int:
    if value != int(value):
        raise Unreadable(f"line {line}: {value} should be a whole number")
    return int(value)


def _header(line: int, words: Sequence[str]) -> _Header:
    vehicles, count, longest, seats, ride_limit = _numbers(line, words, 5)
    header = _Header(_whole(line, vehicles), _whole(line, count), longest, _whole(line, seats), ride_limit)
    if header.vehicles < 1 or header.count < 0 or longest < 0 or header.seats < 0 or ride_limit < 0:
        raise Unreadable(f"line {line}: a header of numbers below what they count")
    return header


def _row(line: int, words: Sequence[str]) -> _Row:
    number, x, y, service, load, earliest, latest = _numbers(line, words, 7)
    if latest < earliest or service < 0:
        raise Unreadable(f"line {line}: a window that ends before it begins, or service below 0")
    return _Row(_whole(line, number), x, y, service, _whole(line, load), earliest, latest)


def _count(header: _Header, rows: Sequence[_Row]) -> int:
    """Return n, whether the header says n or 2n, and whether the depot stands at the end or not."""
    for requests in (header.count, header.count // 2):
        if len(rows) in {2 * requests + 1, 2 * requests + 2} and header.count in {requests, 2 * requests}:
            return requests
    raise Unreadable(f"line 1: {header.count} requests, but {len(rows)} rows follow")


def _check_rows(rows: Sequence[_Row], requests: int) -> None:
    if [row.id for row in rows] != list(range(len(rows))):
        raise Unreadable("the rows are not numbered 0, 1, 2 …")
    for number in range(1, requests + 1):
        if rows[number].load < 0 or rows[number].load + rows[number + requests].load != 0:
            raise Unreadable(f"row {number + requests} does not set down what row {number} takes up")


def _hours(depot: _Row, back: _Row) -> Window:
    if back.latest < depot.earliest:
        raise Unreadable("the depot closes before it opens")
    return Window(depot.earliest, back.latest)


def _request(pickup: _Row, delivery: _Row, header: _Header) -> Request:
    return Request(str(pickup.id), _halt(pickup), _halt(delivery), Load(pickup.load), header.ride_limit)


def _halt(row: _Row) -> Halt:
    return Halt(str(row.id), Window(row.earliest, row.latest), row.service)


def _plane(rows: Sequence[_Row]) -> TravelTimes:
    minutes = tuple(tuple(math.dist((a.x, a.y), (b.x, b.y)) for b in rows) for a in rows)
    return TravelTimes(tuple(str(row.id) for row in rows), minutes)
