"""A village on one machine: how long it takes from the office to the TV, and what a box costs.

The peer of the face is what a sign vendor would put there: Chromium showing one page of the same words.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import requests

from kiosk_setup.bench.processes import idle_percent, pss_mb
from kiosk_setup.bench.rows import Row
from kiosk_setup.demo.households import choose_homes
from kiosk_setup.demo.staff_browser import StaffBrowser
from kiosk_setup.demo.village import Plan, Village
from remote_input.event_bytes import press_bytes
from remote_input.keys import Key

ROOT = Path(__file__).parents[2]
TIMES = 9
IDLE_SECONDS = 20.0
SETTLE_SECONDS = 12.0
PATIENCE = 20.0
BREATH = 0.25
"""Between two presses: a faster finger is taken for a bouncing button."""


def village() -> list[Row]:
    """Bring a village up and measure it. Ports 8790 and up must be free."""
    with tempfile.TemporaryDirectory() as folder:
        homes = choose_homes(ROOT / "assets" / "village", 1)
        plan = Plan(Path(folder), 8790, 8791, homes, "2026-11-24T08:05:00+09:00", window=False)
        running = Village(plan, lambda _: None)
        begun = time.monotonic()
        try:
            running.start()
            rows = [Row("demo of one home, from start to ready", "s", time.monotonic() - begun)]
            return rows + _delays(running) + _costs(running)
        finally:
            running.stop()


def _delays(running: Village) -> list[Row]:
    tv, area = running.boxes[0].tv, running.boxes[0].area
    login = running.logins()["office"]
    office = StaffBrowser(running.city, login["user"], login["password"])
    notices = [_until_seen(tv, f"計測 {n}", lambda n=n: _notice(office, area, n)) for n in range(TIMES)]  # type: ignore[misc]
    keys = [_key(tv, Path(running.boxes[0].remote), n) for n in range(TIMES)]
    alert = _until_seen(tv, "避難指示", lambda: _alert(office, area))
    return [
        Row("notice, from the office's click to the TV", "ms", median(notices) * 1000),
        Row("alert, from the office's click to the TV", "ms", alert * 1000),
        Row("key on the remote to what stands on the screen", "ms", median(keys) * 1000),
    ]


def _notice(office: StaffBrowser, area: str, number: int) -> None:
    fields = {"title": f"計測 {number}", "body": "ためし", "kind": "city", "sender": "支所", "area": area}
    office.send("/office/notices/new", "/office/notices", fields)


def _alert(office: StaffBrowser, area: str) -> None:
    fields: dict[str, Any] = {
        "status": "actual",
        "level": "4",
        "title": "避難指示",
        "headline1": "土砂くずれの おそれ。",
        "to_shelter": "yes",
        "hours": "3",
        "sender": "市",
        "area": area,
        "again": "4",
    }
    office.send("/office/alerts/new", "/office/alerts", fields)


def _key(tv: str, remote: Path, number: int) -> float:
    """Move the focus; measured on the description, which is told when the picture is handed to the screen."""
    time.sleep(BREATH)
    before = _view(tv)["focus"]
    key = Key.RIGHT if number % 2 == 0 else Key.LEFT

    def press() -> None:
        with remote.open("wb", buffering=0) as fifo:
            fifo.write(press_bytes(key, time.time()))

    return _until(lambda: _view(tv)["focus"] != before, press)


def _until_seen(tv: str, words: str, do: Callable[[], None]) -> float:
    return _until(lambda: any(words in text["text"] for text in _view(tv)["texts"]), do)


def _until(there: Callable[[], bool], do: Callable[[], None]) -> float:
    begun = time.monotonic()
    do()
    while not there():
        if time.monotonic() - begun > PATIENCE:
            raise TimeoutError("it did not come to the screen")
        time.sleep(0.002)
    return time.monotonic() - begun


def _view(tv: str) -> dict[str, Any]:
    view: dict[str, Any] = requests.get(f"{tv}/view.json", timeout=5).json()
    return view


def _costs(running: Village) -> list[Row]:
    face, agent = running.boxes[0].pids["face"], running.boxes[0].pids["agent"]
    time.sleep(SETTLE_SECONDS)
    with _chromium() as peer:
        time.sleep(SETTLE_SECONDS)
        name = "Chromium"
        return [
            Row("face, PSS", "MB", pss_mb(face), pss_mb(peer) if peer else None, name),
            Row(
                "face, processor while idle",
                "%",
                idle_percent(face, IDLE_SECONDS),
                idle_percent(peer, IDLE_SECONDS) if peer else None,
                name,
            ),
            Row("agent, PSS", "MB", pss_mb(agent)),
            Row("agent, processor while idle", "%", idle_percent(agent, IDLE_SECONDS)),
            Row("city, PSS", "MB", pss_mb(running.programs[0].process.pid)),
        ]


@contextmanager
def _chromium() -> Iterator[int | None]:
    """Show a page of six tiles and a clock in Chromium, as a kiosk would, and hand over its process."""
    found = shutil.which("chromium")
    if found is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "home.html"
        page.write_text(_PAGE, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1920,1080", "--no-first-run"]
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        shown = [f"--user-data-dir={folder}/profile", "--remote-debugging-port=0", page.as_uri()]
        process = subprocess.Popen(
            [found, *options, *quiet, *shown], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(20)


_PAGE = """<!doctype html><meta charset=utf-8><body style="font:56px 'BIZ UDPGothic';background:#F7F2E8">
<h1 id=c></h1><div style="display:grid;grid-template-columns:1fr 1fr 1fr;gap:36px">
<div>体調<br>けさは いかがですか。</div><div>お知らせ<br>もちそばまつり</div>
<div>みなとバス<br>9時10分</div><div>防災<br>いま 警報は ありません。</div>
<div>くらし<br>燃やせるごみの日</div><div>話したい<br>電話を もらう</div></div>
<script>setInterval(()=>c.textContent=new Date().toTimeString().slice(0,5),1000)</script>"""
