"""A remote that is a FIFO: real event bytes from a test, the workbench or the demonstration."""

import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from remote_input.errors import NotAFifo, Unplugged
from remote_input.evdev_source import Events, read_all
from remote_input.event_bytes import EVENT
from remote_input.keymap import Keymap, merged
from remote_input.resync import Resync
from remote_input.signals import Decoder, Signal

_AT_ONCE = 64 * EVENT.size


class FifoSource:
    """Reads `struct input_event` from a FIFO, made when it is missing, through evdev's own reader.

    It is opened for writing too, so that its end never comes when a writer leaves. Bytes may arrive cut
    anywhere or with garbage between them: whole events are sorted out and handed to evdev through a pipe.
    """

    def __init__(self, path: Path, keymaps: Sequence[Keymap]) -> None:
        """Open the FIFO. Raises NotAFifo."""
        self.name = str(path)
        self.model = "fifo"
        self.keymap = merged("fifo", keymaps)
        self._fifo = _open(path)
        self._whole, self._sorted = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._events = Events(self._whole)
        self._resync = Resync()
        self._decoder = Decoder()

    def fileno(self) -> int:
        """Return what to select on."""
        return self._fifo

    def read(self) -> list[Signal]:
        """Return what happened since. Raises Unplugged."""
        signals: list[Signal] = []
        try:
            while arrived := self._arrived():
                os.write(self._sorted, self._resync.feed(arrived))
                signals += [s for event in read_all(self._events) for s in self._decoder.feed(event)]
        except OSError as error:
            raise Unplugged(f"{self.name}: {error}") from error
        return signals

    def close(self) -> None:
        """Close the FIFO and leave it where it is."""
        for fd in (self._fifo, self._whole, self._sorted):
            os.close(fd)

    def _arrived(self) -> bytes:
        with contextlib.suppress(BlockingIOError):
            return os.read(self._fifo, _AT_ONCE)
        return b""


class FifoFinder:
    """Opens its FIFO once."""

    every: float | None = None
    curious = False

    def __init__(self, path: Path, keymaps: Sequence[Keymap]) -> None:
        self._path = path
        self._keymaps = keymaps
        self._found = False

    def find(self) -> list[FifoSource]:
        """Return the FIFO the first time. Raises NotAFifo."""
        if self._found:
            return []
        self._found = True
        return [FifoSource(self._path, self._keymaps)]

    def use(self, keymaps: Sequence[Keymap], sources: Sequence[FifoSource]) -> None:
        """Take other keymaps from now on, for what is open too."""
        self._keymaps = keymaps
        for source in sources:
            source.keymap = merged("fifo", keymaps)

    def forget(self, source: FifoSource) -> None:
        """Open it anew at the next look."""
        self._found = self._found and source.name != str(self._path)


def write_to_fifo(path: Path, content: bytes) -> None:
    """Write raw events into a FIFO that somebody reads. Raises NotAFifo."""
    try:
        fd = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        raise NotAFifo(f"{path}: nobody is reading there ({error.strerror})") from error
    try:
        if not stat.S_ISFIFO(os.fstat(fd).st_mode):
            raise NotAFifo(f"{path} is no FIFO")
        os.write(fd, content)
    finally:
        os.close(fd)


def _open(path: Path) -> int:
    try:
        with contextlib.suppress(FileExistsError):
            os.mkfifo(path, 0o600)
        fd = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise NotAFifo(f"{path}: {error.strerror}") from error
    if not stat.S_ISFIFO(os.fstat(fd).st_mode):
        os.close(fd)
        raise NotAFifo(f"{path} is no FIFO")
    return fd
