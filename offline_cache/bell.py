"""The empty datagram by which the two programs of a box wake each other; a lost one costs a second."""

import contextlib
import os
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

AGENT = "agent.sock"
FACE = "face.sock"
HUSH = "hush.sock"
"""Where the agent listens while it announces an emergency: somebody has the remote in hand."""


def ring(path: Path) -> None:
    """Wake whoever waits at `path`; when nobody does, nothing happens."""
    try:
        with _short(path) as short, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            sender.sendto(b"", short)
    except (FileNotFoundError, ConnectionRefusedError, BlockingIOError):
        return  # nobody there, or so many rings wait already that this one adds nothing


class Bell:
    """The waiting end, bound to `path`. One thread waits; anybody may ring."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        with _short(path) as short:
            self._socket.bind(short)
        path.chmod(0o600)

    def wait(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds; tells whether it rang. Many rings before count as one."""
        ready, _, _ = select.select([self._socket], [], [], timeout)
        if not ready:
            return False
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.recv(1)
        return True

    def close(self) -> None:
        """Stop being there."""
        self._socket.close()
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _short(path: Path) -> Iterator[str]:
    """Reach `path` by its folder's handle: a socket's name has room for 107 bytes only."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
