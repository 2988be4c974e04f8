"""What stands in for a household's files on the pictures: the four seasons of the village, painted once."""

import atexit
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from kiosk_setup.demo.landscapes import paint_all
from offline_cache.snapshot import Snapshot


def with_pictures(memory: Snapshot) -> Snapshot:
    """Put a painted landscape in place of every file that this memory says is here."""
    if not memory.media:
        return memory
    return replace(memory, media={name: _prop(place) for place, name in enumerate(sorted(memory.media))})


def with_photos(memory: Snapshot) -> Snapshot:
    """Give a box the photos of its village."""
    return replace(memory, photos=_painted())


def _prop(place: int) -> str:
    painted = _painted()
    return painted[place % len(painted)]


@cache
def _painted() -> tuple[str, ...]:
    folder = Path(tempfile.mkdtemp(prefix="minato-screens-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return tuple(str(path) for path in paint_all(folder))
