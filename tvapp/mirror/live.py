"""What the mirror shows, handed from the window's thread to the mirror's threads."""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE = 5.0
"""Seconds to wait for the window to draw."""


@dataclass(frozen=True)
class Pixels:
    """One drawn frame: RGBA rows from the bottom up, as OpenGL reads them."""

    width: int
    height: int
    rgba: bytes


class Live:
    """The newest frame and view. `number` rises with every picture shown."""

    def __init__(self, ask_for_frame: Callable[[], None]) -> None:
        """Take the function that makes the window draw and hand in its next frame."""
        self._ask_for_frame = ask_for_frame
        self._changed = threading.Condition()
        self._number = 0
        self._described: dict[str, object] = {"screen": "", "focus": "", "texts": []}
        self._png: tuple[int, bytes] = (-1, b"")
        self._drawn: tuple[int, Pixels] | None = None
        self._encoding = threading.Lock()

    def showed(self, described: dict[str, object]) -> None:
        """Note that another view is on the screen (window's thread)."""
        with self._changed:
            self._number += 1
            self._described = described
            self._changed.notify_all()

    def drew(self, pixels: Pixels) -> None:
        """Take the frame that was asked for (window's thread)."""
        with self._changed:
            self._drawn = (self._number, pixels)
            self._changed.notify_all()

    def described(self) -> dict[str, object]:
        """Return what is on the screen, as `/view.json` tells it."""
        with self._changed:
            return self._described

    def wait_after(self, number: int, seconds: float) -> int:
        """Wait until a later picture than `number` is shown, at most `seconds`; return its number."""
        with self._changed:
            self._changed.wait_for(lambda: self._number > number, seconds)
            return self._number

    def png(self) -> tuple[int, bytes]:
        """Return the newest picture as PNG. Raises `TimeoutError` when the window does not draw."""
        with self._encoding:
            with self._changed:
                wanted = self._number
            if self._png[0] < wanted:
                self._png = self._encode(wanted)
            return self._png

    def _encode(self, wanted: int) -> tuple[int, bytes]:
        self._ask_for_frame()
        with self._changed:
            if not self._changed.wait_for(
                lambda: self._drawn is not None and self._drawn[0] >= wanted, PATIENCE
            ):
                raise TimeoutError("the window drew nothing")
            assert self._drawn is not None  # noqa: S101 - just waited for
            number, pixels = self._drawn
        from PIL import Image  # noqa: PLC0415 - only a mirror that somebody looks at needs it, 6 MB

        image = Image.frombytes("RGBA", (pixels.width, pixels.height), pixels.rgba).convert("RGB")
        out = io.BytesIO()
        image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).save(out, "PNG", compress_level=1)
        return number, out.getvalue()
