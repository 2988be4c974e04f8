"""A remote that nobody knows is taught: every button twice, and what comes of it is a keymap."""

from pathlib import Path

import pytest
from evdev import ecodes
from hypothesis import given
from hypothesis import strategies as st

from remote_input.event_bytes import EV_MSC, EV_SYN, MSC_SCAN, SYN_REPORT, code_bytes, event_bytes
from remote_input.fifo_source import write_to_fifo
from remote_input.keymap import choose, load_keymaps, load_taught, own_keymaps, read_keymap
from remote_input.keys import Key
from remote_input.presses import Press
from remote_input.signals import Origin
from remote_input.sources import RemoteReader, remotes
from remote_input.teaching import WANTED, Button, Heard, Lesson, Taught, taught
from tests.remote_input.test_remote_reader import Heard as Collected
from tests.remote_input.test_remote_reader import wait_until

DEVICE = 'Old [TV] "remote"'
BUTTONS = tuple(Button(DEVICE, scancode=0x40BF00 + number) for number in range(len(WANTED)))


def whole_lesson() -> Lesson:
    lesson = Lesson()
    for button in BUTTONS:
        lesson = lesson.pressed(button).pressed(button)
    return lesson


def test_each_button_is_learnt_when_it_came_twice() -> None:
    lesson = Lesson().pressed(BUTTONS[0])
    assert (lesson.wanted, lesson.heard) == (Key.UP, Heard.ONCE)
    lesson = lesson.pressed(BUTTONS[0])
    assert (lesson.wanted, lesson.heard) == (Key.DOWN, Heard.LEARNT)
    assert whole_lesson().wanted is None
    assert [key for key, _ in whole_lesson().learnt] == list(WANTED)


def test_another_button_the_second_time_starts_that_key_again() -> None:
    lesson = Lesson().pressed(BUTTONS[0]).pressed(BUTTONS[1])
    assert (lesson.wanted, lesson.heard, lesson.first) == (Key.UP, Heard.OTHER, None)


def test_a_button_cannot_mean_two_things() -> None:
    lesson = Lesson().pressed(BUTTONS[0]).pressed(BUTTONS[0]).pressed(BUTTONS[0])
    assert (lesson.wanted, lesson.heard) == (Key.DOWN, Heard.TAKEN)


def test_another_remote_does_not_disturb_the_lesson() -> None:
    stranger = Button("other", scancode=1)
    lesson = Lesson().pressed(BUTTONS[0]).pressed(stranger)
    assert lesson.heard is Heard.STRANGER
    assert lesson.pressed(BUTTONS[0]).heard is Heard.LEARNT


def test_a_key_that_the_remote_has_not_is_passed_over() -> None:
    lesson = Lesson().pressed(BUTTONS[0]).skip()
    assert (lesson.wanted, lesson.first) == (Key.DOWN, None)
    for _ in WANTED:
        lesson = lesson.skip()
    assert lesson.wanted is None
    assert taught(lesson, Origin.OWN) is None, "nothing learnt is nothing to keep"


@given(st.lists(st.integers(min_value=0, max_value=9)))
def test_whatever_is_pressed_each_button_means_one_thing_at_most(presses: list[int]) -> None:
    lesson = Lesson()
    for number in presses:
        lesson = lesson.pressed(Button(DEVICE, scancode=number))
    buttons = [button for _, button in lesson.learnt]
    assert len(buttons) == len(set(buttons))
    assert [key for key, _ in lesson.learnt] == list(WANTED[: len(buttons)])


def test_what_was_taught_is_a_keymap_for_that_very_device(tmp_path: Path) -> None:
    found = taught(whole_lesson(), Origin.OWN)
    assert found is not None
    (tmp_path / found.file).write_text(found.text, encoding="utf-8")
    keymap = read_keymap(tmp_path / found.file)
    assert [keymap.key((), button.scancode) for button in BUTTONS] == list(WANTED)
    assert choose([keymap], DEVICE, over_cec=False) is not None
    assert choose([keymap], 'Old T "remote"', over_cec=False) is None


def test_a_name_of_the_kernel_is_taught_too_and_adds_to_what_is_known(tmp_path: Path) -> None:
    button = Button("gpio_ir_recv", name="KEY_PROG1")
    found = taught(Lesson().pressed(button).pressed(button), Origin.OWN)
    assert found is not None
    (tmp_path / found.file).write_text(found.text, encoding="utf-8")
    keymap = choose((*load_taught(tmp_path), *load_keymaps(own_keymaps())), "gpio_ir_recv", over_cec=False)
    assert keymap is not None
    assert keymap.key(("KEY_PROG1",), None) is Key.UP
    assert keymap.key(("KEY_LEFT",), None) is Key.LEFT


def test_the_tv_s_own_remote_stays_the_tv_s_whatever_it_was_known_as(tmp_path: Path) -> None:
    button = Button("gpio_ir_recv", name="KEY_PROG1")
    found = taught(Lesson().pressed(button).pressed(button), Origin.TV)
    assert found is not None
    (tmp_path / found.file).write_text(found.text, encoding="utf-8")
    keymap = choose((*load_taught(tmp_path), *load_keymaps(own_keymaps())), "gpio_ir_recv", over_cec=False)
    assert keymap is not None
    assert keymap.origin is Origin.TV


def test_a_damaged_lesson_costs_its_remote_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "taught-1.toml").write_bytes(b"\xff\x00 keys")
    (tmp_path / "taught-2.toml").write_text('devices = ["a"]\n[scancodes]\n"0x1" = "UP"\n')
    assert [keymap.name for keymap in load_taught(tmp_path)] == ["taught-2"]
    assert "has to be taught again" in caplog.text


def scancode_bytes(scancode: int, when: float) -> bytes:
    """What rc-core sends for a code without a key: the scancode alone."""
    return event_bytes(EV_MSC, MSC_SCAN, scancode, when) + event_bytes(EV_SYN, SYN_REPORT, 0, when)


class Unknown:
    def __init__(self) -> None:
        self.buttons: list[Button] = []

    def __call__(self, button: Button) -> None:
        self.buttons.append(button)


def test_raw_bytes_of_an_unknown_remote_are_buttons_until_they_are_taught(tmp_path: Path) -> None:
    ours = load_keymaps(own_keymaps())
    fifo, heard, unknown = tmp_path / "remote", Collected(), Unknown()
    reader = RemoteReader(remotes(ours, fifo, devices=None), heard, on_button=unknown)
    reader.start()
    held = b"".join(scancode_bytes(0x77, 10.0 + n * 0.11) for n in range(5))
    write_to_fifo(fifo, held + scancode_bytes(0x77, 12.0))
    prog = ecodes.KEY_PROG2
    write_to_fifo(fifo, code_bytes(prog, 1, 14.0) + code_bytes(prog, 0, 14.1))
    wait_until(lambda: len(unknown.buttons) >= 3)
    held_once, again, named = unknown.buttons
    assert held_once == again == Button("fifo", scancode=0x77), "a held button is one press"
    assert named == Button("fifo", name="KEY_PROG2")
    found = taught(Lesson().pressed(again).pressed(again), Origin.OWN)
    assert isinstance(found, Taught)
    (tmp_path / found.file).write_text(found.text, encoding="utf-8")
    reader.use((*load_taught(tmp_path), *ours))
    write_to_fifo(fifo, scancode_bytes(0x77, 20.0))
    assert heard.wait(1) == [Press(Key.UP)]
    assert len(unknown.buttons) == 3
    reader.stop()
