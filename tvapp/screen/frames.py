"""The pictures of a film as VLC hands them out, in its threads, into three buffers that are never copied."""

import ctypes
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LARGEST = (960, 540)
"""Pictures are made no larger than this: filling a texture is what costs, and the page enlarges it."""
_BUFFERS = 3
_LOCK = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_UNLOCK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_DISPLAY = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


@dataclass(frozen=True)
class Picture:
    """One picture: RGBA rows from the top down; good until the next but one is shown."""

    width: int
    height: int
    rgba: Any


def fitted(width: int, height: int, most: tuple[int, int] = LARGEST) -> tuple[int, int]:
    """Return the largest even size within `most` that has the shape of this one."""
    factor = min(1.0, most[0] / max(1, width), most[1] / max(1, height))
    return max(2, round(width * factor) // 2 * 2), max(2, round(height * factor) // 2 * 2)


class Frames:
    """Takes a player's pictures in one size. `newer` is called in VLC's thread: it only wakes somebody."""

    def __init__(self, size: tuple[int, int], newer: Callable[[], None]) -> None:
        self._newer = newer
        self._guard = threading.Lock()
        self._size = size
        self._buffers = [(ctypes.c_ubyte * (size[0] * size[1] * 4))() for _ in range(_BUFFERS)]
        self._filling = 0
        self._ready: int | None = None
        self.handed = 0
        """How many pictures VLC has handed out."""
        # VLC calls these as long as the player lives: they must not be collected.
        self._lock = _LOCK(self._next_buffer)
        self._unlock = _UNLOCK(lambda _opaque, _picture, _planes: None)
        self._display = _DISPLAY(self._handed_out)

    def attach(self, library: Any, player: Any) -> None:
        """Have a player hand its pictures here."""
        kinds = library.CallbackDecorators
        player.video_set_callbacks(
            ctypes.cast(self._lock, kinds.VideoLockCb),
            ctypes.cast(self._unlock, kinds.VideoUnlockCb),
            ctypes.cast(self._display, kinds.VideoDisplayCb),
            None,
        )
        width, height = self._size
        player.video_set_format("RGBA", width, height, width * 4)

    def newest(self) -> Picture | None:
        """Return the newest picture that nobody has taken yet."""
        with self._guard:
            if self._ready is None:
                return None
            taken, self._ready = self._ready, None
            return Picture(*self._size, self._buffers[taken])

    def _next_buffer(self, _opaque: Any, planes: Any) -> int:
        with self._guard:
            self._filling = (self._filling + 1) % _BUFFERS
            planes[0] = ctypes.addressof(self._buffers[self._filling])
            return self._filling

    def _handed_out(self, _opaque: Any, picture: Any) -> None:
        with self._guard:
            self._ready = int(picture or 0)
        self.handed += 1
        self._newer()
