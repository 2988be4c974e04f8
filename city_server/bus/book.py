"""The book of a day: what was promised, what has begun, the plan that keeps it, and the office's terms."""

from dataclasses import dataclass, field
from enum import StrEnum

from city_server.bus.model import DAY_MINUTES, Day, Load, Plan, Promise
from wire.content import Aim


@dataclass(frozen=True)
class Terms:
    """What the office has set, in minutes."""

    window: float = 15.0
    """A bus comes at most so late, and never early."""
    near: float = 15.0
    """So far from what was asked a ride may be given without asking back."""
    boarding: float = 1.0
    boarding_wheelchair: float = 4.0
    detour: float = 15.0
    """Nobody rides longer than the direct way and this, or than the direct way times …"""
    stretch: float = 1.5
    shifts: tuple[float, ...] = (15, -15, 30, -30, 45, -45, 60, -60)
    """Where to look for another ride, when there is none as asked."""
    offers: int = 3

    def ride_limit(self, direct: float) -> float:
        """Return the longest ride for a way of so many minutes."""
        return max(direct + self.detour, direct * self.stretch)


@dataclass(frozen=True)
class Asked:
    """A party asks for a ride at minute `at`: to leave then or soon after, or to be there by then."""

    id: str
    start: str
    end: str
    at: float
    load: Load
    aim: Aim = Aim.LEAVE
    not_before: float = 0.0
    """It boards no earlier."""
    not_after: float = DAY_MINUTES
    """It is there by this."""


class Why(StrEnum):
    """Reasons of a refusal."""

    NO_PLACE = "no_place"
    """The bus does not go there, or both ends are one place."""
    PARTY = "party"
    """No vehicle has so many seats, or bays."""
    PAST = "past"
    """It is too late to get there from where the vehicles are."""
    CLOSED = "closed"
    """No vehicle could do it though it had nothing else to do: hours, pauses, the way itself."""
    NO_BAY = "no_bay"
    """There would be room, but not for a wheelchair."""
    FULL = "full"


@dataclass(frozen=True)
class Offer:
    """A ride that can be had: confirmed, it becomes a promise."""

    asked: Asked
    vehicle: str
    """Which would bring them as things are; until it sets out another may take over."""
    promise: Promise
    plan: Plan
    """Of the whole day, with this ride in it."""


@dataclass(frozen=True)
class Refusal:
    """No ride as asked; up to three others, those nearest to it first."""

    why: Why
    alternatives: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Book:
    """A day with its promises, and a plan that keeps all of them."""

    day: Day
    plan: Plan = field(default_factory=Plan)
    terms: Terms = field(default_factory=Terms)
