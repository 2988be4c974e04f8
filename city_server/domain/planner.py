"""Which run takes a ride request, or why none does: pure, and never over a vehicle's seats or bays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from city_server.domain.service_days import ServiceRules
from wire.content import Aim

OFFERS = 3
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Call:
    """A vehicle stands at a stop, `minute` minutes after midnight."""

    stop: str
    minute: int


@dataclass(frozen=True)
class Run:
    """便: one vehicle's calls in order, at rising minutes. `bays` are its places for wheelchairs."""

    id: str
    vehicle: str
    seats: int
    calls: tuple[Call, ...]
    bays: int = 0


@dataclass(frozen=True)
class Booked:
    """Places taken in a run from the call at position `board` to the one at `alight`."""

    run: str
    board: int
    alight: int
    party: int
    wheelchair: bool = False
    """One of the party sits in a wheelchair: it takes a bay instead of a seat."""


@dataclass(frozen=True)
class Wish:
    """What a household asks for; `at`, `not_before` and `not_after` in minutes after midnight.

    The way home boards no earlier than `not_before`, when the way out has brought them there; the way out is
    there by `not_after`, when a way home that was given already boards.
    """

    day: date
    from_stop: str
    to_stop: str
    at: int
    party: int
    aim: Aim = Aim.LEAVE
    wheelchair: bool = False
    homeward: bool = False
    not_before: int = 0
    not_after: int = DAY_MINUTES


class Why(StrEnum):
    """Reasons of a refusal."""

    TOO_LATE = "too_late"
    CLOSED = "closed"
    TOO_EARLY = "too_early"
    PARTY = "party"
    NO_ROUTE = "no_route"
    NOT_NEAR = "not_near"
    FULL = "full"
    NO_BAY = "no_bay"


@dataclass(frozen=True)
class Seat:
    """Where in a run a party would sit."""

    run: Run
    board: int
    alight: int

    @property
    def leaves(self) -> int:
        """Minute of boarding."""
        return self.run.calls[self.board].minute

    @property
    def arrives(self) -> int:
        """Minute of arrival as the run is timed."""
        return self.run.calls[self.alight].minute


@dataclass(frozen=True)
class Offer:
    """A seat that could be had instead; asked for by its minute of boarding it is given."""

    day: date
    leaves: int
    arrives: int


@dataclass(frozen=True)
class No:
    """A refusal, with up to three other rides, nearest first."""

    why: Why
    offers: tuple[Offer, ...] = ()


def plan(
    wish: Wish, runs: Sequence[Run], booked: Sequence[Booked], rules: ServiceRules, now: datetime
) -> Seat | No:
    """Find the run nearest to the hoped time with room for all; the earlier of two equally near."""
    refused = _refused_by_day(wish, rules, now)
    if refused is not None:
        return No(refused)
    ways = list(_ways(wish, runs))
    if not ways:
        return No(Why.NO_ROUTE)
    ways = [seat for seat in ways if _keeps_trip(seat, wish, rules)]
    ways.sort(key=lambda seat: _farness(seat, wish, rules))
    free = [seat for seat in ways if _has_room(seat, wish, booked)]
    near = [seat for seat in free if _is_near(seat, wish, rules)]
    if near:
        return near[0]
    return No(_why(wish, ways, booked, rules), _offers(wish.day, free))


def promised(seat: Seat, rules: ServiceRules) -> int:
    """Return the minute by which a party is there at the latest: a bus may run late by the window."""
    return seat.arrives + rules.window_minutes


def _refused_by_day(wish: Wish, rules: ServiceRules, now: datetime) -> Why | None:
    if wish.day <= now.date() or now > rules.deadline(wish.day):
        return Why.TOO_LATE
    if wish.day > rules.last_day(now.date()):
        return Why.TOO_EARLY
    if rules.closed_because(wish.day) is not None:
        return Why.CLOSED
    return Why.PARTY if wish.party > rules.max_party else None


def _ways(wish: Wish, runs: Sequence[Run]) -> Iterator[Seat]:
    """Every way to ride: from each call at the stop to the first call there after it."""
    if wish.from_stop == wish.to_stop:
        return
    for run in runs:
        for board, call in enumerate(run.calls):
            if call.stop != wish.from_stop:
                continue
            later = range(board + 1, len(run.calls))
            alight = next((at for at in later if run.calls[at].stop == wish.to_stop), None)
            if alight is not None:
                yield Seat(run, board, alight)


def _keeps_trip(seat: Seat, wish: Wish, rules: ServiceRules) -> bool:
    return seat.leaves >= wish.not_before and promised(seat, rules) <= wish.not_after


def _has_room(seat: Seat, wish: Wish, booked: Sequence[Booked]) -> bool:
    """Look at the fullest leg between boarding and alighting, seats and bays each for itself."""
    seats, bays = _places_left(seat, booked)
    return seats >= wish.party - wish.wheelchair and bays >= wish.wheelchair


def _places_left(seat: Seat, booked: Sequence[Booked]) -> tuple[int, int]:
    seats, bays = [0] * len(seat.run.calls), [0] * len(seat.run.calls)
    for other in booked:
        if other.run == seat.run.id:
            for leg in range(other.board, other.alight):
                seats[leg] += other.party - other.wheelchair
                bays[leg] += other.wheelchair
    legs = slice(seat.board, seat.alight)
    return seat.run.seats - max(seats[legs]), seat.run.bays - max(bays[legs])


def _distance(seat: Seat, wish: Wish, rules: ServiceRules) -> int:
    """Minutes between what was hoped for and this seat; below zero it is later than can be accepted."""
    if wish.aim is Aim.ARRIVE:
        return wish.at - promised(seat, rules)
    return abs(seat.leaves - wish.at)


def _farness(seat: Seat, wish: Wish, rules: ServiceRules) -> tuple[int, int, str]:
    return abs(_distance(seat, wish, rules)), seat.leaves, seat.run.id


def _is_near(seat: Seat, wish: Wish, rules: ServiceRules) -> bool:
    """Tell whether a seat may be given unasked; the way home never sooner than its errand is done."""
    if wish.homeward and wish.aim is Aim.LEAVE and seat.leaves < wish.at:
        return False
    return 0 <= _distance(seat, wish, rules) <= rules.near_minutes


def _why(wish: Wish, ways: Sequence[Seat], booked: Sequence[Booked], rules: ServiceRules) -> Why:
    near = [seat for seat in ways if _is_near(seat, wish, rules)]
    if not near:
        return Why.NOT_NEAR
    seats = any(_places_left(seat, booked)[0] >= wish.party - 1 for seat in near)
    return Why.NO_BAY if wish.wheelchair and seats else Why.FULL


def _offers(day: date, free: Sequence[Seat]) -> tuple[Offer, ...]:
    """Return the nearest of the free seats, one for each time of boarding."""
    by_time: dict[int, Offer] = {}
    for seat in free:
        by_time.setdefault(seat.leaves, Offer(day, seat.leaves, seat.arrives))
    return tuple(by_time.values())[:OFFERS]
