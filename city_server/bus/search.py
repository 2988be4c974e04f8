"""Large neighbourhood search: take a few requests out, put them back, keep what is better or nearly so."""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from city_server.bus.budget import Budget
from city_server.bus.errors import Impossible
from city_server.bus.network import GUARD, Network
from city_server.bus.recreate import by_regret, in_order
from city_server.bus.routes import Line, Lines
from city_server.bus.ruin import Ruin, Taken

UNSERVED = 1_000_000.0
"""Minutes of driving that one more request is worth."""

_GENTLE = 0.3


@dataclass(frozen=True)
class Tuning:
    """How the search goes about it; found on few small days, and good enough on others."""

    heat: float = 0.015
    """What a change for the worse may cost at the beginning, as a share of an average route's driving …"""
    cold: float = 0.01
    """… and at the end, as a share of that."""
    fewest: int = 2
    most: int = 18
    """Requests taken out in one round; small numbers are more frequent."""
    strings: float = 0.5
    scattered: float = 0.08
    costly: float = 0.02
    vehicle: float = 0.01
    """Chances of each way to take out; the rest are related ones."""
    regret: float = 0.3
    """Chance of putting back by regret instead of in order."""
    noise: float = 0.3
    blink: float = 0.02
    by_time: float = 0.3
    """Chance that the order is the day's."""


@dataclass
class State:
    """Routes by vehicle, and requests that ride in none of them."""

    routes: list[Line]
    bank: list[int]

    def cost(self) -> float:
        """Return minutes of driving, with those of the unserved."""
        return sum([line.minutes for line in self.routes]) + UNSERVED * len(self.bank)


class Search:
    """A search over one network. Everything by chance comes from `chance` alone."""

    def __init__(self, net: Network, chance: random.Random, tuning: Tuning | None = None) -> None:
        self.net = net
        self.lines = Lines(net)
        self._chance = chance
        self._tuning = tuning or Tuning()
        self._ruin: Ruin | None = None  # made when it is needed: an answer needs none
        self.state = State([self._idle(kin) for kin in net.kin_of], [])
        self.rounds = 0

    def _idle(self, kin: int) -> Line:
        line, own = self.lines.empty(kin), self.net.kins[kin]
        if line is None and own.locked:
            raise Impossible("a vehicle cannot keep what it has begun")
        if line is None:  # its hours are over, or too short for its pauses
            self.net.kins[kin] = replace(own, room=GUARD)
            line = Line(kin, own.base, (), [self.net.earliest[node] for node in own.base], 0.0)
        return line

    def add(self, requests: Iterable[int]) -> list[int]:
        """Put requests into the routes by regret. Returns those that found no place, as the bank does."""
        left = by_regret(self.lines, self.state.routes, list(requests), self._chance, 0.0)
        self.state.bank += left
        return left

    def make_room(self, budget: Budget) -> bool:
        """Search until everybody is served, at most as long as the budget lasts. Returns whether they are."""
        self.improve(budget, _GENTLE, enough=UNSERVED)
        return not self.state.bank

    def improve(self, budget: Budget, heat: float = 1.0, enough: float = -math.inf) -> None:
        """Search until the budget is spent or the cost is below `enough`; the state is then the best seen.

        `heat` makes the search bolder (1) or keeps it near what it has (0).
        """
        tuning, dice = self._tuning, self._chance.random
        now = self.state
        best, cost = now, now.cost()
        least = cost
        driving = sum(line.minutes for line in now.routes) / max(1, len(now.routes))
        start = max(1e-6, heat * tuning.heat * driving)
        where = _where(now)
        while (spent := budget.spent()) < 1 and (where or now.bank) and least >= enough:
            self.rounds += 1
            self.lines.forget()
            found = self._changed(now, where)
            price = found.cost()
            if price < cost - start * tuning.cold**spent * math.log(1.0 - dice()):
                now, cost = found, price
                where = _where(now)
                if cost < least - 1e-9:
                    best, least = now, cost
        self.state = best

    def _changed(self, now: State, where: dict[int, int]) -> State:
        """Return another state near this one."""
        tuning, chance = self._tuning, self._chance
        routes, bank = list(now.routes), list(now.bank)
        for vehicle, riders in self._taken(now, where).items():
            line = self.lines.without(routes[vehicle], riders)
            if line is not None:
                routes[vehicle] = line
                bank += riders
        if chance.random() < tuning.regret:
            noise = tuning.noise * chance.random() if chance.random() < 0.5 else 0.0
            return State(routes, by_regret(self.lines, routes, bank, chance, noise))
        if chance.random() < tuning.by_time:
            bank.sort(key=self.net.earliest[::2].__getitem__)
        else:
            chance.shuffle(bank)
        return State(routes, in_order(self.lines, routes, bank, chance, tuning.blink))

    def _taken(self, now: State, where: dict[int, int]) -> Taken:
        tuning, chance, ruin = self._tuning, self._chance, self._ruin or Ruin(self.net, self._chance)
        self._ruin = ruin
        if not where:
            return {}
        count = int(tuning.fewest + (tuning.most - tuning.fewest) * chance.random() ** 2 + 0.5)
        seed = chance.choice(list(where))
        way = chance.random() - tuning.strings
        if way < 0:
            return ruin.strings(now.routes, where, seed, count)
        if (way := way - tuning.scattered) < 0:
            return ruin.scattered(where, count)
        if (way := way - tuning.costly) < 0:
            return ruin.costly(now.routes, where, count)
        if way - tuning.vehicle < 0:
            return ruin.vehicle(now.routes, where, seed)
        return ruin.related(where, seed, count)


def _where(state: State) -> dict[int, int]:
    return {request: number for number, line in enumerate(state.routes) for request in line.requests}
