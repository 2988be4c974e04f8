"""Whether the face stays as small as it was: ten thousand screen changes, weighed every thousand."""

import json
import os
import subprocess
import sys
from statistics import median

from kiosk_setup.bench.rows import Row
from kiosk_setup.bench.x_screen import x_screen

CHANGES = 10_000


def memory() -> list[Row]:
    """Run the changes on an X screen of their own. Takes some minutes."""
    weights = weigh(CHANGES)
    return [
        Row("own memory after a thousand changes of screen", "MB", weights[0]),
        Row("own memory at the most, later", "MB", max(weights[1:]), weights[0], "after a thousand", 1.05),
        Row("own memory at the end", "MB", weights[-1], weights[0], "after a thousand", 1.05),
        Row("own memory, median", "MB", median(weights)),
    ]


def weigh(count: int) -> list[float]:
    """Return what the process weighed, in MB, after each thousand."""
    with x_screen(1920, 1080) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk_setup.bench.screen_changes", str(count)],
            env=os.environ | {"DISPLAY": screen.display},
            capture_output=True,
            text=True,
            check=True,
        )
    return [json.loads(line)[1] for line in done.stdout.splitlines() if line.startswith("[")]
