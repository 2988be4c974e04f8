"""A whole village as real processes, shared by the journeys of one file."""

import json
import os
import random
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.television import Television, until

ROOT = Path(__file__).parents[2]
NOW = "2026-11-24T08:05:00+09:00"
"""A Tuesday morning, the day after a holiday."""
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Village:
    """The running demonstration, as its line of JSON tells it."""

    told: dict[str, Any]
    folder: Path
    demo: "subprocess.Popen[str]"
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def city(self) -> str:
        return str(self.told["city"])

    def tv(self, number: int) -> Television:
        box = self.told["boxes"][number]
        return Television(box["household"], box["area"], box["tv"], Path(box["remote"]))

    def kill(self, program: str, number: int) -> None:
        """Kill the `agent` or `face` of a box at once, as a crash would."""
        _kill(self.told["boxes"][number]["pids"][program])

    def start_again(self, name: str, number: int) -> None:
        """Start a program of a box with the command the demonstration told."""
        self._start(self.told["commands"][f"{name} {number + 1}"])

    def kill_city(self) -> None:
        _kill(self.told["pids"]["city"])

    def start_city(self, *more: str) -> None:
        """Start the city as a person would, who knows its folder only."""
        self._start([str(ROOT / "minato"), "city", "--data", str(self.folder / "city"), *more])

    def _start(self, command: list[str]) -> None:
        self.started.append(subprocess.Popen(command, stdin=subprocess.DEVNULL))


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    until(f"process {pid} is dead", lambda: not _alive(pid))


def _alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def free_port(count: int = 1) -> int:
    """Find a run of free ports; returns the first.

    Below those that the system hands to every connection: one of them may be taken before we are there.
    """
    while True:
        first = random.randrange(20_000, 32_000)  # noqa: S311 - no secret
        try:
            for port in range(first, first + count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first


def start_demo(folder: Path, city: int, tv: int, *more: str) -> "subprocess.Popen[str]":
    options = ["--headless", "--city-port", str(city), "--tv-port", str(tv), "--data", str(folder), *more]
    return subprocess.Popen(
        [str(ROOT / "minato"), "demo", *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    folder = tmp_path_factory.mktemp("village")
    demo = start_demo(folder, free_port(), free_port(2), "--now", NOW)
    assert demo.stdout is not None
    line = demo.stdout.readline()
    assert line, "the demonstration ended before it was ready"
    running = Village(json.loads(line), folder, demo)
    yield running
    demo.terminate()
    assert demo.wait(30) == 0
    for process in running.started:
        assert process.wait(5) is not None
    demo.stdout.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield chromium
        chromium.close()


@dataclass
class Desk:
    """Somebody of the city in front of a browser."""

    page: Page
    context: BrowserContext
    city: str

    def go(self, path: str) -> None:
        self.page.goto(self.city + path)


@pytest.fixture
def sign_in(village: Village, browser: Browser) -> Iterator[Any]:
    desks: list[Desk] = []

    def sign(role: str) -> Desk:
        context = browser.new_context(locale="ja-JP")
        page = context.new_page()
        desk = Desk(page, context, village.city)
        login = village.told["logins"][role]
        desk.go("/login")
        page.fill("input[name=user]", login["user"])
        page.fill("input[name=password]", login["password"])
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: not url.endswith("/login"))
        desks.append(desk)
        return desk

    yield sign
    for desk in desks:
        desk.context.close()
