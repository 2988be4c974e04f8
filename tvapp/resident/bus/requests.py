"""What became of every ride this household asked for. A seat is there only when the city gave one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, auto

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.said import of_kind
from tvapp.domain.scene import Scene
from wire.base import TOKYO
from wire.commands import RideCancel, RideRequest
from wire.content import Ride, RideState


class Standing(Enum):
    KEPT = auto()  # only this box has it
    SENT = auto()  # the city has it and has not decided
    GIVEN = auto()  # 席が とれました
    REFUSED = auto()
    CANCELLING = auto()  # the resident gave it back; the city has not said so yet
    CANCELLED = auto()


UNDECIDED = (Standing.KEPT, Standing.SENT)
ACTIVE = (*UNDECIDED, Standing.GIVEN)


@dataclass(frozen=True)
class Request:
    """One request by its name in the outbox. `ride` is the city's answer, if it has come."""

    name: str
    day: date
    from_stop: str
    to_stop: str
    leave_at: str
    party: int
    standing: Standing
    ride: Ride | None = None
    reason: str | None = None

    @property
    def board_at(self) -> datetime:
        """When it is boarded: as given, or as hoped for."""
        if self.ride is not None and self.ride.board_from is not None:
            return self.ride.board_from
        hour, minute = self.leave_at.split(":")
        return datetime.combine(self.day, time(int(hour), int(minute)), TOKYO)


def requests(scene: Scene) -> tuple[Request, ...]:
    """Return all requests the box knows of, by boarding time."""
    cancels = _cancels(scene)
    rides = {ride.id: ride for ride in scene.snapshot.rides}
    known = [_answered(ride, cancels.get(ride.id)) for ride in rides.values()]
    known += [
        _unanswered(said, body, cancels.get(said.name))
        for said, body in of_kind(scene.snapshot, RideRequest)
        if said.name not in rides
    ]
    return tuple(sorted(known, key=lambda request: (request.board_at, request.name)))


def find(name: str, scene: Scene) -> Request | None:
    """Find one request by its name."""
    return next((request for request in requests(scene) if request.name == name), None)


def _cancels(scene: Scene) -> dict[str, Said]:
    newest_last = reversed(tuple(of_kind(scene.snapshot, RideCancel)))
    return {body.ride: said for said, body in newest_last}


def _answered(ride: Ride, cancel: Said | None) -> Request:
    match ride.state:
        case RideState.GIVEN if cancel is not None and cancel.state is not SaidState.REFUSED:
            standing = Standing.CANCELLING
        case RideState.GIVEN:
            standing = Standing.GIVEN
        case RideState.REFUSED:
            standing = Standing.REFUSED
        case RideState.CANCELLED:
            standing = Standing.CANCELLED
    return Request(
        name=ride.id,
        day=ride.day,
        from_stop=ride.from_stop,
        to_stop=ride.to_stop,
        leave_at=ride.hoped_for,
        party=ride.party,
        standing=standing,
        ride=ride,
        reason=ride.reason,
    )


def _unanswered(said: Said, body: RideRequest, cancel: Said | None) -> Request:
    standing = Standing.KEPT if said.state is SaidState.KEPT else Standing.SENT
    if said.state is SaidState.REFUSED:
        standing = Standing.REFUSED
    elif cancel is not None and cancel.state is not SaidState.REFUSED:
        standing = Standing.CANCELLED if cancel.state is SaidState.SENT else Standing.CANCELLING
    return Request(
        name=said.name,
        day=body.day,
        from_stop=body.from_stop,
        to_stop=body.to_stop,
        leave_at=body.hoped_for,
        party=body.party,
        standing=standing,
        reason=said.reason,
    )


def is_past(request: Request, scene: Scene) -> bool:
    """Tell whether a ride is over; under an untrusted clock none is."""
    if not scene.knows_time:
        return False
    until = request.ride.board_until if request.ride is not None else None
    return (until or request.board_at) < scene.now


def upcoming(scene: Scene) -> tuple[Request, ...]:
    """Return what still concerns the household: seats, wishes, and refusals not overtaken by a new wish."""
    ahead = [request for request in requests(scene) if not is_past(request, scene)]
    days = {request.day for request in ahead if request.standing in ACTIVE}
    return tuple(request for request in ahead if _concerns(request, days))


def _concerns(request: Request, active_days: set[date]) -> bool:
    match request.standing:
        case Standing.REFUSED:
            return request.day not in active_days
        case Standing.CANCELLED:
            taken_away = request.ride is not None and request.ride.reason is not None
            return taken_away and request.day not in active_days
        case _:
            return True
