"""Listens on HDMI-CEC which source the TV shows: keys meant for another programme must never count."""

import logging
import subprocess
import threading
from collections.abc import Callable

from box_agent.cec_words import Bus
from box_agent.plant import Plant
from box_agent.tv_power import CecTelevision
from offline_cache.snapshot import OnScreen

_AGAIN = 30.0
"""Seconds after which a listener that ended is started again."""

_log = logging.getLogger(__name__)


class ScreenWatch:
    """Keeps what it hears in the box's memory, for the face. Nobody listening means: unknown."""

    name = "screen"

    def __init__(self, plant: Plant, television: CecTelevision) -> None:
        self._plant = plant
        self._television = television
        self._closed = threading.Event()
        self._listener: subprocess.Popen[str] | None = None
        self._told = False

    def stop(self) -> None:
        self._closed.set()
        listener = self._listener
        if listener is not None and listener.poll() is None:
            listener.terminate()

    def run(self) -> None:
        memory = self._plant.memory()
        bus = Bus(self._television.address())
        memory.content.state.keep_on_screen(OnScreen.UNKNOWN)

        def changed() -> None:
            memory.content.state.keep_on_screen(bus.on_screen)
            self._plant.ring_face()

        while not self._closed.is_set():
            self._listen(bus, changed)
            bus.on_screen = OnScreen.UNKNOWN
            changed()
            self._closed.wait(_AGAIN)
        memory.close()

    def _listen(self, bus: Bus, changed: Callable[[], None]) -> None:
        command = [self._television.program, "-d", str(self._television.device), "--wait-for-msgs"]
        try:
            self._listener = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
            )
        except OSError as error:
            if not self._told:
                self._told = True
                _log.warning("HDMI-CEC cannot be listened to: %s", type(error).__name__)
            return
        with self._listener as listener:
            assert listener.stdout is not None  # noqa: S101 - a pipe was asked for
            for line in listener.stdout:
                bus.ours = self._television.place or bus.ours
                if bus.hear(line):
                    changed()
