"""OR-Tools as a peer: in an environment of its own while the benchmark runs, and asked over a pipe."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from city_server.bus.checker import check
from city_server.bus.cordeau import orders_of
from city_server.bus.model import Day, Plan
from city_server.bus.timetable import timed

PACKAGE = "ortools==9.15.6755"
_SCRIPT = Path(__file__).with_name("or_tools_peer.py")


@contextmanager
def or_tools() -> Iterator[Path | None]:
    """Hand over a Python that has OR-Tools, or None where it cannot be installed; both are said aloud."""
    with TemporaryDirectory(prefix="minato-or-tools-") as folder:
        print(f"  {PACKAGE} comes into an environment of its own, for this alone …", flush=True)
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        ran = subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", PACKAGE], capture_output=True, check=False
        )
        if ran.returncode:
            print(f"  it cannot be had (pip install {PACKAGE}): figures without a peer", flush=True)
        yield python if ran.returncode == 0 else None


def planned_by_or_tools(python: Path, day: Day, seconds: float) -> Plan | None:
    """Return its plan of an instance, judged by our checker: None unless it is whole and legal."""
    ran = subprocess.run(
        [str(python), str(_SCRIPT)],
        input=json.dumps(_described(day, seconds)),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        sys.stderr.write(ran.stderr[-500:])
        return None
    routes = json.loads(ran.stdout)["routes"]
    if routes is None:
        return None
    plan = timed(day, orders_of(day, routes))
    return None if plan.unserved or check(day, plan) else plan


def _described(day: Day, seconds: float) -> dict[str, object]:
    vehicle, count = day.vehicles[0], len(day.requests)
    halts = [request.pickup for request in day.requests] + [request.dropoff for request in day.requests]
    places = [day.travel.index(place) for place in (vehicle.start, *(halt.place for halt in halts))]
    seats = [request.load.seats for request in day.requests]
    hours = (vehicle.hours.earliest, vehicle.hours.latest)
    return {
        "legs": [[day.travel.minutes[start][end] for end in places] for start in places],
        "service": [0.0, *(halt.service for halt in halts)],
        "windows": [hours, *((halt.window.earliest, halt.window.latest) for halt in halts)],
        "loads": [0, *seats, *(-load for load in seats)],
        "pairs": [(number, number + count) for number in range(1, count + 1)],
        "vehicles": len(day.vehicles),
        "seats": vehicle.room.seats,
        "ride_limit": day.requests[0].ride_limit,
        "longest": vehicle.longest,
        "seconds": seconds,
    }
