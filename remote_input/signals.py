"""What a device says, before it has a meaning: raw events gathered to signals."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum

from remote_input.event_bytes import EV_KEY, EV_MSC, EV_SYN, MSC_SCAN, SYN_DROPPED, SYN_REPORT

_SCANCODES_KEPT = 512


class Origin(StrEnum):
    """Whose remote it is: a press over CEC says more about the TV than one on the box's own remote."""

    OWN = "own"
    CEC = "cec"
    TV = "tv"  # the TV's own remote, heard by infrared: it may be meant for another programme
    KEYBOARD = "keyboard"


class Action(Enum):
    DOWN = "down"
    UP = "up"
    HELD = "held"  # the kernel's own repeat
    FRAME = "frame"  # a code that the kernel has no key for; never released
    LOST = "lost"  # the kernel dropped events: nothing is known about what is held


@dataclass(frozen=True)
class RawEvent:
    """One `struct input_event`; `at` in seconds of the device's clock."""

    at: float
    type: int
    code: int
    value: int


@dataclass(frozen=True)
class Signal:
    """One thing that a button did. `code` is a Linux key code, `scancode` what the remote itself sent."""

    at: float
    action: Action
    code: int | None = None
    scancode: int | None = None


class Decoder:
    """Gathers the raw events of one device; keeps what belongs to an unfinished packet."""

    def __init__(self) -> None:
        self._scancode: int | None = None
        self._has_key = False
        self._dropping = False
        self._scancodes_with_key: set[int] = set()

    def feed(self, event: RawEvent) -> Iterator[Signal]:
        """Yield the signals that this event completes."""
        if self._dropping:
            self._dropping = (event.type, event.code) != (EV_SYN, SYN_REPORT)
            return
        kind = (event.type, event.code)
        if kind == (EV_MSC, MSC_SCAN):
            self._scancode = event.value & 0xFFFFFFFF
        elif event.type == EV_KEY:
            yield from self._key(event)
        elif kind == (EV_SYN, SYN_DROPPED):
            self._dropping = True  # the rest of this packet is worthless
            self._end_packet()
            yield Signal(event.at, Action.LOST)
        elif kind == (EV_SYN, SYN_REPORT):
            scancode, alone = self._scancode, not self._has_key
            self._end_packet()
            if scancode is not None and alone and scancode not in self._scancodes_with_key:
                yield Signal(event.at, Action.FRAME, scancode=scancode)

    def _key(self, event: RawEvent) -> Iterator[Signal]:
        self._has_key = True
        if self._scancode is not None and len(self._scancodes_with_key) < _SCANCODES_KEPT:
            # While such a key is held the kernel sends its scancode alone: that is no new code.
            self._scancodes_with_key.add(self._scancode)
        actions = {0: Action.UP, 1: Action.DOWN, 2: Action.HELD}
        if event.value in actions:
            yield Signal(event.at, actions[event.value], event.code, self._scancode)

    def _end_packet(self) -> None:
        self._scancode, self._has_key = None, False
