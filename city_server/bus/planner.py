"""Plans a day of the bus: who rides in which vehicle, and when."""

import random

from city_server.bus.budget import Budget
from city_server.bus.model import Day, Plan
from city_server.bus.network import network
from city_server.bus.plans import plan_of, take_over
from city_server.bus.search import Search, Tuning


def plan_day(
    day: Day, budget: Budget, seed: int, start: Plan | None = None, tuning: Tuning | None = None
) -> Plan:
    """Return the plan with the fewest unserved requests, and of those the least driving, found in the budget.

    Begins with `start` where there is one; as many stay served. The same arguments give the same plan as long
    as the budget counts rounds. Raises Impossible.
    """
    search = Search(network(day, start), random.Random(seed), tuning)  # noqa: S311 - no secret
    if start is not None:
        take_over(search, start)
    aboard = {request for line in search.state.routes for request in line.requests}
    fixed = {request for kin in search.net.kins for request in kin.locked}
    search.add(number for number in range(len(day.requests)) if number not in aboard | fixed)
    search.improve(budget)
    return plan_of(search.net, search.state)
