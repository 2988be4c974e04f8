"""Requests that come one by one: each is answered at once, and the plan is improved before the next."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from city_server.bus.budget import Seconds
from city_server.bus.model import Day, Plan
from city_server.bus.network import network
from city_server.bus.plans import plan_of
from city_server.bus.search import Search, State

_BETWEEN = 0.1
"""Seconds of search after each answer."""
_ROOM = 0.03
"""Seconds of search for room, where a request fits in nowhere as things are."""
_HEAT = 0.3


@dataclass(frozen=True)
class Answers:
    """How many requests were accepted, and how long each answer took, in milliseconds."""

    accepted: int
    milliseconds: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """Return the time within which `share` per cent of the answers came; 0 without any."""
        ordered = sorted(self.milliseconds)
        return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)] if ordered else 0.0


def one_by_one(day: Day, order_seed: int, seed: int, clock: Callable[[], float]) -> tuple[Plan, Answers]:
    """Answer the requests in a random order. A plan never knows of a request that has not come yet.

    Who is refused stays refused, who is accepted is served whatever comes.
    """
    search = Search(network(day), random.Random(seed))  # noqa: S311 - no secret
    order = list(range(len(day.requests)))
    random.Random(order_seed).shuffle(order)  # noqa: S311 - no secret
    answers = [_answered(search, request, clock) for request in order]
    accepted = sum(taken for taken, _ in answers)
    return plan_of(search.net, search.state), Answers(accepted, tuple(spent for _, spent in answers))


def _answered(search: Search, request: int, clock: Callable[[], float]) -> tuple[bool, float]:
    """Answer, then improve the plan. Returns whether there is room, and the milliseconds of the answer."""
    before = State(list(search.state.routes), [])
    begun = clock()
    taken = not search.add([request]) or search.make_room(Seconds(_ROOM, clock))
    if not taken:
        search.state = before
    spent = 1000 * (clock() - begun)
    search.improve(Seconds(_BETWEEN, clock), _HEAT)
    return taken, spent
