"""Whom a commissioner should look at first: worries, then silence of people, then silence of boxes."""

from collections.abc import Iterable
from dataclasses import dataclass

from city_server.check_ins import HomeToday, PersonToday
from wire.content import Answer


@dataclass(frozen=True)
class One:
    """A resident with the home they live in."""

    person: PersonToday
    home: HomeToday


@dataclass(frozen=True)
class Today:
    """Everybody of an area, each in exactly one group.

    `away` told that they would not be at home: no worry is counted for them. `silent` people did not
    answer though their box works; of the `unknown` nothing can be known, for their box is silent; in the
    homes `without` one nothing was asked.
    """

    poor: tuple[One, ...]
    silent: tuple[One, ...]
    unknown: tuple[One, ...]
    without: tuple[One, ...]
    away: tuple[One, ...]
    well: tuple[One, ...]

    @property
    def people(self) -> int:
        """Return how many residents there are in all."""
        others = (self.silent, self.unknown, self.without, self.away)
        return self.answered + sum(len(group) for group in others)

    @property
    def answered(self) -> int:
        """Return how many have answered."""
        return len(self.poor) + len(self.well)


def sort_out(homes: Iterable[HomeToday]) -> Today:
    """Put every resident into one group; those who answered last stand first among the answered."""
    everybody = [One(person, home) for home in homes for person in home.people]
    answered = [one for one in everybody if one.person.answer is not None]
    answered.sort(key=lambda one: one.person.said_at.timestamp() if one.person.said_at else 0.0, reverse=True)
    quiet = sorted((one for one in everybody if one.person.answer is None), key=lambda one: one.person.kana)
    waiting = [one for one in quiet if not one.home.away]
    return Today(
        poor=tuple(one for one in answered if one.person.answer is Answer.POOR),
        silent=tuple(one for one in waiting if one.home.has_box and not one.home.box_silent),
        unknown=tuple(one for one in waiting if one.home.has_box and one.home.box_silent),
        without=tuple(one for one in waiting if not one.home.has_box),
        away=tuple(one for one in quiet if one.home.away),
        well=tuple(one for one in answered if one.person.answer is not Answer.POOR),
    )
