"""A day of the village bus: vehicles, requests, and the plan that serves them.

Times are minutes after midnight, durations are minutes; both may have fractions.
"""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from city_server.bus.errors import Impossible, Unknown
from city_server.bus.travel import TravelTimes

DAY_MINUTES = 24 * 60.0


@dataclass(frozen=True)
class Window:
    """From the earliest to the latest minute at which something may begin. Raises Impossible."""

    earliest: float
    latest: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.earliest) and math.isfinite(self.latest)):
            raise Impossible(f"a window from {self.earliest} to {self.latest}")
        if self.latest < self.earliest:
            raise Impossible(f"a window ends at {self.latest}, before it begins at {self.earliest}")


@dataclass(frozen=True)
class Halt:
    """One end of a ride: where, when service may begin, and how many minutes it takes."""

    place: str
    window: Window
    service: float = 0.0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.service) and self.service >= 0):
            raise Impossible(f"{self.service} minutes of service at {self.place}")


@dataclass(frozen=True)
class Load:
    """What a party takes: seats, and bays for those in wheelchairs. One is never counted as the other."""

    seats: int
    bays: int = 0

    def __post_init__(self) -> None:
        if self.seats < 0 or self.bays < 0:
            raise Impossible(f"a load of {self.seats} seats and {self.bays} bays")


@dataclass(frozen=True)
class Request:
    """A party to be brought from one place to another.

    `ride_limit` is from the end of service at the pickup to the beginning of service at the drop-off.
    """

    id: str
    pickup: Halt
    dropoff: Halt
    load: Load
    ride_limit: float

    def __post_init__(self) -> None:
        if not self.ride_limit >= 0:
            raise Impossible(f"request {self.id}: a ride limit of {self.ride_limit} minutes")
        if self.load == Load(0):
            raise Impossible(f"request {self.id}: nobody rides")


@dataclass(frozen=True)
class Pause:
    """A driver's break: begins within the window, at the place, with nobody on board."""

    place: str
    window: Window
    minutes: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.minutes) and self.minutes >= 0):
            raise Impossible(f"a pause of {self.minutes} minutes")


@dataclass(frozen=True)
class Vehicle:
    """A vehicle and its driver: `hours` bound leaving `start` and being back at `end`."""

    id: str
    room: Load
    start: str
    end: str
    hours: Window
    longest: float = math.inf
    """Minutes from leaving to being back."""
    pauses: tuple[Pause, ...] = ()
    """In the order of the day; only a vehicle that drives has them."""


class Kind(StrEnum):
    """What a vehicle does at a stop of its route."""

    PICKUP = "pickup"
    DROPOFF = "dropoff"
    PAUSE = "pause"


@dataclass(frozen=True)
class Visit:
    """A vehicle begins at `at` to serve a request, or to pause: `of` is then its number, "0", "1" …"""

    kind: Kind
    of: str
    at: float


@dataclass(frozen=True)
class Route:
    """What a vehicle does: it leaves its start, visits in order, and is back."""

    vehicle: str
    leaves: float
    visits: tuple[Visit, ...]
    back: float


@dataclass(frozen=True)
class Plan:
    """Routes of the vehicles that drive, and requests that none of them takes."""

    routes: tuple[Route, ...] = ()
    unserved: tuple[str, ...] = ()

    def route(self, vehicle: str) -> Route | None:
        """Return the route of a vehicle, or None when it stays."""
        return next((route for route in self.routes if route.vehicle == vehicle), None)


@dataclass(frozen=True)
class Promise:
    """What a household was told: the bus comes within `board`, and they are there by `arrive_by`."""

    board: Window
    arrive_by: float


@dataclass(frozen=True)
class Day:
    """Everything to be planned. `frozen` are the visits a vehicle has begun or is on its way to: they stay.

    Raises Impossible when a name stands twice, and Unknown when one leads nowhere.
    """

    travel: TravelTimes
    vehicles: tuple[Vehicle, ...]
    requests: tuple[Request, ...]
    promises: dict[str, Promise] = field(default_factory=dict)
    frozen: dict[str, Route] = field(default_factory=dict)
    """By vehicle; of a frozen route only its leaving and its visits count."""
    now: float = -math.inf
    """No vehicle sets out before it for a stop that is not frozen."""

    def __post_init__(self) -> None:
        if len(self._requests) != len(self.requests) or len(self._vehicles) != len(self.vehicles):
            raise Impossible("two requests or two vehicles have one name")
        halts = [halt.place for request in self.requests for halt in (request.pickup, request.dropoff)]
        ends = [place for vehicle in self.vehicles for place in (vehicle.start, vehicle.end)]
        pauses = [pause.place for vehicle in self.vehicles for pause in vehicle.pauses]
        for place in (*halts, *ends, *pauses):
            self.travel.index(place)
        for request in self.promises:
            self.request(request)
        for vehicle in self.frozen:
            self.vehicle(vehicle)

    @cached_property
    def _requests(self) -> dict[str, Request]:
        return {request.id: request for request in self.requests}

    @cached_property
    def _vehicles(self) -> dict[str, Vehicle]:
        return {vehicle.id: vehicle for vehicle in self.vehicles}

    def request(self, name: str) -> Request:
        """Return a request by its name. Raises Unknown."""
        if name not in self._requests:
            raise Unknown(f"no such request: {name}")
        return self._requests[name]

    def has(self, name: str) -> bool:
        """Tell whether there is a request of that name."""
        return name in self._requests

    def vehicle(self, name: str) -> Vehicle:
        """Return a vehicle by its name. Raises Unknown."""
        if name not in self._vehicles:
            raise Unknown(f"no such vehicle: {name}")
        return self._vehicles[name]
