"""A lamp on the box that says, without a word, that somebody would like to know how you are."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

LEDS = Path("/sys/class/leds")
NAME = "minato:*:ask"
"""What a box with a lamp calls it in its device tree, `minato:amber:ask`; no other light is touched."""

_log = logging.getLogger(__name__)


class Lamp(Protocol):
    """A light that can be turned on and off."""

    def show(self, *, on: bool) -> None: ...


class NoLamp:
    """A box without one."""

    def show(self, *, on: bool) -> None:
        """Do nothing."""


@dataclass
class LedLamp:
    """A light of the kernel, `/sys/class/leds/<name>`."""

    folder: Path
    _is_on: bool | None = None

    def show(self, *, on: bool) -> None:
        """Turn it on or off; a light that cannot be set is told of once and costs nothing else."""
        if on is self._is_on:
            return
        try:
            (self.folder / "trigger").write_text("none", encoding="ascii")
            brightest = (self.folder / "max_brightness").read_text(encoding="ascii").strip()
            (self.folder / "brightness").write_text(brightest if on else "0", encoding="ascii")
        except OSError as error:
            if self._is_on is None:
                _log.warning("the lamp cannot be set: %s", type(error).__name__)
        self._is_on = on


def find_lamp(leds: Path = LEDS) -> Lamp:
    """Return this box's lamp, if it has one."""
    found = sorted(leds.glob(NAME))
    return LedLamp(found[0]) if found else NoLamp()
