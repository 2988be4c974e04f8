"""The planner of the bus beside OR-Tools: five seconds each on one core, every plan before the checker.

Published instances are measured against their proven optimum where they lie beside the checkout
(`../shared/data/darp`); those made by the same recipe are compared by what is driven.
"""

import csv
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from city_server.bus.budget import Seconds
from city_server.bus.checker import check, driven
from city_server.bus.cordeau import read_day
from city_server.bus.model import Day, Plan
from city_server.bus.online import one_by_one
from city_server.bus.planner import plan_day
from kiosk_setup.bench.dial_a_ride import instance
from kiosk_setup.bench.or_tools import or_tools, planned_by_or_tools
from kiosk_setup.bench.rows import Row

SECONDS = 5.0
SEEDS = (1, 2, 3)
PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "darp"
OWN = (("a", 4, 32), ("b", 4, 32), ("a", 6, 60), ("b", 6, 60), ("a", 8, 96), ("b", 8, 96))
_PEER = "OR-Tools"


def bus() -> list[Row]:
    """Plan every instance; takes some minutes."""
    with or_tools() as python:
        return list(rows(python, SECONDS, OWN))


def rows(python: Path | None, seconds: float, own: tuple[tuple[str, int, int], ...]) -> Iterator[Row]:
    """Yield the figures: gaps to the optimum, driving, and answers one by one."""
    best = _optima()
    published = [(name, read_day((PUBLISHED / f"{name}.txt").read_text("utf-8"))) for name in best]
    made = [(f"{kind}{v}-{n} (ours)", read_day(instance(kind, v, n, 2006))) for kind, v, n in own]
    for name, day in published:
        ours = 100 * (_ours(day, seconds) / best[name] - 1)
        theirs = _theirs(python, day, seconds)
        gap = None if theirs is None else abs(100 * (theirs / best[name] - 1))
        yield Row(f"{name}, above the optimum", "%", abs(ours), gap, _PEER)
    for name, day in made:
        whole = _ours(day, seconds)
        yield Row(f"{name}, driven", "min", whole, _theirs(python, day, seconds), _PEER, 1.0)
        yield from _one_by_one(name, day, whole)


def _optima() -> dict[str, float]:
    listed = PUBLISHED / "optima.csv"
    if not listed.exists():
        return {}
    with listed.open(encoding="utf-8", newline="") as lines:
        return {row["instance"]: float(row["our_objective"]) for row in csv.DictReader(lines)}


def _ours(day: Day, seconds: float) -> float:
    """Return the mean of the seeds. Raises ValueError when a plan is not whole and legal."""
    plans = [plan_day(day, Seconds(seconds, time.perf_counter), seed) for seed in SEEDS]
    return mean(_judged(day, plan) for plan in plans)


def _judged(day: Day, plan: Plan) -> float:
    if plan.unserved or check(day, plan):
        raise ValueError(f"a plan with {len(plan.unserved)} unserved, and {check(day, plan)[:3]}")
    return driven(day, plan)


def _theirs(python: Path | None, day: Day, seconds: float) -> float | None:
    plan = None if python is None else planned_by_or_tools(python, day, seconds)
    return None if plan is None else driven(day, plan)


def _one_by_one(name: str, day: Day, whole: float) -> Iterator[Row]:
    """Yield what comes of requests that come one by one, beside the day planned as a whole."""
    plan, answers = one_by_one(day, 1, 1, time.perf_counter)
    share = 100 * answers.accepted / len(day.requests)
    yield Row(f"{name}, one by one: accepted", "%", share)
    yield Row(f"{name}, one by one: 95 of 100 answered in", "ms", answers.percentile(95))
    yield Row(f"{name}, one by one: driven", "min", driven(day, plan), whole, "planned as a whole", 1.08)
