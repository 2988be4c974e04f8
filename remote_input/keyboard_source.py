"""The keyboard of a developer: Kivy's names of keys and what they mean on a remote."""

from remote_input.keys import Key

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
