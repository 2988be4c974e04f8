"""Reads sentences aloud in a thread of its own: the next one is made while one is heard."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from typeset.speech.cache import SpeechCache
from typeset.speech.errors import CannotPlay, CannotSpeak

_PATIENCE = 0.8
_LOOK = 0.02

_log = logging.getLogger(__name__)


class Speaker(Protocol):
    """What makes a sound file heard."""

    def play(self, file: Path, volume: int, may_go_on: Callable[[], bool]) -> None:
        """Play to the end, or until `stop`. Raises `CannotPlay`."""
        ...

    def begin(self) -> None:
        """Be ready again after a `stop`."""
        ...

    def stop(self) -> None:
        """Fall silent now."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Manner:
    """How it is read: `speed` 1.0 is the voice's own, `volume` is 0 to 100."""

    speed: float = 1.0
    volume: int = 80


@dataclass(frozen=True)
class _Reading:
    number: int
    sentences: tuple[str, ...]
    manner: Manner


class Reader:
    """One voice. `say`, `hush` and `close` may be called in any thread and return at once (`close` soon)."""

    def __init__(
        self, cache: SpeechCache, speaker: Speaker, may_speak: Callable[[], bool], over: Callable[[], None]
    ) -> None:
        """Take the voice, who plays it, whether it may be heard now, and whom to tell when it is over."""
        self._cache = cache
        self._speaker = speaker
        self._may_speak = may_speak
        self._over = over
        self._changed = threading.Condition()
        self._wanted: _Reading | None = None
        self._number = 0
        self._closed = False
        self._mute = False
        self._makers = ThreadPoolExecutor(1, thread_name_prefix="sentence")
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    def say(self, sentences: tuple[str, ...], manner: Manner) -> None:
        """Read these; what is being read gives way."""
        with self._changed:
            self._silence()
            self._wanted = _Reading(self._number, sentences, manner)
            self._changed.notify()

    def hush(self) -> None:
        """Be silent at once."""
        with self._changed:
            self._silence()

    def close(self) -> None:
        """End for good."""
        with self._changed:
            self._closed = True
            self._silence()
            self._changed.notify()
        self._thread.join(5.0)
        self._makers.shutdown(wait=False, cancel_futures=True)
        self._speaker.close()

    def _silence(self) -> None:
        self._number += 1
        self._wanted = None
        self._speaker.stop()
        self._cache.stop()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._wanted is not None)
                reading, self._wanted = self._wanted, None
                if self._closed or reading is None:
                    return
                self._speaker.begin()
            self._read(reading)
            if self._is_current(reading):
                self._over()

    def _is_current(self, reading: _Reading) -> bool:
        return reading.number == self._number

    def _read(self, reading: _Reading) -> None:
        waiting = [self._make(reading, one) for one in reading.sentences[:1]]
        for number, _ in enumerate(reading.sentences):
            file = waiting.pop(0).result()
            waiting += [self._make(reading, one) for one in reading.sentences[number + 1 : number + 2]]
            if file is None or not self._may_begin(reading):
                return
            try:
                self._speaker.play(file, reading.manner.volume, lambda: self._goes_on(reading))
            except CannotPlay as why:
                self._told_once(str(why))
                return

    def _may_begin(self, reading: _Reading) -> bool:
        """Wait a moment for an emergency that was silenced by the same key to end."""
        deadline = time.monotonic() + _PATIENCE
        while self._is_current(reading) and time.monotonic() < deadline:
            if self._may_speak():
                return True
            time.sleep(_LOOK)
        return self._goes_on(reading)

    def _goes_on(self, reading: _Reading) -> bool:
        return self._is_current(reading) and self._may_speak()

    def _make(self, reading: _Reading, sentence: str) -> "Future[Path | None]":
        return self._makers.submit(self._made, reading, sentence)

    def _made(self, reading: _Reading, sentence: str) -> Path | None:
        if not self._is_current(reading):
            return None
        try:
            return self._cache.sound(sentence, reading.manner.speed)
        except CannotSpeak as why:
            if self._is_current(reading):
                self._told_once(str(why))
            return None

    def _told_once(self, why: str) -> None:
        """Say once that nothing can be heard; a sentence is never written to the log."""
        if not self._mute:
            self._mute = True
            _log.warning("nothing can be read aloud: %s", why)
