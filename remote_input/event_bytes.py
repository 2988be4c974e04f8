"""Keys as the bytes that the kernel would send, for tests, the workbench and the demonstration."""

import struct

from remote_input.keys import Key

EVENT = struct.Struct("@llHHi")
"""`struct input_event`: seconds, microseconds, type, code, value."""
EV_SYN, EV_KEY, EV_MSC = 0, 1, 4
SYN_REPORT, SYN_DROPPED = 0, 3
MSC_SCAN = 4
UP, DOWN, HELD = 0, 1, 2
"""The values of a key event."""

CODES: dict[Key, int] = {
    Key.UP: 103,
    Key.DOWN: 108,
    Key.LEFT: 105,
    Key.RIGHT: 106,
    Key.OK: 352,  # KEY_OK
    Key.BACK: 174,  # KEY_EXIT, which is what もどる is over CEC
    Key.HOME: 172,  # KEY_HOMEPAGE
    Key.BLUE: 401,
    Key.RED: 398,
    Key.GREEN: 399,
    Key.YELLOW: 400,
    Key.N1: 513,  # KEY_NUMERIC_1 and so on
    Key.N2: 514,
    Key.N3: 515,
    Key.N4: 516,
    Key.N5: 517,
    Key.N6: 518,
    Key.N7: 519,
    Key.N8: 520,
    Key.N9: 521,
    Key.N10: 512,  # KEY_NUMERIC_0: the button 10 says 0 as well
    Key.N11: 620,
    Key.N12: 621,
    Key.INFO: 358,
    Key.VOLUME_UP: 115,
    Key.VOLUME_DOWN: 114,
}
"""The Linux key codes a remote over CEC sends (linux/input-event-codes.h)."""


def event_bytes(event_type: int, code: int, value: int, when: float) -> bytes:
    """Return one raw event; `when` in seconds."""
    seconds, microseconds = divmod(round(when * 1_000_000), 1_000_000)
    return EVENT.pack(seconds, microseconds, event_type, code, value)


def code_bytes(code: int, value: int, when: float) -> bytes:
    """Return a Linux key code going down (1), up (0) or held (2), with the end of its packet."""
    return event_bytes(EV_KEY, code, value, when) + event_bytes(EV_SYN, SYN_REPORT, 0, when)


def key_bytes(key: Key, value: int, when: float) -> bytes:
    """Return a key going down (1), up (0) or held (2) at `when` seconds, with the end of its packet."""
    return code_bytes(CODES[key], value, when)


def press_bytes(key: Key, when: float, held_for: float = 0.09) -> bytes:
    """Return a whole press: down, and up `held_for` seconds later."""
    return key_bytes(key, DOWN, when) + key_bytes(key, UP, when + held_for)
