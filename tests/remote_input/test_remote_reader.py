"""The reading thread with real FIFOs, evdev's own reader, and devices that come and go."""

import errno
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import evdev.device
import evdev.eventio
import pytest
from evdev import InputDevice, ecodes

from remote_input.errors import NotAFifo
from remote_input.evdev_source import DeviceFinder
from remote_input.event_bytes import code_bytes, key_bytes, press_bytes
from remote_input.fifo_source import FifoFinder, write_to_fifo
from remote_input.keymap import load_keymaps, own_keymaps
from remote_input.keys import Key
from remote_input.main import main
from remote_input.presses import Press
from remote_input.signals import Origin
from remote_input.sources import RemoteReader, remotes

KEYMAPS = load_keymaps(own_keymaps())


class Heard:
    """Collects presses, and waits for them."""

    def __init__(self) -> None:
        self.presses: list[Press] = []
        self._changed = threading.Condition()

    def __call__(self, press: Press) -> None:
        with self._changed:
            self.presses.append(press)
            self._changed.notify_all()

    def wait(self, count: int) -> list[Press]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.presses) >= count, timeout=10), self.presses
            return list(self.presses)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def fifo(tmp_path: Path, heard: Heard) -> Iterator[Path]:
    path = tmp_path / "remote"
    reader = RemoteReader(remotes(KEYMAPS, path, devices=None), heard)
    reader.start()
    yield path
    reader.stop()


def test_bytes_in_a_fifo_become_presses(fifo: Path, heard: Heard) -> None:
    for number, key in enumerate(Key):
        write_to_fifo(fifo, press_bytes(key, 100.0 + number))
    assert heard.wait(len(Key)) == [Press(key) for key in Key]


def test_the_end_of_one_writer_is_not_the_end(fifo: Path, heard: Heard) -> None:
    with fifo.open("wb", buffering=0) as writer:
        writer.write(press_bytes(Key.OK, 1.0))
    heard.wait(1)
    before = time.thread_time()
    with fifo.open("wb", buffering=0) as writer:
        writer.write(press_bytes(Key.UP, 2.0))
    assert heard.wait(2) == [Press(Key.OK), Press(Key.UP)]
    assert time.thread_time() - before < 1


def test_bytes_that_dribble_in_with_garbage_between_them_are_understood(fifo: Path, heard: Heard) -> None:
    stream = press_bytes(Key.OK, 1_000.0) + b"\xff" * 31 + press_bytes(Key.UP, 1_001.0)
    with fifo.open("wb", buffering=0) as writer:
        for start in range(0, len(stream), 7):
            writer.write(stream[start : start + 7])
    assert heard.wait(2) == [Press(Key.OK), Press(Key.UP)]


def test_a_bounce_in_the_bytes_is_one_press(fifo: Path, heard: Heard) -> None:
    bounce = key_bytes(Key.OK, 1, 5.0) + key_bytes(Key.OK, 0, 5.02) + press_bytes(Key.OK, 5.04)
    write_to_fifo(fifo, bounce + press_bytes(Key.UP, 6.0))
    assert heard.wait(2) == [Press(Key.OK), Press(Key.UP)]


def test_a_held_arrow_repeats_and_a_held_decide_does_not(fifo: Path, heard: Heard) -> None:
    for key, start in ((Key.OK, 10.0), (Key.DOWN, 20.0)):
        held = b"".join(key_bytes(key, 2, start + 0.5 + n * 0.125) for n in range(9))
        write_to_fifo(fifo, key_bytes(key, 1, start) + held + key_bytes(key, 0, start + 1.6))
    write_to_fifo(fifo, press_bytes(Key.UP, 30.0))
    repeats = [Press(Key.DOWN, repeated=True)] * 3
    assert heard.wait(6) == [Press(Key.OK), Press(Key.DOWN), *repeats, Press(Key.UP)]


def test_an_arrow_held_down_on_a_silent_device_repeats_by_the_clock(tmp_path: Path, heard: Heard) -> None:
    seconds = [0.0]
    reader = RemoteReader((FifoFinder(tmp_path / "remote", KEYMAPS),), heard, lambda: seconds[0])
    reader.start()
    write_to_fifo(tmp_path / "remote", key_bytes(Key.DOWN, 1, 500.0))
    heard.wait(1)
    seconds[0] = 1.01  # the thread sleeps a second of the real clock at most, and then asks this one
    assert heard.wait(2) == [Press(Key.DOWN), Press(Key.DOWN, repeated=True)]
    assert reader.last_press_at == pytest.approx(1.01)
    reader.stop()


def test_a_button_without_a_meaning_is_told_once(
    fifo: Path, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for start in (1.0, 2.0, 3.0):
        write_to_fifo(fifo, code_bytes(ecodes.KEY_SPORT, 1, start) + code_bytes(ecodes.KEY_SPORT, 0, start))
    write_to_fifo(fifo, press_bytes(Key.OK, 4.0))
    assert heard.wait(1) == [Press(Key.OK)]
    assert [r.getMessage() for r in caplog.records if "KEY_SPORT" in r.getMessage()] == [
        f"{fifo}: a button without a meaning: KEY_SPORT"
    ]


def test_a_listener_that_fails_does_not_cost_the_remote(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    heard = Heard()

    def fail_first(press: Press) -> None:
        heard(press)
        if len(heard.presses) == 1:
            raise ValueError("broken on purpose")

    reader = RemoteReader((FifoFinder(tmp_path / "remote", KEYMAPS),), fail_first)
    reader.start()
    write_to_fifo(tmp_path / "remote", press_bytes(Key.OK, 1.0) + press_bytes(Key.UP, 2.0))
    assert heard.wait(2) == [Press(Key.OK), Press(Key.UP)]
    reader.stop()
    assert "broken on purpose" in caplog.text


def test_nothing_wakes_the_reader_while_nothing_is_pressed(tmp_path: Path, heard: Heard) -> None:
    reader = RemoteReader(remotes(KEYMAPS, tmp_path / "remote", devices=None), heard)
    reader.start()
    assert reader._patience() is None  # it sleeps until bytes come
    write_to_fifo(tmp_path / "remote", press_bytes(Key.DOWN, 1.0) + press_bytes(Key.OK, 2.0))
    heard.wait(2)
    reader.stop()
    assert reader._patience() is None


def test_a_path_that_is_no_fifo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotAFifo):
        FifoFinder(tmp_path / "file", KEYMAPS).find()
    with pytest.raises(NotAFifo):
        write_to_fifo(tmp_path / "file", b"")
    with pytest.raises(NotAFifo, match="nobody"):
        write_to_fifo(tmp_path / "nothing", b"")


class Kernel:
    """The ioctls of /dev/input for nodes that are FIFOs: evdev's own InputDevice opens and reads them."""

    REMOTE = (*(ecodes.KEY_UP, ecodes.KEY_DOWN, ecodes.KEY_LEFT, ecodes.KEY_RIGHT), ecodes.KEY_OK)

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.grabbed: list[str] = []
        self.faults = 0
        self.busy = False
        self._gone: set[int] = set()
        self._name: dict[str, tuple[int, str, tuple[int, ...]]] = {}
        folder.mkdir()
        real = evdev.device._input
        ioctls = SimpleNamespace(
            ioctl_devinfo=lambda fd: (self._of(fd)[0], 1, 2, 3, self._of(fd)[1], "", ""),
            ioctl_EVIOCGVERSION=lambda _fd: 65537,
            ioctl_capabilities=lambda fd: {ecodes.EV_KEY: list(self._of(fd)[2])},
            ioctl_EVIOCGEFFECTS=lambda _fd: 0,
            ioctl_EVIOCGRAB=self._grab,
        )
        monkeypatch.setattr(evdev.device, "_input", ioctls)
        reads = SimpleNamespace(device_read=real.device_read, device_read_many=self._read)
        self._real_read = real.device_read_many
        monkeypatch.setattr(evdev.eventio, "_input", reads)

    def plug(self, node: str, name: str, bus: int = 3, codes: tuple[int, ...] = REMOTE) -> Path:
        self._name[node] = (bus, name, codes)
        self._gone = set()
        os.mkfifo(self.folder / node)
        return self.folder / node

    def unplug(self, node: str) -> None:
        fd = os.open(self.folder / node, os.O_RDWR | os.O_NONBLOCK)
        self._gone.add(os.fstat(fd).st_ino)
        (self.folder / node).unlink()
        os.write(fd, b"\0")  # wakes the reader, as the kernel does with POLLHUP
        os.close(fd)

    def _of(self, fd: int) -> tuple[int, str, tuple[int, ...]]:
        return self._name[Path(f"/proc/self/fd/{fd}").readlink().name.split(" ")[0]]

    def _grab(self, fd: int, value: int) -> None:
        if self.busy:
            raise OSError(errno.EBUSY, "busy")
        if value:
            self.grabbed.append(self._of(fd)[1])

    def _read(self, fd: int) -> object:
        if os.fstat(fd).st_ino in self._gone:
            self.faults += 1
            raise OSError(errno.ENODEV, "No such device")
        return self._real_read(fd)


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kernel:
    return Kernel(tmp_path / "input", monkeypatch)


@pytest.fixture
def finder(kernel: Kernel) -> DeviceFinder:
    finder = DeviceFinder(KEYMAPS, kernel.folder, InputDevice)
    finder.every = 0.01
    return finder


def test_a_remote_unplugged_and_plugged_in_again_goes_on(
    kernel: Kernel, finder: DeviceFinder, heard: Heard
) -> None:
    node = kernel.plug("event0", "gpio_ir_recv")
    reader = RemoteReader((finder,), heard)
    reader.start()
    write_to_fifo(node, press_bytes(Key.OK, 1.0))
    heard.wait(1)
    kernel.unplug("event0")
    wait_until(lambda: not reader.names)
    assert kernel.faults == 1  # ENODEV was really met, once
    node = kernel.plug("event0", "gpio_ir_recv")
    wait_until(lambda: bool(reader.names))
    write_to_fifo(node, press_bytes(Key.UP, 2.0))
    assert heard.wait(2) == [Press(Key.OK), Press(Key.UP)]
    assert kernel.grabbed == ["gpio_ir_recv", "gpio_ir_recv"]
    reader.stop()


def test_only_remotes_are_taken_and_cec_is_known_by_its_bus(
    kernel: Kernel, finder: DeviceFinder, heard: Heard
) -> None:
    kernel.plug("event0", "Power Button", codes=(ecodes.KEY_POWER,))
    kernel.plug("event1", "Somebody's Remote Mouse", codes=(ecodes.BTN_LEFT,))
    node = kernel.plug("event2", "a name nobody foresaw", bus=0x1E)
    reader = RemoteReader((finder,), heard)
    reader.start()
    assert kernel.grabbed == ["a name nobody foresaw"]
    write_to_fifo(node, press_bytes(Key.BACK, 1.0))
    assert heard.wait(1) == [Press(Key.BACK, origin=Origin.CEC)]
    reader.stop()


def test_a_remote_that_another_program_still_holds_is_taken_when_it_is_free(
    kernel: Kernel, finder: DeviceFinder, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    kernel.busy = True
    kernel.plug("event0", "gpio_ir_recv")
    assert [finder.find() for _ in range(3)] == [[], [], []]
    assert len([record for record in caplog.records if "cannot be used yet" in record.getMessage()]) == 1
    assert finder.names() == [f"gpio_ir_recv ({kernel.folder}/event0): generic_rc"]  # looking takes nothing
    kernel.busy = False
    (source,) = finder.find()
    source.close()


def test_the_same_finger_heard_by_infrared_and_cec_counts_once(
    kernel: Kernel, finder: DeviceFinder, heard: Heard
) -> None:
    infrared = kernel.plug("event0", "gpio_ir_recv")
    cec = kernel.plug("event1", "vc4-hdmi-0", bus=0x1E)
    reader = RemoteReader((finder,), heard, lambda: 7.0)
    reader.start()
    write_to_fifo(infrared, press_bytes(Key.OK, 1.0))
    heard.wait(1)
    write_to_fifo(cec, press_bytes(Key.OK, 1.1) + press_bytes(Key.UP, 3.0))
    assert [press.key for press in heard.wait(2)] == [Key.OK, Key.UP]
    reader.stop()


def test_the_command_presses_keys_into_a_fifo(fifo: Path, heard: Heard) -> None:
    assert main(["--press", "down", "OK", "OK", "3", "--to", str(fifo)]) == 0
    assert [press.key for press in heard.wait(4)] == [Key.DOWN, Key.OK, Key.OK, Key.N3]


def test_the_command_tells_what_it_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--press", "OK", "--to", str(tmp_path / "nothing")]) == 1
    assert "nobody is reading" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["--press", "SIDEWAYS"])
    assert ended.value.code == 2
    assert main(["--keys"]) == 0
    assert capsys.readouterr().out.split() == [key.value for key in Key]
