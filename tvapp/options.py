"""What can be chosen when the face is started."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """`mirror` is a port (0 for any free one) or None; `remote` is a FIFO of raw evdev bytes or None."""

    data: Path
    mirror: int | None
    mirror_host: str
    remote: Path | None
    offscreen: bool
    window: bool
    fonts: Path
    sound_capture: Path | None = None

    @property
    def film_capture(self) -> Path | None:
        """Where a film's sound goes in place of a card."""
        return None if self.sound_capture is None else self.sound_capture / "film.wav"

    @property
    def whole_screen(self) -> bool:
        """Tell whether this is a household's TV and not somebody's window."""
        return not (self.window or self.offscreen)


def read(arguments: list[str] | None) -> Options:
    """Read the command line; wrong options end the program with words."""
    parser = argparse.ArgumentParser(
        prog="minato-tv", description="テレビの 画面 — the face of a box: its screen and its remote"
    )
    parser.add_argument("--data", type=Path, required=True, help="the box's folder, shared with its agent")
    parser.add_argument(
        "--mirror",
        type=int,
        metavar="PORT",
        help="show the TV in a browser at this port; on a whole screen only while the household allows it",
    )
    parser.add_argument(
        "--mirror-host", default="127.0.0.1", help="who may look: this machine only, unless told otherwise"
    )
    parser.add_argument("--remote", type=Path, metavar="FIFO", help="read evdev bytes from this FIFO too")
    parser.add_argument("--offscreen", action="store_true", help="draw without a display")
    parser.add_argument("--window", action="store_true", help="a window instead of the whole screen")
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts/truetype/bizud-gothic"))
    parser.add_argument("--sound-capture", type=Path, help="write what would be heard to this folder")
    given = parser.parse_args(arguments)
    return Options(
        data=given.data,
        mirror=given.mirror,
        mirror_host=given.mirror_host,
        remote=given.remote,
        offscreen=given.offscreen,
        window=given.window,
        fonts=given.fonts,
        sound_capture=given.sound_capture,
    )
