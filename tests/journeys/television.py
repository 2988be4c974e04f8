"""A resident's hands and eyes in a journey: real evdev bytes in, the screen as drawn out."""

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from remote_input.event_bytes import DOWN, UP, key_bytes
from remote_input.keys import Key


def until(what: str, condition: Callable[[], bool], seconds: float = 45.0) -> float:
    """Wait for a condition and return how long it took; fails in words after `seconds`."""
    started = time.monotonic()
    while not condition():
        if time.monotonic() - started > seconds:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.01)
    return time.monotonic() - started


@dataclass(frozen=True)
class Television:
    """One box's TV and its remote."""

    household: str
    area: str
    url: str
    remote: Path

    def view(self) -> dict[str, Any]:
        view: dict[str, Any] = requests.get(f"{self.url}/view.json", timeout=5).json()
        return view

    def answers(self) -> bool:
        try:
            return bool(self.view()["screen"])
        except requests.RequestException:
            return False

    def words(self) -> str:
        return " / ".join(text["text"] for text in self.view()["texts"])

    def press(self, *keys: Key) -> None:
        """Press keys one after the other, each after the screen had time to follow, as a person does."""
        for key in keys:
            self._send(key, DOWN)
            self._send(key, UP)
            # A bounce filter drops the same key within 80 ms: a person is slower, and so is this.
            pause = time.monotonic() + 0.15
            until("a breath between two presses", lambda pause=pause: time.monotonic() > pause)

    def see(self, words: str, seconds: float = 45.0) -> float:
        """Wait until these words stand on the screen; returns the seconds it took."""
        try:
            return until(f"「{words}」 on the TV", lambda: words in self.words(), seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}; it shows {self.view()['screen']}: {self.words()}") from None

    def on(self, screen: str, seconds: float = 45.0) -> float:
        return until(f"screen {screen}", lambda: self.view()["screen"] == screen, seconds)

    def has_seen_it(self) -> None:
        """Press 決定 on 見ました as a person does who sees that nothing happened; never again once taken.

        For 1.5 seconds after an alert came 決定 does not count, so that the first press may be in vain.
        """

        def taken() -> bool:
            return "お預かりしました" in self.words() or "おくりました" in self.words()

        for _ in range(10):
            self.press(Key.OK)
            with suppress(AssertionError):
                until("決定 is taken", taken, 3)
                return
        raise AssertionError(f"見ました is not taken; the TV shows {self.words()}")

    def go_home(self) -> None:
        self.press(Key.HOME)
        self.on("home")

    def _send(self, key: Key, value: int) -> None:
        fifo = os.open(self.remote, os.O_WRONLY)
        try:
            os.write(fifo, key_bytes(key, value, time.time()))
        finally:
            os.close(fifo)


def focus_on(tv: Television, item: str) -> None:
    """Press arrows until an item has the focus, as a person does who looks at the screen."""
    for key in (Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT):
        for _ in range(10):
            if tv.view()["focus"] == item:
                return
            tv.press(key)
    raise AssertionError(f"{item} was not reached; it shows {tv.words()}")


def choose(tv: Television, item: str) -> None:
    """Press 決定 on an item, again if the screen was too new to count it."""
    focus_on(tv, item)
    before = _page(tv)

    def changed() -> bool:
        if tv.view()["focus"] == item and _page(tv) == before:
            tv.press(Key.OK)
        return _page(tv) != before

    until(f"決定 on {item} counts", changed)


def _page(tv: Television) -> list[str]:
    """What stands on the screen, but for the clock, which no key moves."""
    texts = (str(text["text"]) for text in tv.view()["texts"])
    return [text for text in texts if not re.fullmatch(r"\d{1,2}:\d\d", text)]
