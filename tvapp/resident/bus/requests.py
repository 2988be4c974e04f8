"""What became of every ride this household asked for. A seat is there only when the city gave one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, auto

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.said import of_kind
from tvapp.domain.scene import Scene
from wire.base import TOKYO
from wire.commands import RideCancel, RideRequest
from wire.content import Aim, Ride, RideOffer, RideState


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
    hoped_for: str
    """`HH:MM`, the time of what `aim` says."""
    party: int
    standing: Standing
    aim: Aim = Aim.LEAVE
    wheelchair: bool = False
    trip: str | None = None
    homeward: bool = False
    home_later: bool = False
    ride: Ride | None = None
    reason: str | None = None

    @property
    def hoped_at(self) -> datetime:
        """The moment that was hoped for."""
        hour, minute = self.hoped_for.split(":")
        return datetime.combine(self.day, time(int(hour), int(minute)), TOKYO)

    @property
    def board_at(self) -> datetime:
        """When it is boarded: as given, or as hoped for."""
        given = self.ride.board_from if self.ride is not None else None
        return self.hoped_at if given is None else given

    @property
    def whole(self) -> str:
        """Name of the whole trip: out and home have the same."""
        return self.trip or self.name


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


def other_way(request: Request, scene: Scene) -> Request | None:
    """Find the way home of a way out, or the other way round: a living one before one that is over."""
    others = [
        other
        for other in requests(scene)
        if other.whole == request.whole and other.homeward != request.homeward
    ]
    living = [other for other in others if other.standing in ACTIVE]
    return next(iter(living or others[::-1]), None)


def offers(request: Request) -> tuple[RideOffer, ...]:
    """Return the other rides the city named; from a city that names times alone, those of the same day."""
    ride = request.ride
    if ride is None or request.standing is not Standing.REFUSED:
        return ()
    times = tuple(RideOffer(day=ride.day, board_at=at, arrive_by=at) for at in ride.alternatives)
    return ride.offers or times


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
        hoped_for=ride.hoped_for,
        party=ride.party,
        standing=standing,
        aim=ride.aim,
        wheelchair=ride.wheelchair,
        trip=ride.trip,
        homeward=ride.homeward,
        home_later=ride.home_later,
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
        hoped_for=body.hoped_for,
        party=body.party,
        standing=standing,
        aim=body.aim,
        wheelchair=body.wheelchair,
        trip=body.trip,
        homeward=body.homeward,
        home_later=body.home_later,
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
    living = [request for request in ahead if request.standing in ACTIVE]
    return tuple(request for request in ahead if _concerns(request, living))


def _concerns(request: Request, living: list[Request]) -> bool:
    match request.standing:
        case Standing.REFUSED:
            return not _is_overtaken(request, living)
        case Standing.CANCELLED:
            taken_away = request.ride is not None and request.ride.reason is not None
            return taken_away and not _is_overtaken(request, living)
        case _:
            return True


def _is_overtaken(request: Request, living: list[Request]) -> bool:
    """Tell whether another wish for the same way stands, on that day or in that trip."""
    return any(
        other.homeward == request.homeward and (other.day == request.day or other.whole == request.whole)
        for other in living
    )
