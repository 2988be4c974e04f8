"""When a button that goes down, up and down again counts as a press."""

from dataclasses import dataclass

from remote_input.keys import ARROWS, Key
from remote_input.signals import Origin

BOUNCE = 0.08
"""A key that comes again this soon (seconds) after its release or its press is the same press."""
FIRST_REPEAT = 1.0
"""Many people hold a button until the TV does something; only then may an arrow repeat."""
NEXT_REPEAT = 0.25
FRAME_GAP = 0.3
"""Frames of a code without a release that follow each other closer than this are one press."""
ECHO = 0.3
"""The same key from another receiver within this time is the same finger."""
_SILENCE_AFTER_REPEATS = 0.7
"""A device that tells of a held key each 0.1 to 0.5 s and falls silent has lost the release."""
_SILENCE = 5.0
"""The same for a device that tells nothing while a key is held."""


@dataclass(frozen=True)
class Press:
    """One press that counts; `repeated` marks an arrow that is held."""

    key: Key
    repeated: bool = False
    origin: Origin = Origin.OWN


@dataclass
class _Hold:
    key: Key
    since: float
    sign: float
    """When the device last said that the key is down."""
    tells: bool
    """Whether the device says so again and again."""
    repeated_at: float | None = None

    @property
    def next_repeat(self) -> float:
        if self.repeated_at is None:
            return self.since + FIRST_REPEAT
        return self.repeated_at + NEXT_REPEAT

    @property
    def given_up_at(self) -> float:
        return self.sign + (_SILENCE_AFTER_REPEATS if self.tells else _SILENCE)


class Presses:
    """The buttons of one device. All times are seconds of one clock, handed in."""

    def __init__(self, origin: Origin = Origin.OWN) -> None:
        self._origin = origin
        self._hold: _Hold | None = None
        self._let_go: _Hold | None = None
        self._last: dict[Key, float] = {}
        """When each key last went down or up."""

    @property
    def next_tick(self) -> float | None:
        """When `tick` has something to do, or None while no arrow is held."""
        hold = self._hold
        if hold is None or hold.key not in ARROWS:
            return None
        return min(hold.next_repeat, hold.given_up_at)

    def down(self, key: Key, at: float) -> Press | None:
        """Take a key going down: it counts now, unless it bounced."""
        last, self._last[key] = self._last.get(key), at
        if last is not None and 0 <= at - last < BOUNCE:
            if self._hold is None and self._let_go is not None and self._let_go.key is key:
                self._hold, self._let_go = self._let_go, None  # it was never let go
            return None
        self._hold = _Hold(key, at, at, tells=False)
        return Press(key, origin=self._origin)

    def up(self, key: Key, at: float) -> None:
        """Take a key going up."""
        self._last[key] = at
        if self._hold is not None and self._hold.key is key:
            self._hold, self._let_go = None, self._hold

    def held(self, key: Key, at: float) -> Press | None:
        """Take the device's word that a key is still down."""
        if self._hold is None or self._hold.key is not key:
            return None  # its press was not seen, so it has not happened
        self._hold.sign, self._hold.tells = at, True
        return self._repeat(self._hold, at)

    def frame(self, key: Key, at: float) -> Press | None:
        """Take a code of a remote that is sent again while the button is held, and never released."""
        hold = self._hold
        if hold is not None and hold.key is key and 0 <= at - hold.sign < FRAME_GAP:
            return self.held(key, at)
        press = self.down(key, at)
        if self._hold is not None:
            self._hold.tells = True
        return press

    def tick(self, at: float) -> Press | None:
        """Let time go on: an arrow that is held may repeat; one that nobody speaks of any more is let go."""
        if self._hold is None:
            return None
        if at >= self._hold.given_up_at:
            self._hold = None
            return None
        return self._repeat(self._hold, at)

    def forget(self) -> None:
        """Let everything go: nothing is known about what is held."""
        self._hold = self._let_go = None

    def _repeat(self, hold: _Hold, at: float) -> Press | None:
        if hold.key not in ARROWS or at < hold.next_repeat:
            return None
        hold.repeated_at = at
        return Press(hold.key, repeated=True, origin=self._origin)


class Echoes:
    """Drops a press that a second receiver heard as well, such as infrared and CEC of the same TV remote."""

    def __init__(self) -> None:
        self._last: tuple[Key, str, float] | None = None

    def is_one(self, key: Key, device: str, at: float) -> bool:
        """Tell whether another device has just given the same press; `at` in seconds of one clock."""
        if self._last is not None:
            last_key, last_device, last_at = self._last
            if key is last_key and device != last_device and 0 <= at - last_at < ECHO:
                return True
        self._last = (key, device, at)
        return False
