"""Plays WAV files by VLC, one at a time, and falls silent the moment it is told to."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typeset.speech.errors import CannotPlay
from typeset.speech.sound import CARDS, has_card, output, seconds

QUIET = ("--quiet", "--no-video", "--no-lua", "--no-xlib", "--no-video-title-show")
_LATENCY = 0.3
"""Seconds that a sound is on its way; also the breath after a sentence."""
_LOOK = 0.1
"""Seconds between two looks whether it may still be heard."""


class VlcSpeaker:
    """Opens VLC at the first sound. With `capture`, each sound is written to `capture/<number>.wav` instead.

    VLC tells the end of a sound early where there is no card, so the file's own length counts.
    """

    def __init__(self, capture: Path | None = None, cards: Path = CARDS) -> None:
        self._capture = capture
        self._cards = cards
        self._stopped = threading.Event()
        self._instance: Any = None
        self._opened_for = (False, 0)
        self.played = 0
        """How many sounds were begun."""

    def play(self, file: Path, volume: int, may_go_on: Callable[[], bool]) -> None:
        """Play to the end, or until `stop`, or until `may_go_on` says no. `volume` is 0 to 100.

        Raises `CannotPlay`.
        """
        length = seconds(file)
        player = self._vlc(volume).media_player_new()
        failed = threading.Event()

        def fail(_: object) -> None:
            failed.set()
            self._stopped.set()

        player.event_manager().event_attach(_library().EventType.MediaPlayerEncounteredError, fail)
        player.set_media(player.get_instance().media_new_path(str(file)))
        player.audio_set_volume(100)
        self.played += 1
        try:
            if player.play() != 0:
                raise CannotPlay("VLC does not take the file")
            self._wait(length + _LATENCY, may_go_on)
        finally:
            player.stop()
            player.release()
        if failed.is_set():
            raise CannotPlay("VLC cannot play the file")

    def begin(self) -> None:
        """Be ready to play again after a `stop`."""
        self._stopped.clear()

    def stop(self) -> None:
        """Fall silent now, whatever is being played; until `begin` nothing is heard."""
        self._stopped.set()

    def close(self) -> None:
        """Give VLC back."""
        if self._instance is not None:
            self._instance.release()
            self._instance = None

    def _wait(self, span: float, may_go_on: Callable[[], bool]) -> None:
        turns = round(span / _LOOK)
        for _ in range(turns):
            if self._stopped.wait(span / turns) or not may_go_on():
                return

    def _vlc(self, volume: int) -> Any:
        """Open VLC, anew when a sound card has come or gone, or the volume is another.

        The volume is VLC's gain: not every output has a volume of its own.
        """
        wanted = (has_card(self._cards), volume)
        if self._instance is None or self._capture is not None or wanted != self._opened_for:
            self.close()
            self._opened_for = wanted
            loudness = f"--gain={volume / 100}"
            self._instance = _library().Instance(*QUIET, loudness, *output(self._captured(), self._cards))
        return self._instance

    def _captured(self) -> Path | None:
        if self._capture is None:
            return None
        self._capture.mkdir(parents=True, exist_ok=True)
        return self._capture / f"{self.played + 1:03}.wav"


def _library() -> Any:
    """Load VLC, which costs memory, only when something is to be heard."""
    import vlc  # noqa: PLC0415

    return vlc
