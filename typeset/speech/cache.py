"""Sentences that were spoken before, on disk by their content; bounded, the longest unheard goes first."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from typeset.speech.errors import CannotPlay, CannotSpeak
from typeset.speech.sound import seconds

BUDGET = 48 * 1024 * 1024
"""Bytes on disk: about eight minutes of speech."""


class Maker(Protocol):
    """A voice."""

    @property
    def name(self) -> str: ...

    def make(self, sentence: str, speed: float, target: Path) -> None:
        """Write a sentence as WAV. Raises `CannotSpeak`."""
        ...

    def stop(self) -> None:
        """Give up what is being made now."""
        ...


@dataclass
class SpeechCache:
    """The sounds of sentences in `folder`; whoever may read the box's folder may hear them."""

    folder: Path
    maker: Maker
    budget: int = BUDGET
    made: int = field(default=0)
    """How many sentences had to be made since the start."""

    def sound(self, sentence: str, speed: float) -> Path:
        """Return the file of a sentence, made now if it is not there. Raises `CannotSpeak`."""
        wanted = self.folder / f"{self._name(sentence, speed)}.wav"
        if _is_whole(wanted):
            os.utime(wanted)
            return wanted
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = wanted.with_suffix(f".{os.getpid()}.new")
            self.maker.make(sentence, speed, fresh)
            self.made += 1
            fresh.replace(wanted)
            self._shrink(wanted)
        except OSError as error:  # a full disk
            raise CannotSpeak(type(error).__name__) from error
        return wanted

    def stop(self) -> None:
        """Give up what is being made now."""
        self.maker.stop()

    def _name(self, sentence: str, speed: float) -> str:
        return hashlib.sha256(f"{self.maker.name}\0{speed:.2f}\0{sentence}".encode()).hexdigest()

    def _shrink(self, newest: Path) -> None:
        files = [(file, file.stat()) for file in self.folder.iterdir() if file != newest]
        room = self.budget - newest.stat().st_size
        for file, about in sorted(files, key=lambda known: known[1].st_mtime, reverse=True):
            room -= about.st_size
            if room < 0:
                file.unlink(missing_ok=True)


def _is_whole(file: Path) -> bool:
    try:
        seconds(file)
    except CannotPlay:
        return False
    return True
