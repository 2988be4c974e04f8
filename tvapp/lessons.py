"""Teaching a remote, with the real reader and the box's own folder of keymaps."""

import logging
import os
from pathlib import Path

from remote_input.keymap import load_keymaps, load_taught
from remote_input.sources import RemoteReader
from remote_input.teaching import Taught

log = logging.getLogger(__name__)


class TaughtRemotes:
    """The keymaps that were taught at this TV, and the reader that uses them."""

    def __init__(self, reader: RemoteReader, own: Path, ours: Path) -> None:
        """`own` is the box's folder, `ours` the one that comes with the channel."""
        self._reader = reader
        self._own = own
        self._ours = ours

    def open(self) -> None:
        """Listen to every remote there is."""
        self._reader.listen_to_all()

    def close(self) -> None:
        """Listen to known remotes alone again."""
        self._reader.listen_to_known()

    def keep(self, taught: Taught) -> None:
        """Keep what was taught, whole or not at all, and let it hold at once. Raises `OSError`."""
        self._own.mkdir(parents=True, exist_ok=True)
        path = self._own / taught.file
        scratch = path.with_suffix(".new")
        with scratch.open("w", encoding="utf-8") as file:
            file.write(taught.text)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
        folder = os.open(self._own, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._reader.use((*load_taught(self._own), *load_keymaps(self._ours)))
        log.info("a remote was taught: %s", path.name)
