"""Keymaps: our own files, and what is wrong with others'."""

from pathlib import Path

import pytest
from evdev import ecodes

from remote_input.errors import BadKeymap
from remote_input.keyboard_source import Keyboard, key_of_keyboard
from remote_input.keymap import Keymap, choose, load_keymaps, own_keymaps, read_keymap
from remote_input.keys import ARROWS, Key
from remote_input.presses import Press
from remote_input.signals import Origin
from remote_input.sources import without_keyboards

OURS = load_keymaps(own_keymaps())
COLOURS = {Key.BLUE, Key.RED, Key.GREEN, Key.YELLOW}
DIGITS = {Key(str(number)) for number in range(1, 13)}


@pytest.mark.parametrize("keymap", OURS, ids=lambda keymap: keymap.name)
def test_each_keymap_reaches_every_key(keymap: Keymap) -> None:
    assert set(keymap.by_name.values()) >= ARROWS | COLOURS | DIGITS | {Key.OK, Key.BACK, Key.HOME}


@pytest.mark.parametrize("keymap", OURS, ids=lambda keymap: keymap.name)
def test_each_name_is_one_the_kernel_has(keymap: Keymap) -> None:
    assert {name for name in keymap.by_name if name not in ecodes.ecodes} == set()


@pytest.mark.parametrize(
    ("device", "over_cec", "expected"),
    [
        ("vc4-hdmi-0", True, "cec"),
        ("a TV of any name", True, "cec"),
        ("vivid-000-vid-out0", False, "cec"),
        ("rc-core loopback device", False, "generic_rc"),
        ("gpio_ir_recv", False, "generic_rc"),
        ("flirc.tv flirc Keyboard", False, "generic_rc"),
        ("Logitech USB Keyboard", False, "keyboard"),
        ("Power Button", False, None),
        ("PC Speaker", False, None),
    ],
)
def test_a_device_finds_its_keymap(device: str, over_cec: bool, expected: str | None) -> None:  # noqa: FBT001 -- a column of the table above
    keymap = choose(OURS, device, over_cec=over_cec)
    assert (keymap.name if keymap else None) == expected


def test_decide_and_back_are_what_each_kind_of_remote_sends() -> None:
    cec = choose(OURS, "x", over_cec=True)
    assert cec is not None
    assert cec.key(["KEY_OK"], 0) is Key.OK
    assert cec.key(["KEY_EXIT"], 13) is Key.BACK
    infrared = choose(OURS, "gpio_ir_recv", over_cec=False)
    assert infrared is not None
    assert infrared.key(["KEY_ENTER"], None) is Key.OK
    assert infrared.key(["KEY_BACK"], None) is Key.BACK
    assert infrared.key(["KEY_NEW"], None) is None


def test_a_device_without_arrows_or_decide_is_no_remote() -> None:
    keymap = OURS[0]
    assert keymap.suits(["KEY_UP", "KEY_DOWN", "KEY_LEFT", "KEY_RIGHT", "KEY_OK"])
    assert not keymap.suits(["KEY_UP", "KEY_DOWN", "KEY_LEFT", "KEY_RIGHT"])
    assert not keymap.suits(["KEY_OK", "KEY_POWER"])


def test_a_taught_scancode_goes_before_the_kernels_name(tmp_path: Path) -> None:
    file = tmp_path / "aquos.toml"
    file.write_text('devices = ["gpio_ir_recv"]\n[keys]\nKEY_UP = "UP"\n[scancodes]\n"0x4001" = "OK"\n')
    taught = read_keymap(file)
    assert taught.key(["KEY_UP"], 0x4001) is Key.OK
    assert taught.key(["KEY_UP"], 0x4002) is Key.UP
    assert choose((taught, *OURS), "gpio_ir_recv", over_cec=False) is taught


@pytest.mark.parametrize(
    "text",
    [
        "devices = [",
        'devices = "x"',
        "colour = 1",
        '[keys]\nKEY_UP = "NORTH"',
        '[scancodes]\nup = "UP"',
        'origin = "neighbour"',
        "keys = 3",
    ],
)
def test_a_bad_keymap_is_told_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text)
    with pytest.raises(BadKeymap, match=r"bad\.toml"):
        read_keymap(file)


def test_on_a_desktop_the_keyboard_is_left_alone() -> None:
    kept = without_keyboards(OURS)
    assert {keymap.origin for keymap in kept} == {Origin.OWN, Origin.CEC}


def test_a_developers_keyboard_reaches_every_key() -> None:
    names = [
        "up",
        "down",
        "left",
        "right",
        "enter",
        "escape",
        "home",
        *"brgyi",
        "pageup",
        "pagedown",
        *"0-=123456789",
    ]
    assert {key_of_keyboard(name) for name in names} == set(Key)
    assert key_of_keyboard("spacebar") is None


def test_a_key_held_on_the_keyboard_is_one_press_of_decide_and_repeats_an_arrow() -> None:
    keyboard = Keyboard()
    held = [0.0, *(0.5 + n / 30 for n in range(31))]
    assert [at for at in held if keyboard.down("enter", at)] == [0.0]
    keyboard.up("enter", 1.6)
    heard = [press for at in held if (press := keyboard.down("down", 2 + at))]
    down = Press(Key.DOWN, origin=Origin.KEYBOARD)
    again = Press(Key.DOWN, repeated=True, origin=Origin.KEYBOARD)
    assert heard[:2] == [down, again]
    assert set(heard[1:]) == {again}


def test_a_release_lost_by_the_window_does_not_lock_the_key() -> None:
    keyboard = Keyboard()
    assert keyboard.down("enter", 0.0)
    assert keyboard.down("enter", 5.0) == Press(Key.OK, origin=Origin.KEYBOARD)
    assert keyboard.down("spacebar", 6.0) is None
    keyboard.up("spacebar", 6.1)
