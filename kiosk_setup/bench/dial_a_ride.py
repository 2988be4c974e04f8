"""Dial-a-ride instances made by Cordeau's recipe (2006): as large as we like, and never seen by who tuned."""

import math
import random

_WINDOW = 15
_LEAVE_OUT = 60
"""Minutes at the end of the day without a window."""


def instance(kind: str, vehicles: int, requests: int, seed: int) -> str:
    """Return the text of an instance like a8-96: `kind` "a" (one to a request) or "b" (one to six).

    Stops are uniform in a square of 20 by 20 around the depot. The first half goes out, with a window of 15
    minutes where it is set down; the second half comes home, with one where it is taken up. Rides last at
    most 30 (a) or 45 (b) minutes; 3 (a) or 6 (b) fit in. Not every small one can be served whole.
    """
    chance = random.Random(f"{kind}{vehicles}-{requests}:{seed}")  # noqa: S311 - no secret
    longest = {7: 480, 8: 480, 9: 600, 10: 600}.get(requests // vehicles, 720)
    seats, ride_limit = (3, 30) if kind == "a" else (6, 45)
    spots = [
        (round(chance.uniform(-10, 10), 3), round(chance.uniform(-10, 10), 3)) for _ in range(2 * requests)
    ]
    loads = [1 if kind == "a" else chance.randint(1, seats) for _ in range(requests)]
    services = [3 if kind == "a" else load for load in loads]
    rows = [f"{vehicles} {requests} {longest} {seats} {ride_limit}", f"0 0 0 0 0 0 {longest}"]
    windows = [_windows(chance, spots, services, number, longest) for number in range(requests)]
    for stop, (x, y) in enumerate(spots):
        number, down = stop % requests, stop >= requests
        earliest, latest = windows[number][down]
        load = -loads[number] if down else loads[number]
        rows.append(f"{stop + 1} {x} {y} {services[number]} {load} {earliest} {latest}")
    rows.append(f"{2 * requests + 1} 0 0 0 0 0 {longest}")
    return "\n".join(rows) + "\n"


def _windows(
    chance: random.Random, spots: list[tuple[float, float]], services: list[int], number: int, longest: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the windows of both ends; the narrow one can be kept by a vehicle that does nothing else."""
    requests = len(services)
    pickup, drop = spots[number], spots[number + requests]
    wide = (0, 1440)
    if number < requests // 2:
        soonest = math.ceil(math.hypot(*pickup) + services[number] + math.dist(pickup, drop))
        begins = chance.randint(soonest, longest - _LEAVE_OUT)
        return wide, (begins, begins + _WINDOW)
    begins = chance.randint(math.ceil(math.hypot(*pickup)), longest - _LEAVE_OUT - _WINDOW)
    return (begins, begins + _WINDOW), wide
