"""Box and city die by SIGKILL in the middle of their work, and nothing that was taken is lost or doubled."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kiosk_setup.chaos.mortal import Stage

ROOT = Path(__file__).parents[2]
KILLS = 150


def killed(count: int, *more: str) -> tuple[int, dict[str, Any]]:
    """In processes of their own: they fork, which a test process with its threads must not."""
    command = [sys.executable, "-m", "kiosk_setup.chaos.main", "--json", "--kills", str(count), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.stdout, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, told


def test_what_was_taken_survives_a_kill_at_any_moment() -> None:
    code, told = killed(KILLS, "--seed", "1")
    assert told["violations"] == []
    assert code == 0
    assert told["kills"] == KILLS, "each must have been ended by its kill"
    assert set(told["while"]) == set(Stage), "the kills must hit it at everything it does"
    assert told["city_kills"] > 0
    assert told["taken"] > KILLS / 2


def test_a_box_that_says_so_before_it_is_written_is_found() -> None:
    code, told = killed(10, "--jobs", "1", "--plant", "tests.kiosk_setup.planted_bugs:word_before_write")
    assert code == 1
    assert any("nowhere" in broken for broken in told["violations"])
