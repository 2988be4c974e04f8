"""`minato-agent`: the program of the box that needs no screen."""

import argparse
import logging
import os
import random
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from box_agent.bootstrap import End, Options, Outcome, run
from box_agent.errors import AlreadyRunning, NoCity
from box_agent.settings import Settings
from box_agent.single import only_one
from offline_cache.backoff import QUICK, Backoff
from offline_cache.clock import FLOOR, boot_seconds, set_wall_clock
from offline_cache.database import OUTBOX
from offline_cache.outbox import Outbox

_USAGE, _RUNNING = 2, 3
_RAN_WELL = 60.0


def main(set_clock: Callable[[datetime], None] = set_wall_clock) -> int:
    """Run the agent. Returns 0 when it was stopped, 2 without a city, 3 when another one runs."""
    options = _arguments()
    logging.basicConfig(level=logging.INFO, format="minato-agent: %(levelname)s %(message)s")
    directory: Path = options.data
    directory.mkdir(parents=True, exist_ok=True)
    try:
        with only_one(directory):
            told = _settings(directory, options)
            end = _run(
                Options(
                    directory,
                    told.city or "",
                    options.sound_capture,
                    ca=None if told.ca is None else Path(told.ca),
                    time=told.time,
                    set_clock=set_clock,
                )
            )
    except AlreadyRunning as other:
        print(f"minato-agent: another agent (process {other}) works on {directory}", file=sys.stderr)
        return _RUNNING
    except NoCity:
        print("minato-agent: which city? Give --city http://HOST:PORT once", file=sys.stderr)
        return _USAGE
    if end is End.AGAIN:  # a fresh process, so that nothing of the failed one is left
        os.execv(sys.executable, [sys.executable, "-m", "box_agent.main", *sys.argv[1:]])  # noqa: S606
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="minato-agent", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the box's directory")
    parser.add_argument("--city", help="the city's address, http://HOST:PORT; kept for the next start")
    parser.add_argument("--city-ca", help="certificates of the city's own authority (PEM); kept too")
    parser.add_argument("--time", help="where the time is asked without TLS, if not at the city's host; kept")
    parser.add_argument("--sound-capture", type=Path, help="write what would be heard to this folder")
    return parser.parse_args()


def _settings(directory: Path, options: argparse.Namespace) -> Settings:
    """Return what is given now or kept from before, and keep it. Raises `NoCity`."""
    kept = Settings.load(directory)
    told = Settings(options.city or kept.city, options.city_ca or kept.ca, options.time or kept.time)
    if told != kept:
        told.save(directory)
    city = told.city or _city_of_before(directory)
    if city is None:
        raise NoCity
    return replace(told, city=city)


def _city_of_before(directory: Path) -> str | None:
    """Ask the outbox, which outlives everything else here."""
    if not (directory / OUTBOX).exists():
        return None
    outbox = Outbox.open(directory, FLOOR)
    city = outbox.identity.now().city
    outbox.close()
    return city


def _run(options: Options) -> End:
    outcome, stopped = Outcome(), threading.Event()

    def stop(*_: object) -> None:
        stopped.set()
        outcome.set(End.STOPPED)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    began = boot_seconds()
    end = run(options, outcome)
    if end is End.AGAIN:
        backoff = Backoff(options.directory / "retries-start", QUICK, random.uniform)
        if boot_seconds() - began > _RAN_WELL:
            backoff.worked()
        stopped.wait(backoff.failed())
    return End.STOPPED if stopped.is_set() else end


if __name__ == "__main__":
    sys.exit(main())
