"""What is known of a sound file, and where a machine's sound goes."""

import wave
from pathlib import Path

from typeset.speech.errors import CannotPlay

CARDS = Path("/dev/snd")


def seconds(file: Path) -> float:
    """Return how long a WAV file plays. Raises `CannotPlay` when it is none, or not whole."""
    try:
        with wave.open(str(file), "rb") as sound:
            whole = sound.getnframes() * sound.getnchannels() * sound.getsampwidth()
            if file.stat().st_size < whole or not sound.getnframes():
                raise CannotPlay("the file was cut off")
            return sound.getnframes() / sound.getframerate()
    except (OSError, wave.Error, EOFError) as error:
        raise CannotPlay(type(error).__name__) from error


def has_card(cards: Path = CARDS) -> bool:
    """Tell whether this machine can play anything; asked again each time, for a TV's sound comes and goes."""
    return any(cards.glob("pcm*p"))


def output(capture: Path | None = None, cards: Path = CARDS) -> tuple[str, ...]:
    """Return the options that make VLC play here: to a file, to a card, or nowhere.

    Without a card VLC would try ALSA, which writes hundreds of lines to the log.
    """
    if capture is not None:
        return ("--aout=afile", f"--audiofile-file={capture}")
    return () if has_card(cards) else ("--aout=dummy",)
