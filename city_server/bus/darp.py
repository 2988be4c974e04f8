"""The command that plans a dial-a-ride instance: `python -m city_server.bus.darp FILE --seconds S`."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from city_server.bus.budget import Seconds
from city_server.bus.checker import check, driven
from city_server.bus.cordeau import numbered, read_day
from city_server.bus.errors import BusError
from city_server.bus.model import Day, Plan
from city_server.bus.online import Answers, one_by_one
from city_server.bus.planner import plan_day


def main(arguments: Sequence[str] | None = None) -> int:
    """Plan a file and print what came of it. Returns 0, or 2 when the file or the arguments are no good."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if not 0 <= asked.seconds <= 86_400:
        parser.error("--seconds needs a number from 0 to 86400")
    begun = time.perf_counter()
    try:
        day = read_day(Path(asked.file).read_text("utf-8"))
        if asked.online is None:
            plan, answers = plan_day(day, Seconds(asked.seconds, time.perf_counter), asked.seed), None
        else:
            plan, answers = one_by_one(day, asked.online, asked.seed, time.perf_counter)
    except (OSError, UnicodeDecodeError, BusError) as wrong:
        sys.stderr.write(f"darp: {asked.file}: {wrong}\n")
        return 2
    told = _told(day, plan, answers, time.perf_counter() - begun)
    sys.stdout.write(f"{json.dumps(told) if asked.json else _text(told)}\n")
    return 0


def _told(day: Day, plan: Plan, answers: Answers | None, seconds: float) -> dict[str, object]:
    refused = plan.unserved if answers is not None else ()
    told: dict[str, object] = {
        "cost": driven(day, plan),
        "routes": numbered(day, plan),
        "feasible": not check(day, plan) and len(plan.unserved) == len(refused),
        "seconds": seconds,
    }
    if answers is not None:
        told |= {
            "accepted": answers.accepted,
            "requests": len(day.requests),
            "answer_ms_p50": answers.percentile(50),
            "answer_ms_p95": answers.percentile(95),
        }
    return told


def _text(told: dict[str, object]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in told.items())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="darp", description="Plan a dial-a-ride instance of Cordeau.")
    parser.add_argument("file", help="an instance: a2-16.txt …")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to search (5)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed takes the same chances (1)")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument(
        "--online",
        type=int,
        metavar="ORDER_SEED",
        help="answer the requests one by one in this random order, with 0.1 s of search after each",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
