"""Room held back on the disk: given up when it is full, so that the box still opens its files and keeps
what is said.
"""

import contextlib
import os
from pathlib import Path

RESERVE = "reserve"
RESERVE_BYTES = 1024 * 1024
"""Enough for the files SQLite needs beside both databases, and for weeks of what a household says."""
_PLENTY = 4 * RESERVE_BYTES


def hold(directory: Path) -> None:
    """Take the reserve while there is plenty of room; a disk without it is left as it is."""
    file = directory / RESERVE
    with contextlib.suppress(OSError):  # without this precaution the box works while there is room
        if file.exists() or _free(directory) < _PLENTY:
            return
        fresh = file.with_name(RESERVE + ".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(handle, 0, RESERVE_BYTES)
        finally:
            os.close(handle)
        fresh.replace(file)


def give_up(directory: Path) -> bool:
    """Free the reserve; tells whether there was one."""
    try:
        (directory / RESERVE).unlink()
    except OSError:
        return False
    return True


def _free(directory: Path) -> int:
    found = os.statvfs(directory)
    return found.f_bavail * found.f_frsize
