"""Plays one sound file by VLC and ends: `python -m box_agent.play FILE [--capture FILE | --mute]`."""

import argparse
import sys
import threading
import wave
from pathlib import Path

import vlc

_MARGIN = 1.0
_QUIET = ("--quiet", "--no-video", "--no-lua", "--no-xlib", "--no-video-title-show")


def main() -> int:
    """Play; returns 1 when the file could not be played."""
    parser = argparse.ArgumentParser(prog="box_agent.play", description=__doc__)
    parser.add_argument("file", type=Path)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--capture", type=Path, help="write what is played to this file")
    output.add_argument("--mute", action="store_true", help="play to nowhere")
    options = parser.parse_args()
    return 0 if play(options.file, _output(options.capture, mute=options.mute)) else 1


def _output(capture: Path | None, *, mute: bool) -> tuple[str, ...]:
    if capture is not None:
        return ("--aout=afile", f"--audiofile-file={capture}")
    return ("--aout=dummy",) if mute else ()


def play(file: Path, output: tuple[str, ...]) -> bool:
    """Play to the end; tells whether it could be played."""
    seconds = _seconds(file)
    instance = vlc.Instance(*_QUIET, *output)
    player = instance.media_player_new()
    failed, ended = threading.Event(), threading.Event()
    events = player.event_manager()

    def fail(_: object) -> None:
        failed.set()
        ended.set()

    events.event_attach(vlc.EventType.MediaPlayerEncounteredError, fail)
    events.event_attach(vlc.EventType.MediaPlayerEndReached, lambda _: ended.set())
    player.set_media(instance.media_new_path(str(file)))
    player.audio_set_volume(100)
    if seconds is None or player.play() != 0:
        return False
    if ended.wait(seconds + _MARGIN) and not failed.is_set():
        # Without a real device the end is reported early; the rest of the sound is still on its way.
        failed.wait(seconds / 2)
    player.stop()
    player.release()
    instance.release()
    return not failed.is_set()


def _seconds(file: Path) -> float | None:
    try:
        with wave.open(str(file), "rb") as sound:
            return sound.getnframes() / sound.getframerate()
    except (OSError, wave.Error, EOFError):
        return None


if __name__ == "__main__":
    sys.exit(main())
