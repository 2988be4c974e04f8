"""Which run takes a ride request, or why none does: pure, and never over a vehicle's seats on any leg."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from city_server.domain.service_days import ServiceRules

ALTERNATIVES = 3


@dataclass(frozen=True)
class Call:
    """A vehicle stands at a stop, `minute` minutes after midnight."""

    stop: str
    minute: int


@dataclass(frozen=True)
class Run:
    """便: one vehicle's calls in order, at rising minutes."""

    id: str
    vehicle: str
    seats: int
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Booked:
    """Seats taken in a run from the call at position `board` to the one at `alight`."""

    run: str
    board: int
    alight: int
    party: int


@dataclass(frozen=True)
class Wish:
    """What a household asks for; `leave_at` in minutes after midnight."""

    day: date
    from_stop: str
    to_stop: str
    leave_at: int
    party: int


class Why(StrEnum):
    """Reasons of a refusal."""

    TOO_LATE = "too_late"
    CLOSED = "closed"
    TOO_EARLY = "too_early"
    PARTY = "party"
    NO_ROUTE = "no_route"
    NOT_NEAR = "not_near"
    FULL = "full"


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
        """Minute of arrival."""
        return self.run.calls[self.alight].minute


@dataclass(frozen=True)
class No:
    """A refusal; `alternatives` are minutes of boarding on that day that have seats, rising."""

    why: Why
    alternatives: tuple[int, ...] = ()


def plan(
    wish: Wish, runs: Sequence[Run], booked: Sequence[Booked], rules: ServiceRules, now: datetime
) -> Seat | No:
    """Find the run nearest to the hoped time with seats for all; the earlier of two equally near."""
    refused = _refused_by_day(wish, rules, now)
    if refused is not None:
        return No(refused)
    ways = sorted(_ways(wish, runs), key=lambda seat: _farness(seat, wish))
    if not ways:
        return No(Why.NO_ROUTE)
    free = [seat for seat in ways if _seats_left(seat, booked) >= wish.party]
    near = [seat for seat in free if _is_near(seat, wish, rules)]
    if near:
        return near[0]
    why = Why.FULL if any(_is_near(seat, wish, rules) for seat in ways) else Why.NOT_NEAR
    return No(why, _first_times(free))


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


def _seats_left(seat: Seat, booked: Sequence[Booked]) -> int:
    """Count the seats that stay free on the fullest leg between boarding and alighting."""
    aboard = [0] * len(seat.run.calls)
    for other in booked:
        if other.run == seat.run.id:
            for leg in range(other.board, other.alight):
                aboard[leg] += other.party
    return seat.run.seats - max(aboard[seat.board : seat.alight])


def _farness(seat: Seat, wish: Wish) -> tuple[int, int, str]:
    return abs(seat.leaves - wish.leave_at), seat.leaves, seat.run.id


def _is_near(seat: Seat, wish: Wish, rules: ServiceRules) -> bool:
    return abs(seat.leaves - wish.leave_at) <= rules.near_minutes


def _first_times(free: Sequence[Seat]) -> tuple[int, ...]:
    times = list(dict.fromkeys(seat.leaves for seat in free))
    return tuple(sorted(times[:ALTERNATIVES]))
