"""What the demo says about the city: which process to stop, and a command that goes on where it stopped."""

import subprocess
from pathlib import Path

import pytest

from kiosk_setup.demo import village
from kiosk_setup.demo.main import CITY, shown
from kiosk_setup.demo.programs import Program
from kiosk_setup.demo.village import Plan, Village

MORNING = "2026-11-24T08:05:00+09:00"


def test_the_city_is_started_again_without_turning_its_clock_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[tuple[str, ...]] = []

    def start(name: str, arguments: tuple[str, ...], log: Path) -> Program:
        started.append((name, *arguments))
        with subprocess.Popen(["true"]) as process:
            return Program(name, started[-1], log, process)

    monkeypatch.setattr(village, "start", start)
    monkeypatch.setattr(village, "wait_for", lambda *_: None)
    demo = Village(Plan(tmp_path, 8700, 8710, (), MORNING, window=False), lambda _: None)
    demo.start()
    assert started[0][-2:] == ("--now", MORNING)
    assert demo.programs[0].command == started[0][:-2]


def test_a_person_is_told_which_process_is_the_city_and_how_to_start_it_again() -> None:
    told = shown(
        {
            "city": "http://127.0.0.1:8700",
            "logins": {"office": {"user": "office", "password": "secret", "area": None}},
            "boxes": [{"tv": "http://127.0.0.1:8710", "household": "akai-01", "area": "akai"}],
            "pids": {"city": 4242},
            "commands": {CITY: ["minato-city", "--data", "/home/my village/city"]},
        },
        window=False,
    )
    assert "kill 4242" in told
    assert "minato-city --data '/home/my village/city'" in told
