"""A Japanese voice: Open JTalk with its dictionary and the voice "Mei", a short-lived process a sentence."""

import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

from typeset.speech.errors import CannotPlay, CannotSpeak
from typeset.speech.sound import seconds

DICTIONARY = Path("/var/lib/mecab/dic/open-jtalk/naist-jdic")
_PATIENCE = 30.0


@dataclass
class OpenJTalk:
    """Makes one sentence at a time; `stop` ends the one that is being made."""

    voice: Path
    """An `.htsvoice` file."""
    dictionary: Path = DICTIONARY
    program: str = "open_jtalk"
    _making: "subprocess.Popen[bytes] | None" = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def name(self) -> str:
        """What makes this voice sound as it does: other voices need other files."""
        return self.voice.stem

    def make(self, sentence: str, speed: float, target: Path) -> None:
        """Write a sentence (one line, at most `LONGEST`) as 48 kHz mono WAV. Raises `CannotSpeak`."""
        if "\n" in sentence:
            raise CannotSpeak("a sentence has one line")
        command = [self.program, "-x", str(self.dictionary), "-m", str(self.voice)]
        command += ["-r", f"{speed:.2f}", "-ow", str(target)]
        code = self._run(command, sentence.encode())
        try:
            seconds(target)
        except CannotPlay as error:
            raise CannotSpeak(f"{self.program}: exit code {code}, no sound ({error})") from error

    def stop(self) -> None:
        """Give up what is being made now."""
        with self._lock:
            if self._making is not None:
                self._making.kill()

    def _run(self, command: list[str], words: bytes) -> int:
        quiet = subprocess.DEVNULL
        try:
            with self._lock:
                self._making = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)
            self._making.communicate(words, timeout=_PATIENCE)
        except (OSError, subprocess.TimeoutExpired) as error:
            self.stop()
            raise CannotSpeak(f"{self.program}: {type(error).__name__}") from error
        with self._lock:
            code, self._making = self._making.returncode, None
        return code
