"""Who may be heard in this home: an emergency, and everything else only while there is none."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "sound.lock"


class Floor:
    """A lock on a file in the box's folder, which ends with whoever holds it. An emergency never waits."""

    def __init__(self, directory: Path) -> None:
        self._file = directory / FILE

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the floor for an emergency; all others fall silent within a moment."""
        handle = self._open()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def is_free(self) -> bool:
        """Tell whether no emergency is being announced."""
        handle = self._open()
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True

    def _open(self) -> int:
        return os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
