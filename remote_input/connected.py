"""One remote that is there, from its signals to presses."""

import logging
from typing import Protocol

from remote_input.evdev_source import names_of
from remote_input.keymap import Keymap
from remote_input.presses import FRAME_GAP, Press, Presses
from remote_input.signals import Action, Signal
from remote_input.teaching import Button

LOG = logging.getLogger(__name__)


class Source(Protocol):
    """A remote that is there now."""

    name: str
    model: str
    """What the device calls itself: the same for every one of its kind."""
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
        self._unknown: set[Button] = set()
        self._unknown_at: dict[Button, float] = {}
        """When each button without a meaning was last heard of."""

    def read(self, now: float) -> list[Press | Button]:
        """Return what was pressed since: with a meaning, or a button that has none. Raises Unplugged."""
        presses: list[Press | Button] = []
        for signal in self.source.read():
            self._ahead = signal.at - now
            heard = self._take(signal)
            if heard is not None:
                presses.append(heard)
        return presses

    def tick(self, now: float) -> Press | None:
        """Let time go on."""
        return self._presses.tick(now + self._ahead)

    @property
    def next_tick(self) -> float | None:
        """When `tick` has something to do, in our time."""
        at = self._presses.next_tick
        return None if at is None else at - self._ahead

    def _take(self, signal: Signal) -> Press | Button | None:
        if signal.action is Action.LOST:
            self._presses.forget()
            return None
        names = () if signal.code is None else names_of(signal.code)
        key = self.source.keymap.key(names, signal.scancode)
        if key is None:
            return self._unknown_button(signal, names)
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

    def _unknown_button(self, signal: Signal, names: tuple[str, ...]) -> Button | None:
        """Return a button without a meaning when it is pressed, not while it is held or bounces."""
        name = names[0] if names else None
        if name is None and signal.scancode is None:
            return None  # nothing to know it by another time
        button = Button(self.source.model, name, None if name is not None else signal.scancode)
        last, self._unknown_at[button] = self._unknown_at.get(button), signal.at
        self._tell_once(button)
        fresh = last is None or not 0 <= signal.at - last < FRAME_GAP
        return button if fresh and signal.action in (Action.DOWN, Action.FRAME) else None

    def _tell_once(self, button: Button) -> None:
        if button not in self._unknown:
            self._unknown.add(button)
            told = button.name or f"scancode {button.scancode or 0:#x}"
            LOG.info("%s: a button without a meaning: %s", self.source.name, told)
