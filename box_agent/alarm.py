"""Makes an emergency heard: the chime for whatever has not been announced yet, and the TV woken."""

from box_agent.memory import Memory
from box_agent.plant import Plant
from box_agent.sound import Chime, ChimeLevel
from wire.alerts import Alert, AlertStatus

_LOOK = 60.0
"""Seconds after which it looks by itself, should a ring ever be lost."""


class Alarm:
    """Rings once for each alert and level, restarts included."""

    name = "alarm"

    def __init__(self, plant: Plant, chime: Chime) -> None:
        self._plant = plant
        self._bell = plant.bells.alarm
        self._chime = chime

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            self._announce(memory)
            self._bell.wait(_LOOK)
        memory.close()

    def _announce(self, memory: Memory) -> None:
        held = memory.shelf.held(memory.identity().area)
        if held is None:
            return
        clock = self._plant.clock
        new = memory.shelf.not_rung(held.in_force(clock.now(), trusted=clock.trusted()))
        if not new:
            return
        self._chime.ring(_loudness(new))
        self._plant.bells.television.ring()
        memory.shelf.keep_rung(new, clock.now())


def _loudness(alerts: list[Alert]) -> ChimeLevel:
    actual = any(alert.status is AlertStatus.ACTUAL for alert in alerts)
    return ChimeLevel.ALARM if actual else ChimeLevel.DRILL
