"""The chime and the voice of an emergency, in a short-lived child process so that the agent stays small."""

import contextlib
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

_MUTE = "--mute"
_HEARD = 2.0
"""Seconds of an emergency that no key can silence."""

_log = logging.getLogger(__name__)


class ChimeLevel(StrEnum):
    """How urgent it sounds; the value is the name of the sound's file."""

    ALARM = "alarm"
    DRILL = "drill"  # softer: nobody shall be frightened by a 訓練


class Chime(Protocol):
    """What makes an emergency heard."""

    def ring(self, level: ChimeLevel, sentences: tuple[str, ...] = ()) -> None:
        """Begin to ring and then to read these, twice; returns at once."""
        ...


@dataclass(frozen=True)
class Voice:
    """What reads an emergency aloud: an `.htsvoice` file, and the box's folder for what was made."""

    file: Path
    directory: Path

    def options(self) -> list[str]:
        """Return them as options of the child."""
        return ["--data", str(self.directory), "--voice", str(self.file)]


@dataclass
class VlcChime:
    """Plays `<sounds>/<level>.wav`, and then reads. With `capture`, it is written there instead."""

    sounds: Path
    capture: Path | None = None
    devices: Path = Path("/dev/snd")
    voice: Voice | None = None
    monotonic: Callable[[], float] = time.monotonic
    _began: float = 0.0
    _told: bool = False
    _count: int = 0
    _playing: "subprocess.Popen[bytes] | None" = field(default=None)

    def ring(self, level: ChimeLevel, sentences: tuple[str, ...] = ()) -> None:
        """Start the child; a chime that still plays gives way."""
        self.silence()
        how = self._output(level)
        reads = self.voice is not None and bool(sentences) and _MUTE not in how
        program = "box_agent.announce" if reads else "box_agent.play"
        more = self.voice.options() if self.voice is not None and reads else []
        command = [sys.executable, "-m", program, str(self.sounds / f"{level}.wav"), *more, *how]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        self._playing, self._began = child, self.monotonic()
        assert child.stdin is not None  # noqa: S101 - a pipe was asked for
        with contextlib.suppress(BrokenPipeError), child.stdin:  # a child that died at once is told below
            child.stdin.write(json.dumps(sentences).encode())
        threading.Thread(target=_watch, args=(child,), name="chime", daemon=True).start()

    def hush(self) -> None:
        """Stop because somebody pressed a key; a key that came with the first moment was meant for before."""
        if self.monotonic() - self._began >= _HEARD:
            self.silence()

    def silence(self) -> None:
        """Stop what still plays."""
        if self._playing is not None and self._playing.poll() is None:
            self._playing.terminate()

    def _output(self, level: ChimeLevel) -> list[str]:
        if self.capture is not None:
            self._count += 1
            self.capture.mkdir(parents=True, exist_ok=True)
            return ["--capture", str(self.capture / f"{self._count:03}-{level}.wav")]
        if not any(self.devices.glob("pcm*p")):
            if not self._told:
                self._told = True
                _log.warning("this machine has no sound card: the chime cannot be heard")
            return [_MUTE]
        return []


def _watch(child: "subprocess.Popen[bytes]") -> None:
    """Take the child's end, and say so when it could not play."""
    code = child.wait()
    if code > 0:
        _log.error("the chime could not be played (exit code %d)", code)
