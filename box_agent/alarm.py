"""Makes an emergency heard: the chime for whatever has not been announced yet, and the TV woken."""

import sqlite3

from box_agent.announcement import Announcement
from box_agent.memory import Memory
from box_agent.plant import Plant
from box_agent.sound import Chime, ChimeLevel
from offline_cache.alert_shelf import Held
from offline_cache.database import is_unwritable
from wire.alerts import Alert, AlertStatus

_LOOK = 60.0
"""Seconds after which it looks by itself, should a ring ever be lost."""


_AGAIN = 5.0
"""Seconds after which a list that the disk would not take is offered to it again."""


class Alarm:
    """Rings once for each alert and level, restarts included."""

    name = "alarm"

    def __init__(self, plant: Plant, chime: Chime, announcement: Announcement) -> None:
        self._plant = plant
        self._bell = plant.bells.alarm
        self._chime = chime
        self._announcement = announcement
        self._rung: set[tuple[str, str, int | None]] = set()

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            self._announce(memory)
            self._bell.wait(
                _LOOK if self._plant.dropped.unkept.of(memory.identity().area) is None else _AGAIN
            )
        memory.close()

    def _announce(self, memory: Memory) -> None:
        held = self._held(memory)
        if held is None:
            return
        clock = self._plant.clock
        in_force = held.in_force(clock.now(), trusted=clock.trusted())
        new = [alert for alert in memory.shelf.not_rung(in_force) if _sign(alert) not in self._rung]
        if not new:
            return
        sentences = self._announcement.of(new, in_force, memory.content.household())
        self._chime.ring(_loudness(new), sentences)
        self._plant.bells.television.ring()
        self._rung.update(map(_sign, new))
        try:
            memory.shelf.keep_rung(new, clock.now())
        except sqlite3.Error as error:  # a full disk must not make it ring again and again
            if not is_unwritable(error):
                raise

    def _held(self, memory: Memory) -> Held | None:
        """Return the newest list: from the disk, or from memory while the disk takes nothing."""
        area = memory.identity().area
        unkept = self._plant.dropped.unkept.of(area)
        if unkept is not None:
            alerts, signed = unkept
            self._plant.receive(memory, signed)  # perhaps there is room again, and the face shall show it
            if alerts.number >= memory.shelf.number(alerts.area):
                return Held(alerts)
        return memory.shelf.held(area)


def _sign(alert: Alert) -> tuple[str, str, int | None]:
    return (alert.id, alert.status, alert.level)


def _loudness(alerts: list[Alert]) -> ChimeLevel:
    actual = any(alert.status is AlertStatus.ACTUAL for alert in alerts)
    return ChimeLevel.ALARM if actual else ChimeLevel.DRILL
