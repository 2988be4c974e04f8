"""The chime of an emergency, played by a short-lived child process so that the agent stays small."""

import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

_log = logging.getLogger(__name__)


class ChimeLevel(StrEnum):
    """How urgent it sounds; the value is the name of the sound's file."""

    ALARM = "alarm"
    DRILL = "drill"  # softer: nobody shall be frightened by a 訓練


class Chime(Protocol):
    """What makes an emergency heard."""

    def ring(self, level: ChimeLevel) -> None:
        """Begin to ring, and return at once."""
        ...


@dataclass
class VlcChime:
    """Plays `<sounds>/<level>.wav`. With `capture`, what was played is written there instead."""

    sounds: Path
    capture: Path | None = None
    devices: Path = Path("/dev/snd")
    _told: bool = False
    _count: int = 0
    _playing: "subprocess.Popen[bytes] | None" = field(default=None)

    def ring(self, level: ChimeLevel) -> None:
        """Start the child; a chime that still plays gives way."""
        self.silence()
        file = self.sounds / f"{level}.wav"
        command = [sys.executable, "-m", "box_agent.play", str(file), *self._output(level)]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self._playing = child
        threading.Thread(target=_watch, args=(child,), name="chime", daemon=True).start()

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
            return ["--mute"]
        return []


def _watch(child: "subprocess.Popen[bytes]") -> None:
    """Take the child's end, and say so when it could not play."""
    code = child.wait()
    if code > 0:
        _log.error("the chime could not be played (exit code %d)", code)
