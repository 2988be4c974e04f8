"""Our face beside Chromium in kiosk mode: the same words, the same X screen, the same software GL, in turns.

Start: from starting the program until the focused tile stands on the screen. Key: from handing the key over
(evdev bytes into the FIFO for us, XTest for Chromium: the way each gets its keys) until the pixels that must
change have changed in the X server's memory. Both are given one unmeasured start, so that files are cached.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from kiosk_setup.bench.processes import idle_percent, pss_mb, wakeups
from kiosk_setup.bench.rivals import Running, chromium, our_face
from kiosk_setup.bench.rows import Row
from kiosk_setup.bench.x_screen import Point, Rgb, XScreen, x_screen
from remote_input.keys import Key

ROUNDS = 3
KEYS = 24
IDLE_SECONDS = 15.0
SETTLE_SECONDS = 6.0
BREATH = (0.3, 0.5)
"""Seconds between two presses: slower than a bounce, and out of step with anything that ticks."""

_LAKE, _CARD, _PAPER = (18, 52, 90), (255, 255, 255), (247, 242, 232)
_FIRST, _SECOND, _ROW = (620, 470), (1216, 470), (112, 233)
_ON_FIRST = {_FIRST: _LAKE, _SECOND: _CARD}
_ON_SECOND = {_FIRST: _CARD, _SECOND: _LAKE}
_LIST = {_ROW: _LAKE, _SECOND: _PAPER}
_HOME = {_ROW: _CARD, _SECOND: _LAKE}
"""Points inside the first two tiles and the first row of a list, and what they look like."""

Rival = Callable[[XScreen, Path], AbstractContextManager[Running]]


@dataclass
class Figures:
    """What was measured of one of the two, round by round; times in seconds."""

    start: list[float] = field(default_factory=list)
    pss: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    wakeups: list[float] = field(default_factory=list)
    focus: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)


def tv() -> list[Row]:
    """Measure both in turns. Takes four minutes."""
    ours, theirs = Figures(), Figures()
    before = os.getloadavg()[0]
    rivals: Sequence[tuple[Rival, Figures]] = ((our_face, ours), (chromium, theirs))
    for rival, _ in rivals:
        _warm(rival)
    for _ in range(ROUNDS):
        for rival, figures in rivals:
            _measure(rival, figures)
    return [*_rows(ours, theirs), Row("others on this machine: load before", "", before)]


def _rows(ours: Figures, theirs: Figures) -> Iterator[Row]:
    def row(what: str, unit: str, pick: Callable[[Figures], float], aim: float | None = None) -> Row:
        return Row(what, unit, pick(ours), pick(theirs), "Chromium", aim)

    yield row("start until the first picture", "s", lambda one: median(one.start), 0.8)
    yield row("memory, PSS", "MB", lambda one: median(one.pss), 0.35)
    yield row("processor while idle", "% of a core", lambda one: median(one.idle), 0.5)
    yield row("context switches while idle", "/s", lambda one: median(one.wakeups))
    yield row("key until pixels, the focus moves: median", "ms", lambda one: 1000 * median(one.focus), 1.2)
    yield row("key until pixels, the focus moves: p95", "ms", lambda one: 1000 * _p95(one.focus))
    yield row("key until pixels, another screen: median", "ms", lambda one: 1000 * median(one.change), 1.0)
    yield row("key until pixels, another screen: p95", "ms", lambda one: 1000 * _p95(one.change))


def _p95(spans: Sequence[float]) -> float:
    return quantiles(spans, n=20)[-1]


def _warm(rival: Rival) -> None:
    with _standing(rival):
        pass


def _measure(rival: Rival, figures: Figures) -> None:
    with _standing(rival) as (screen, running, first_picture):
        figures.start.append(first_picture)
        time.sleep(SETTLE_SECONDS)
        for number in range(KEYS):
            there = _ON_SECOND if number % 2 == 0 else _ON_FIRST
            key = Key.RIGHT if number % 2 == 0 else Key.LEFT
            figures.focus.append(_press(screen, running, key, there))
        for number in range(KEYS):
            key, there = (Key.N2, _LIST) if number % 2 == 0 else (Key.BACK, _HOME)
            figures.change.append(_press(screen, running, key, there))
        time.sleep(SETTLE_SECONDS)
        figures.pss.append(pss_mb(running.pid))
        figures.idle.append(idle_percent(running.pid, IDLE_SECONDS))
        figures.wakeups.append(wakeups(running.pid, IDLE_SECONDS))


@contextmanager
def _standing(rival: Rival) -> Iterator[tuple[XScreen, Running, float]]:
    """Have one of the two on a screen of its own, with the seconds until its first picture stood."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        x_screen(1920, 1080) as screen,
        rival(screen, Path(folder)) as running,
    ):
        yield screen, running, screen.wait(lambda: screen.shows(_ON_FIRST), running.begun)


def _press(screen: XScreen, running: Running, key: Key, there: dict[Point, Rgb]) -> float:
    time.sleep(random.uniform(*BREATH))  # noqa: S311 - out of step, not secret
    begun = time.perf_counter()
    running.press(key)
    return screen.wait(lambda: screen.shows(there), begun)
