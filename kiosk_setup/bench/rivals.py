"""The two that are compared: our face, and Debian's Chromium as a kiosk with a page of the same words."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from kiosk_setup.bench.sample_box import fill
from kiosk_setup.bench.x_screen import XKeyboard, XScreen
from kiosk_setup.sample_home import sample
from offline_cache.snapshot import Snapshot
from remote_input.event_bytes import press_bytes
from remote_input.fifo_source import write_to_fifo
from remote_input.keys import Key
from tvapp.domain.events import KeyPressed
from tvapp.domain.view import HomeView, ListView

_PAGE = Path(__file__).with_name("peer.html")
_X_NAMES = {Key.LEFT: "Left", Key.RIGHT: "Right", Key.N2: "2", Key.BACK: "Escape"}
_CHROMIUM = (
    *("--no-sandbox", "--kiosk", "--no-first-run", "--window-position=0,0", "--window-size=1920,1080"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=ja"),
    "--disable-features=Translate",
)
"""How it draws is not chosen for it: without a GPU it rasters and composes in software, as it likes."""
_SOFTWARE_GL = {"LIBGL_ALWAYS_SOFTWARE": "1"}


@dataclass(frozen=True)
class Running:
    """One of the two on the screen."""

    pid: int
    begun: float
    """When its program was started, on the clock of `time.perf_counter`."""
    press: Callable[[Key], None]


@contextmanager
def our_face(screen: XScreen, folder: Path) -> Iterator[Running]:
    """Run `minato-tv` on a filled box. Its keys are evdev bytes into its FIFO, as a remote's are."""
    fill(folder)
    remote = folder / "remote"
    command = [
        str(Path(sys.executable).with_name("minato-tv")),
        "--data",
        str(folder),
        "--remote",
        str(remote),
    ]
    with _program(command, screen) as (process, begun):
        yield Running(process, begun, lambda key: write_to_fifo(remote, press_bytes(key, time.time())))


@contextmanager
def chromium(screen: XScreen, folder: Path) -> Iterator[Running]:
    """Run Chromium on a page of the same words. Its keys come by XTest, as a keyboard's do."""
    page = folder / "home.html"
    views = json.dumps(_views(fill(folder / "box")), ensure_ascii=False)
    page.write_text(_PAGE.read_text("utf-8").replace("/*VIEWS*/null", views), "utf-8")
    command = [shutil.which("chromium") or "chromium", *_CHROMIUM, f"--user-data-dir={folder}/profile"]
    keyboard = XKeyboard(screen.display)
    try:
        with _program([*command, page.as_uri()], screen) as (process, begun):
            yield Running(process, begun, lambda key: keyboard.press(_X_NAMES[key]))
    finally:
        keyboard.close()


@contextmanager
def _program(command: list[str], screen: XScreen) -> Iterator[tuple[int, float]]:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=_environment(screen),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid, begun
    finally:
        process.terminate()
        process.wait(20)


def _environment(screen: XScreen) -> dict[str, str]:
    """As on a box: Python keeps what it compiled, also where a developer's machine forbids it."""
    forbids = "PYTHONDONTWRITEBYTECODE"
    inherited = {name: value for name, value in os.environ.items() if name != forbids}
    return inherited | _SOFTWARE_GL | {"DISPLAY": screen.display}


def _views(memory: Snapshot) -> dict[str, object]:
    """Say in JSON what the face shows, so that both show the same words."""
    machine = sample.channel()
    state, home, _ = machine.initial(memory, sample.NOW)
    later = sample.NOW + timedelta(seconds=3)
    _, notices, _ = machine.on(state, KeyPressed(Key.N2), memory, later)
    if not isinstance(home, HomeView) or not isinstance(notices, ListView):
        raise TypeError("the sample morning has a home and a list of notices")
    return {
        "home": _frame(home) | {"tiles": _tiles(home)},
        "list": _frame(notices) | {"rows": _rows(notices)},
    }


def _frame(view: HomeView | ListView) -> dict[str, object]:
    hints = " ".join(f"{hint.key} {hint.does}" for hint in view.frame.hints)
    weather = view.weather.text if isinstance(view, HomeView) and view.weather else ""
    frame = view.frame
    return {
        "title": frame.title,
        "clock": frame.clock,
        "hints": hints,
        "status": frame.status,
        "weather": weather,
    }


def _tiles(view: HomeView) -> list[object]:
    return [
        {"title": tile.title, "digit": str(tile.digit), "lines": [*tile.lines, *filter(None, [tile.badge])]}
        for tile in view.tiles
    ]


def _rows(view: ListView) -> list[object]:
    return [{"text": f"{row.mark or ''} {row.text}", "note": row.note or ""} for row in view.rows]
