"""One agent per directory: a lock that ends with its process, whatever ends that."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from box_agent.errors import AlreadyRunning

FILE = "agent.lock"


@contextmanager
def only_one(directory: Path) -> Iterator[None]:
    """Hold the directory. Raises `AlreadyRunning` with the other's process id."""
    handle = os.open(directory / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = os.pread(handle, 20, 0).decode(errors="replace").strip()
            raise AlreadyRunning(other) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
