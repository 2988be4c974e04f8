"""The keyboard of a developer: Kivy's names of keys and what they mean on a remote."""

from remote_input.keys import Key
from remote_input.presses import Press, Presses
from remote_input.signals import Origin

_STILL_HELD = 1.0
"""Desktops repeat a held key at 0.7 s at the latest; after this the release was lost."""
_NAMES: dict[str, Key] = {
    "up": Key.UP,
    "down": Key.DOWN,
    "left": Key.LEFT,
    "right": Key.RIGHT,
    "enter": Key.OK,
    "numpadenter": Key.OK,
    "escape": Key.BACK,
    "backspace": Key.BACK,
    "home": Key.HOME,
    "b": Key.BLUE,
    "r": Key.RED,
    "g": Key.GREEN,
    "y": Key.YELLOW,
    "f1": Key.BLUE,
    "f2": Key.RED,
    "f3": Key.GREEN,
    "f4": Key.YELLOW,
    "0": Key.N10,
    "numpad0": Key.N10,
    "-": Key.N11,
    "=": Key.N12,
    "i": Key.INFO,
    "pageup": Key.VOLUME_UP,
    "pagedown": Key.VOLUME_DOWN,
    **{str(digit): Key(str(digit)) for digit in range(1, 10)},
    **{f"numpad{digit}": Key(str(digit)) for digit in range(1, 10)},
}


def key_of_keyboard(name: str) -> Key | None:
    """Return what a key of the keyboard means, by Kivy's name for it (`Window.on_key_down`), or None."""
    return _NAMES.get(name)


class Keyboard:
    """The keys of a window, which sends the same key down again and again while it is held."""

    def __init__(self) -> None:
        self._presses = Presses(Origin.KEYBOARD)
        self._down_at: dict[Key, float] = {}

    def down(self, name: str, at: float) -> Press | None:
        """Take a key going down, or down still, at `at` seconds; returns what counts as a press."""
        key = key_of_keyboard(name)
        if key is None:
            return None
        last, self._down_at[key] = self._down_at.get(key), at
        if last is not None and 0 <= at - last < _STILL_HELD:
            return self._presses.held(key, at)
        return self._presses.down(key, at)

    def up(self, name: str, at: float) -> None:
        """Take a key going up."""
        key = key_of_keyboard(name)
        if key is not None:
            self._down_at.pop(key, None)
            self._presses.up(key, at)
