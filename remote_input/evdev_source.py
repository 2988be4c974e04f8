"""Real remotes under /dev/input; the only file that knows evdev."""

import errno
import fcntl
import logging
import os
import struct
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from evdev import InputDevice, ecodes
from evdev.eventio_async import EventIO

from remote_input.errors import Unplugged
from remote_input.keymap import NAMELESS, Keymap, choose
from remote_input.signals import Decoder, RawEvent, Signal

LOG = logging.getLogger(__name__)

DEVICES = Path("/dev/input")
_BUS_CEC = 0x1E
_EVIOCSCLOCKID = 0x400445A0


def names_of(code: int) -> tuple[str, ...]:
    """Return the kernel's names of a key code (some have two)."""
    found = ecodes.bytype[ecodes.EV_KEY].get(code, ())
    return (found,) if isinstance(found, str) else tuple(found)


class Events(EventIO):
    """evdev's own reader on any file descriptor that `struct input_event` comes out of."""

    def __init__(self, fd: int) -> None:
        self.fd = fd


def read_all(reader: EventIO) -> list[RawEvent]:
    """Return everything that waits in a reader, in order; OSError as the kernel gives it."""
    found: list[RawEvent] = []
    while True:
        try:
            batch = list(reader.read())
        except BlockingIOError:
            return found
        if not batch:
            # evdev takes the end of a file for silence and would be asked again for ever.
            raise OSError(errno.ENODEV, "end of file")
        found += [RawEvent(event.timestamp(), event.type, event.code, event.value) for event in batch]


class DeviceSource:
    """One remote that is plugged in, kept from everybody else (EVIOCGRAB) while it is open."""

    def __init__(self, device: "InputDevice[str]", keymap: Keymap) -> None:
        self.name = f"{device.name} ({device.path!s})"
        self.model = str(device.name)
        self.keymap = keymap
        self._device = device
        self._decoder = Decoder()

    def take(self, keymaps: Sequence[Keymap]) -> None:
        """Take the keymap of these that means this device most exactly; without one it keeps its own."""
        over_cec = self._device.info.bustype == _BUS_CEC
        self.keymap = choose(keymaps, self.model, over_cec=over_cec) or self.keymap

    def fileno(self) -> int:
        """Return what to select on."""
        return int(self._device.fd)

    def read(self) -> list[Signal]:
        """Return what happened since. Raises Unplugged."""
        try:
            events = read_all(self._device)
        except OSError as error:
            raise Unplugged(f"{self.name}: {error}") from error
        return [signal for event in events for signal in self._decoder.feed(event)]

    def close(self) -> None:
        """Give the device back."""
        try:
            self._device.close()
        except OSError as error:
            if error.errno != errno.ENODEV:
                raise


class DeviceFinder:
    """Looks which remotes are plugged in; each look costs one listing of a small folder."""

    def __init__(
        self,
        keymaps: Sequence[Keymap],
        folder: Path = DEVICES,
        open_device: Callable[[str], "InputDevice[str]"] = InputDevice,
    ) -> None:
        self._keymaps = keymaps
        self._folder = folder
        self._open_device = open_device
        self._seen: dict[Path, int] = {}
        """Nodes that need no second look, with the time of their last change."""
        self._told: set[Path] = set()
        self._open_nodes: set[Path] = set()
        self._was_curious = False

    every: float | None = 3.0
    """Seconds between two looks."""
    curious = False

    def find(self) -> list[DeviceSource]:
        """Open the remotes that have come since the last look."""
        if self.curious != self._was_curious:
            self._was_curious = self.curious
            self._seen = {node: at for node, at in self._seen.items() if node in self._open_nodes}
        there = {node: _changed(node) for node in sorted(self._folder.glob("event*"))}
        self._seen = {node: at for node, at in self._seen.items() if there.get(node) == at}
        self._told &= set(there)
        found: list[DeviceSource] = []
        for node, at in there.items():
            if node in self._seen or at is None:
                continue
            try:
                source = self._open(node)
            except OSError as error:
                # Rights come a moment after the node, and an old program may still hold it: look again.
                self._tell_once(node, error)
                continue
            self._seen[node] = at
            if source is not None:
                self._open_nodes.add(node)
                found.append(source)
        return found

    def use(self, keymaps: Sequence[Keymap], sources: Sequence[DeviceSource]) -> None:
        """Take other keymaps from now on, for what is open too; what suited none is looked at again."""
        self._keymaps = keymaps
        for source in sources:
            source.take(keymaps)
        self._seen = {node: at for node, at in self._seen.items() if any(_is_at(node, s) for s in sources)}

    def forget(self, source: DeviceSource) -> None:
        """Take a source as gone: when its node is there again, or still, it is opened anew."""
        for node in [node for node in self._seen if _is_at(node, source)]:
            del self._seen[node]
            self._open_nodes.discard(node)

    def names(self) -> list[str]:
        """Return the remotes that are plugged in, each with its keymap, without taking them from anybody."""
        found: list[str] = []
        for node in sorted(self._folder.glob("event*")):
            try:
                device = self._open_device(str(node))
            except OSError as error:
                self._tell_once(node, error)
                continue
            keymap = self._recognise(device)
            if keymap is not None:
                found.append(f"{device.name} ({device.path!s}): {keymap.name}")
            device.close()
        return found

    def _recognise(self, device: "InputDevice[str]") -> Keymap | None:
        keymap = choose(self._keymaps, device.name, over_cec=device.info.bustype == _BUS_CEC)
        codes = device.capabilities().get(ecodes.EV_KEY, [])
        names = [name for code in codes for name in names_of(code)]
        if keymap is not None and keymap.suits(names):
            return keymap
        return NAMELESS if self.curious else None

    def _open(self, node: Path) -> DeviceSource | None:
        device = self._open_device(str(node))
        keymap = self._recognise(device)
        if keymap is None:
            device.close()
            return None
        try:
            device.grab()
        except OSError:
            device.close()
            raise
        _use_monotonic_time(device)
        LOG.info("remote %s is here, keymap %s", device.name, keymap.name)
        return DeviceSource(device, keymap)

    def _tell_once(self, node: Path, error: OSError) -> None:
        if node not in self._told:
            self._told.add(node)
            LOG.warning("%s cannot be used yet: %s", node, os.strerror(error.errno or 0))


def _is_at(node: Path, source: DeviceSource) -> bool:
    return source.name.endswith(f"({node})")


def _changed(node: Path) -> int | None:
    try:
        return node.stat().st_ctime_ns
    except OSError:
        return None  # gone between the listing and now


def _use_monotonic_time(device: "InputDevice[str]") -> None:
    """Let the kernel stamp events with a clock that never jumps: the box sets its time late."""
    try:
        fcntl.ioctl(device.fd, _EVIOCSCLOCKID, struct.pack("i", time.CLOCK_MONOTONIC))
    except OSError as error:
        LOG.debug("%s keeps the machine's time: %s", device.path, error)
