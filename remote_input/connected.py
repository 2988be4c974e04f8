"""One remote that is there, from its signals to presses."""

import logging
from typing import Protocol

from remote_input.evdev_source import names_of
from remote_input.keymap import Keymap
from remote_input.presses import Press, Presses
from remote_input.signals import Action, Signal

LOG = logging.getLogger(__name__)


class Source(Protocol):
    """A remote that is there now."""

    name: str
    keymap: Keymap

    def fileno(self) -> int: ...

    def read(self) -> list[Signal]:
        """Return what happened since. Raises Unplugged."""
        ...

    def close(self) -> None: ...


class Connected:
    """A source with the state of its buttons; its events carry its own clock, which is laid beside ours."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._presses = Presses(source.keymap.origin)
        self._ahead = 0.0
        """The device's clock minus ours, in seconds."""
        self._unknown: set[str] = set()

    def read(self, now: float) -> list[Press]:
        """Return what was pressed since. Raises Unplugged."""
        presses: list[Press] = []
        for signal in self.source.read():
            self._ahead = signal.at - now
            press = self._take(signal)
            if press is not None:
                presses.append(press)
        return presses

    def tick(self, now: float) -> Press | None:
        """Let time go on."""
        return self._presses.tick(now + self._ahead)

    @property
    def next_tick(self) -> float | None:
        """When `tick` has something to do, in our time."""
        at = self._presses.next_tick
        return None if at is None else at - self._ahead

    def _take(self, signal: Signal) -> Press | None:
        if signal.action is Action.LOST:
            self._presses.forget()
            return None
        names = () if signal.code is None else names_of(signal.code)
        key = self.source.keymap.key(names, signal.scancode)
        if key is None:
            self._tell_once(signal, names)
            return None
        match signal.action:
            case Action.DOWN:
                return self._presses.down(key, signal.at)
            case Action.HELD:
                return self._presses.held(key, signal.at)
            case Action.FRAME:
                return self._presses.frame(key, signal.at)
            case _:
                self._presses.up(key, signal.at)
                return None

    def _tell_once(self, signal: Signal, names: tuple[str, ...]) -> None:
        scancode = "" if signal.scancode is None else f"scancode {signal.scancode:#x}"
        button = "/".join(names) or (f"code {signal.code}" if signal.code is not None else scancode)
        if button not in self._unknown:
            self._unknown.add(button)
            LOG.info("%s: a button without a meaning: %s", self.source.name, button)
