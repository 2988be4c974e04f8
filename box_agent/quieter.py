"""Ends the announcement of an emergency when somebody at the TV has pressed a key."""

from collections.abc import Callable

from box_agent.plant import Plant
from offline_cache import bell

_LOOK = 60.0


class Quieter:
    """Waits for the face's ring; `silence` is told of each."""

    name = "quieter"

    def __init__(self, plant: Plant, silence: Callable[[], None]) -> None:
        self._path = plant.directory / bell.HUSH
        self._silence = silence
        self._closed = False

    def stop(self) -> None:
        self._closed = True
        bell.ring(self._path)

    def run(self) -> None:
        with bell.Bell(self._path) as ears:
            while not self._closed:
                if ears.wait(_LOOK) and not self._closed:
                    self._silence()
