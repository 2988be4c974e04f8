"""How many minutes lie between any two places: a full matrix, never negative."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from city_server.bus.errors import Impossible, Unknown


@dataclass(frozen=True)
class TravelTimes:
    """Minutes from each place (row) to each (column), in the order of `places`.

    By the fastest way, so that a detour is never a short cut: see `fastest`. Raises Impossible when a number
    is missing, negative or not finite, when a place stands twice, or when it takes time to stay.
    """

    places: tuple[str, ...]
    minutes: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        if len(set(self.places)) != len(self.places):
            raise Impossible("a place stands twice in the travel times")
        if [len(row) for row in self.minutes] != [len(self.places)] * len(self.places):
            raise Impossible(f"travel times of {len(self.places)} places need a full square of numbers")
        for place, row in enumerate(self.minutes):
            if row[place] != 0:
                raise Impossible(f"from {self.places[place]} to itself it takes {row[place]} minutes")
            for other, value in enumerate(row):
                if not (math.isfinite(value) and value >= 0):
                    raise Impossible(f"{self.places[place]} to {self.places[other]}: {value} minutes")

    @cached_property
    def _index(self) -> dict[str, int]:
        return {place: number for number, place in enumerate(self.places)}

    def index(self, place: str) -> int:
        """Return the row of a place. Raises Unknown."""
        try:
            return self._index[place]
        except KeyError:
            raise Unknown(f"no such place: {place}") from None

    def knows(self, place: str) -> bool:
        """Tell whether the bus goes there."""
        return place in self._index

    def between(self, start: str, end: str) -> float:
        """Return the minutes from one place to another. Raises Unknown."""
        return self.minutes[self.index(start)][self.index(end)]


def fastest(places: Sequence[str], minutes: Sequence[Sequence[float | None]]) -> TravelTimes:
    """Return the travel times of the fastest ways through a network; None where no road leads directly.

    Measured or rounded minutes often break the triangle (A to C takes longer than A to B to C); who may drive
    through B is at C by that. Floyd and Warshall's way, O(n³). Raises Impossible where no road leads.
    """
    table = [[math.inf if value is None else value for value in row] for row in minutes]
    if any(len(row) != len(places) for row in table) or len(table) != len(places):
        raise Impossible(f"travel times of {len(places)} places need a full square of numbers")
    if any(value < 0 for row in table for value in row):
        raise Impossible("a travel time is negative")
    for place, row in enumerate(table):
        row[place] = 0.0
    for through, onward in enumerate(table):
        for row in table:
            first = row[through]
            row[:] = [min(direct, first + rest) for direct, rest in zip(row, onward, strict=True)]
    return TravelTimes(tuple(places), tuple(tuple(row) for row in table))
