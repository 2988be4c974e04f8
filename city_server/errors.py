"""What can go wrong in the city, each error named by what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class CityError(Exception):
    """Base of this package's errors."""


class Broken(CityError):
    """Raised when the city cannot start: its directory or database is not what it should be."""


@dataclass
class Refused(CityError):
    """Raised when a household asks for what it may not have; `reason` is in words for the resident."""

    reason: str


@dataclass
class Invalid(CityError):
    """Raised when a form cannot be taken; `faults` says for each field, in words, what is wrong."""

    faults: Mapping[str, str]

    def __str__(self) -> str:
        return "・".join(self.faults.values())


@dataclass
class NotFound(CityError):
    """Raised when there is no such thing; `what` names the kind and id."""

    what: str


@dataclass
class Conflict(CityError):
    """Raised when somebody was first, or the thing is over; `reason` is in words for staff."""

    reason: str


class TokenUnknown(CityError):
    """Raised when a request bears no token that the city gave out."""


class TokenRevoked(CityError):
    """Raised when a request bears a token that was taken back."""


class CodeUnknown(CityError):
    """Raised when no box shows this enrolment code, or it has run out."""


@dataclass
class Locked(CityError):
    """Raised after too many wrong guesses; `until` is when guessing may go on."""

    until: datetime


class TooManyOffers(CityError):
    """Raised when one address asks for more enrolment codes than a row of boxes would."""
