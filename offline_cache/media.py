"""The box's files, each under the SHA-256 of its bytes: a name stands there only when the file is whole."""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from offline_cache.errors import Damaged
from wire.media import MediaFile

FOLDER = "media"
BUDGET = 2_000_000_000
"""Bytes of files a box keeps at the most."""
SPARE = 300_000_000
"""Bytes that stay free for what the household says, whatever the city sends."""
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class MediaShelf:
    """A folder of whole files; what is on its way lies in `parts` below it."""

    folder: Path

    @classmethod
    def of(cls, directory: Path) -> "MediaShelf":
        """Name the shelf of a box's directory; nothing is made."""
        return cls(directory / FOLDER)

    @property
    def _parts(self) -> Path:
        return self.folder / "parts"

    def here(self) -> dict[str, int]:
        """Return the bytes of every whole file."""
        try:
            with os.scandir(self.folder) as found:
                return {one.name: one.stat().st_size for one in found if _NAME.fullmatch(one.name)}
        except FileNotFoundError:
            return {}

    def paths(self) -> dict[str, str]:
        """Return where every whole file is, as an absolute path."""
        folder = self.folder.absolute()
        return {name: str(folder / name) for name in self.here()}

    def mark(self) -> int:
        """Return a number that changes whenever a file comes or goes."""
        try:
            return self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def begun(self, file: MediaFile) -> int:
        """Return how many bytes of a file are here from before: its next byte's place."""
        part = self._parts / file.sha256
        with contextlib.suppress(FileNotFoundError):
            size = part.stat().st_size
            if size <= file.size:
                return size
            part.unlink()
        return 0

    def append(self, file: MediaFile, start: int, pieces: Iterable[bytes]) -> None:
        """Write what comes, from byte `start` on. Raises OSError when the disk takes no more, and Damaged
        when more comes than the file has.
        """
        self._parts.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._parts / file.sha256, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as part:
            part.truncate(start)
            part.seek(start)
            written = start
            for piece in pieces:
                written += len(piece)
                if written > file.size:
                    raise Damaged(file.sha256)
                _write_all(part.fileno(), piece)

    def finish(self, file: MediaFile) -> None:
        """Put a file in its place when it is what its name says. Raises Damaged, and it is begun anew."""
        part = self._parts / file.sha256
        with part.open("rb") as opened:
            sound = hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
            os.fsync(opened.fileno())
        if not sound or part.stat().st_size != file.size:
            part.unlink()
            raise Damaged(file.sha256)
        part.replace(self.folder / file.sha256)
        _keep_names(self.folder)

    def drop(self, names: Iterable[str]) -> None:
        """Delete whole files."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def forget_parts(self, but: Iterable[MediaFile] = ()) -> None:
        """Delete what was begun, except these."""
        kept = {file.sha256 for file in but}
        with contextlib.suppress(FileNotFoundError):
            for part in list(self._parts.iterdir()):
                if part.name not in kept:
                    part.unlink(missing_ok=True)

    def room(self, most: int = BUDGET, spare: int = SPARE) -> int:
        """Return how many bytes all files together may take on this disk now."""
        found = os.statvfs(self.folder if self.folder.is_dir() else self.folder.parent)
        free = found.f_bavail * found.f_frsize
        return max(0, min(most, sum(self.here().values()) + free - spare))


def _write_all(handle: int, piece: bytes) -> None:
    left = memoryview(piece)
    while left:
        left = left[os.write(handle, left) :]


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
