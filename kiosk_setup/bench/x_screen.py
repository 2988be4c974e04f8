"""An X screen without a monitor whose pixels can be read while others draw, and a keyboard on it."""

import ctypes
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from kiosk_setup.errors import NotReady, SetupError

Point = tuple[int, int]
Rgb = tuple[int, int, int]
_LOOK_EVERY = 0.0002
_PATIENCE = 30.0
_NEAR = 24
"""How far a channel may be from a colour that is waited for; programs round differently."""


@dataclass(frozen=True)
class XScreen:
    """Xvfb's frame buffer as shared memory: looking at it costs those who draw nothing."""

    display: str
    _memory: mmap
    _pixels: int
    _stride: int

    def colour(self, point: Point) -> Rgb:
        """Return the colour of one pixel."""
        at = self._pixels + point[1] * self._stride + point[0] * 4
        blue, green, red = self._memory[at : at + 3]
        return red, green, blue

    def shows(self, colours: dict[Point, Rgb]) -> bool:
        """Tell whether all these points have these colours."""
        return all(
            abs(mine - wanted) <= _NEAR
            for point, colour in colours.items()
            for mine, wanted in zip(self.colour(point), colour, strict=True)
        )

    def wait(self, there: Callable[[], bool], begun: float) -> float:
        """Look until something is there; return the seconds since `begun`. Raises `NotReady`."""
        while not there():
            if time.perf_counter() - begun > _PATIENCE:
                raise NotReady("nothing of what was waited for came to the screen")
            time.sleep(_LOOK_EVERY)
        return time.perf_counter() - begun


@contextmanager
def x_screen(width: int, height: int) -> Iterator[XScreen]:
    """Start Xvfb, and stop it. Raises `SetupError` when it is missing."""
    with tempfile.TemporaryDirectory(prefix="minato-x-") as folder:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"]
        try:
            server = subprocess.Popen(
                [*command, "-fbdir", folder, "-nolisten", "tcp"],
                pass_fds=(writing,),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise SetupError("Xvfb is missing: apt-get install xvfb") from error
        finally:
            os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            yield _opened(f":{number}", Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait(10)


def _opened(display: str, file: Path) -> XScreen:
    """Map the frame buffer, which is an XWD file: its header, a table of colours, rows of pixels."""
    with file.open("rb") as opened:
        memory = mmap(opened.fileno(), 0, access=ACCESS_READ)
    header = struct.unpack_from(">25I", memory)
    size, stride, colours = header[0], header[12], header[19]
    return XScreen(display, memory, size + 12 * colours, stride)


class XKeyboard:
    """Presses keys by XTest, as a USB keyboard would."""

    def __init__(self, display: str) -> None:
        """Connect. Raises `SetupError` without libXtst."""
        try:
            self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        except OSError as error:
            raise SetupError("XTest is missing: apt-get install libxtst6") from error
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._display:
            raise NotReady(f"the X screen {display} cannot be reached")

    def press(self, name: str) -> None:
        """Press a key by its X name (`Left`, `2`, `Escape`) and let it go."""
        code = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode()))
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x.XFlush(self._display)

    def close(self) -> None:
        """Disconnect."""
        self._x.XCloseDisplay(self._display)
