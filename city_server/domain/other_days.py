"""What is offered when the bus cannot take a household that day: the same wish on the days after it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from city_server.domain.planner import OFFERS, Booked, No, Offer, Run, Seat, Why, Wish, plan
from city_server.domain.service_days import ServiceRules

DAYS = 7
"""How far to look: farther away it is no longer the same errand."""
_ANOTHER_DAY_HELPS = frozenset({Why.TOO_LATE, Why.CLOSED, Why.FULL, Why.NO_BAY})

Books = Callable[[date], Sequence[Booked]]
"""What is booked on a day."""


def answer(wish: Wish, runs: Sequence[Run], books: Books, rules: ServiceRules, now: datetime) -> Seat | No:
    """Plan a ride that stands alone; refused without an offer that day, it is offered on later days."""
    first = plan(wish, runs, books(wish.day), rules, now)
    if isinstance(first, Seat) or first.offers or first.why not in _ANOTHER_DAY_HELPS:
        return first
    return No(first.why, _later(wish, runs, books, rules, now))


def _later(
    wish: Wish, runs: Sequence[Run], books: Books, rules: ServiceRules, now: datetime
) -> tuple[Offer, ...]:
    start = max(wish.day, now.date())
    found: list[Offer] = []
    for ahead in range(1, DAYS + 1):
        day = start + timedelta(days=ahead)
        seat = plan(replace(wish, day=day), runs, books(day), rules, now)
        if isinstance(seat, Seat):
            found.append(Offer(day, seat.leaves, seat.arrives))
        if len(found) == OFFERS:
            break
    return tuple(found)
