"""A city as its own process with the sample village, and a real Chromium to look at it with."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NOW = "2026-11-22T08:05:00+09:00"
SIZES = {"phone": (360, 740), "pc": (1280, 860)}


@dataclass(frozen=True)
class RunningCity:
    """A city that answers at `url`, and who may sign in."""

    url: str
    logins: dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCity]:
    data = tmp_path_factory.mktemp("city")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "city_server.main", "--data", str(data), "--port", str(port)]
    with (data / "city.log").open("wb") as log:
        process = subprocess.Popen([*command, "--now", NOW, "--sample"], stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until(lambda: _ready(url, process, data / "city.log"))
        yield RunningCity(url, json.loads((data / "logins.json").read_text()))
    finally:
        process.terminate()
        assert process.wait(10) in {0, -signal.SIGTERM}


def _ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    try:
        return requests.get(f"{url}/healthz", timeout=2).status_code == 200
    except requests.ConnectionError:
        return False


def wait_until(fulfilled: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not fulfilled():
        assert time.monotonic() < end, "it did not happen in time"
        threading.Event().wait(0.05)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Window:
    """One browser window with its own cookies, and everything it complained of or asked elsewhere."""

    context: BrowserContext
    page: Page
    city: RunningCity
    complaints: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        """Chromium also logs every refusal (403, 422) that a test asks for; those are no faults."""
        if (
            message.type in {"error", "warning"}
            and "the server responded with a status of 4" not in message.text
        ):
            self.complaints.append(message.text)

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.city.url, "data:")):
            self.complaints.append(f"asked {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.city.url + path)

    def press(self, words: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=words).click()


OpenWindow = Callable[..., Window]


@pytest.fixture
def window(chromium: Browser, city: RunningCity) -> Iterator[OpenWindow]:
    opened: list[Window] = []

    def enter(role: str | None, size: str = "pc") -> Window:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="ja-JP", timezone_id="Asia/Tokyo"
        )
        context.set_default_timeout(10_000)
        found = Window(context, context.new_page(), city)
        opened.append(found)
        found.page.on("console", found.heard)
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        context.on("request", found.asked)
        found.go("/login")
        if role is not None:
            found.page.get_by_label("お名前").fill(city.logins[role]["user"])
            found.page.get_by_label("パスワード").fill(city.logins[role]["password"])
            found.press("ログイン")
        return found

    yield enter
    complaints = [words for found in opened for words in found.complaints]
    for found in opened:
        found.context.close()
    assert complaints == []


@dataclass
class FakeBox:
    """A box that speaks the real protocol; its numbers rise."""

    url: str
    token: str
    name: str
    number: int = 0

    def _ask(self, method: str, path: str, **body: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = requests.request(method, f"{self.url}/box/v1{path}", headers=headers, timeout=10, **body)
        assert answer.ok, answer.text
        return answer

    def sync(self) -> dict[str, Any]:
        """Take everything, and say so by asking from there again."""
        cursor = ""
        while True:
            page: dict[str, Any] = self._ask("GET", "/sync", params={"cursor": cursor}).json()
            cursor = f"{page['epoch']}:{page['to_seq']}"
            if not page["more"]:
                self._ask("GET", "/sync", params={"cursor": cursor})
                return page

    def say(self, kind: str, **body: Any) -> str:
        self.number += 1
        made_at = self.sync()["server_time"]
        command = {"number": self.number, "kind": kind, "v": 1, "made_at": made_at, "clock_trusted": True}
        batch = {"installation": self.name, "commands": [{**command, "body": body}]}
        return str(self._ask("POST", "/commands", json=batch).json()["verdicts"][0]["outcome"])


@pytest.fixture(scope="session")
def box(city: RunningCity) -> Callable[[str], FakeBox]:
    """Enrols a box through the technician's form, as a program does."""
    made: dict[str, FakeBox] = {}
    http = requests.Session()
    login = city.logins["technician"]
    fields = {"user": login["user"], "password": login["password"]}
    http.post(f"{city.url}/login", data={**fields, "csrf": _token(http, city, "/login")}, timeout=10)

    def enrolled(household: str) -> FakeBox:
        if household not in made:
            offer = requests.post(f"{city.url}/box/v1/enrolments", timeout=10).json()
            form = {"code": offer["code"], "household": household, "csrf": _token(http, city, "/technician")}
            answer = http.post(f"{city.url}/technician/enrol", data=form, timeout=10)
            assert "/technician?enrolled=box-" in answer.url
            claim = {"Authorization": f"Bearer {offer['claim']}"}
            given = requests.post(f"{city.url}/box/v1/enrolments/ask", headers=claim, timeout=10).json()
            made[household] = FakeBox(city.url, given["token"], f"browser-{household}")
            made[household].sync()
        return made[household]

    return enrolled


def _token(http: requests.Session, city: RunningCity, path: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', http.get(city.url + path, timeout=10).text)
    assert found is not None
    return found[1]
