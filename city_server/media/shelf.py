"""The city's files, each under the SHA-256 of its bytes: whole or not there at all."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Shelf:
    """A folder of files, and within it `new` for what is being made."""

    folder: Path

    @contextmanager
    def bench(self) -> Iterator[Path]:
        """Lend an empty folder on the same disk; what is left in it afterwards is thrown away."""
        making = self.folder / "new"
        making.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=making))
        try:
            yield place
        finally:
            shutil.rmtree(place)

    def put(self, file: Path) -> str:
        """Take a finished file over; returns its name. On disk, fsynced, when this returns."""
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
            os.fsync(opened.fileno())
        file.chmod(0o600)
        file.replace(self.folder / digest)
        self._keep_names()
        return digest

    def find(self, digest: str) -> Path | None:
        """Return where a file is; None for one that is not here."""
        if not _NAME.fullmatch(digest):
            return None
        path = self.folder / digest
        return path if path.is_file() else None

    def drop_all_but(self, wanted: AbstractSet[str], before: float) -> int:
        """Delete what nothing names and was made before a moment (POSIX seconds); returns how many."""
        if not self.folder.is_dir():
            return 0
        gone = [
            path
            for path in self.folder.iterdir()
            if _NAME.fullmatch(path.name) and path.name not in wanted and path.stat().st_mtime < before
        ]
        for path in gone:
            path.unlink()
        return len(gone)

    def _keep_names(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
