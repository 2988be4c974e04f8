"""The thread that listens to all remotes at once."""

import logging
import os
import selectors
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from remote_input.connected import Connected, Source
from remote_input.errors import Unplugged
from remote_input.evdev_source import DEVICES, DeviceFinder
from remote_input.fifo_source import FifoFinder
from remote_input.keymap import NAMELESS, Keymap
from remote_input.presses import Echoes, Press
from remote_input.signals import Origin
from remote_input.teaching import Button

_Heard = TypeVar("_Heard", Press, Button)
LOG = logging.getLogger(__name__)


class Finder(Protocol):
    """Where remotes come from."""

    every: float | None
    """Seconds between two looks; None to look once."""
    curious: bool
    """Whether remotes without any meaning are opened too."""

    def find(self) -> Sequence[Source]:
        """Open the remotes that have come since the last look."""
        ...

    def use(self, keymaps: Sequence[Keymap], sources: Sequence[Any]) -> None:
        """Take other keymaps from now on, for these sources of its own too."""
        ...

    def forget(self, source: Any) -> None:
        """Take a source as gone."""
        ...


def remotes(
    keymaps: Sequence[Keymap], fifo: Path | None = None, devices: Path | None = DEVICES
) -> tuple[Finder, ...]:
    """Return where to look: the devices of this machine (None to leave them alone), and a FIFO if named.

    Devices are taken from everybody else: on a desktop hand in `without_keyboards(keymaps)`.
    """
    found: list[Finder] = []
    if devices is not None:
        found.append(DeviceFinder(keymaps, devices))
    if fifo is not None:
        found.append(FifoFinder(fifo, keymaps))
    return tuple(found)


def without_keyboards(keymaps: Sequence[Keymap]) -> tuple[Keymap, ...]:
    """Return the keymaps of remotes only."""
    return tuple(keymap for keymap in keymaps if keymap.origin is not Origin.KEYBOARD)


class RemoteReader:
    """Reads every remote in one thread and calls `on_press` there. It sleeps until something happens."""

    def __init__(
        self,
        sources: Sequence[Finder],
        on_press: Callable[[Press], None],
        monotonic: Callable[[], float] = time.monotonic,
        counts: Callable[[Origin], bool] = lambda _: True,
        on_button: Callable[[Button], None] = lambda _: None,
    ) -> None:
        """Take where to look and whom to tell; `monotonic` gives seconds that only rise.

        `counts` says whether a press of this origin is meant for us now. One that is not is as if it had
        never been: it makes no echo of the same press that comes another way. `on_button` hears of
        buttons that have no meaning yet, for teaching.
        """
        self._finders = sources
        self._on_press = on_press
        self._on_button = on_button
        self._monotonic = monotonic
        self._counts = counts
        self._connected: dict[int, tuple[Connected, Finder]] = {}
        self._echoes = Echoes()
        self._next_look: dict[int, float] = {}
        self._selector = selectors.DefaultSelector()
        self._stop_read, self._stop_write = os.pipe2(os.O_CLOEXEC)
        self._thread: threading.Thread | None = None
        self.last_press_at: float | None = None
        """When a person last pressed something, in seconds of `monotonic`; a repeat counts too."""

    @property
    def names(self) -> tuple[str, ...]:
        """What is connected now; empty means: no remote was found."""
        return tuple(connected.source.name for connected, _finder in list(self._connected.values()))

    def start(self) -> None:
        """Open what is there and begin to listen. Raises NotAFifo."""
        self._selector.register(self._stop_read, selectors.EVENT_READ)
        self._look()
        self._thread = threading.Thread(target=self._run, name="remote", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and give everything back; returns when it is done."""
        if self._thread is not None:
            os.write(self._stop_write, b"x")
            self._thread.join()
            self._thread = None
        for connected, _finder in self._connected.values():
            connected.source.close()
        self._connected.clear()
        self._selector.close()
        os.close(self._stop_read)
        os.close(self._stop_write)

    def use(self, keymaps: Sequence[Keymap]) -> None:
        """Take other keymaps from now on; callable from any thread."""
        for finder in self._finders:
            finder.use(keymaps, [one.source for one, own in list(self._connected.values()) if own is finder])

    def listen_to_all(self) -> None:
        """Open remotes that mean nothing yet too, so that they can be taught; callable from any thread."""
        for finder in self._finders:
            finder.curious = True

    def listen_to_known(self) -> None:
        """Give back what means nothing; callable from any thread."""
        for finder in self._finders:
            finder.curious = False

    def _run(self) -> None:
        while True:
            ready = [key.fd for key, _mask in self._selector.select(self._patience())]
            if self._stop_read in ready:
                return
            for fd in ready:
                self._read(fd)
            now = self._monotonic()
            for connected, _finder in list(self._connected.values()):
                press = connected.tick(now)
                if press is not None:
                    self._tell(press, connected.source.name, now)
            self._look()

    def _patience(self) -> float | None:
        """Return how long nothing needs to be done, in seconds; None for ever."""
        ticks = [connected.next_tick for connected, _finder in self._connected.values()]
        due = [at for at in (*ticks, *self._next_look.values()) if at is not None]
        return max(0.0, min(due) - self._monotonic()) if due else None

    def _read(self, fd: int) -> None:
        connected, _finder = self._connected[fd]
        now = self._monotonic()
        try:
            heard = connected.read(now)
        except Unplugged:
            LOG.warning("remote %s is gone", connected.source.name)
            self._let_go(fd)
            return
        for one in heard:
            if isinstance(one, Press):
                self._tell(one, connected.source.name, now)
            else:
                self._hand_over(self._on_button, one)

    def _let_go(self, fd: int) -> None:
        connected, finder = self._connected.pop(fd)
        self._selector.unregister(fd)
        connected.source.close()
        finder.forget(connected.source)

    def _look(self) -> None:
        now = self._monotonic()
        for fd, (connected, finder) in list(self._connected.items()):
            if connected.source.keymap is NAMELESS and not finder.curious:
                self._let_go(fd)
        for number, finder in enumerate(self._finders):
            if number in self._next_look and now < self._next_look[number]:
                continue
            if number not in self._next_look and finder.every is None and self._thread is not None:
                continue
            for source in finder.find():
                self._connected[source.fileno()] = (Connected(source), finder)
                self._selector.register(source.fileno(), selectors.EVENT_READ)
            if finder.every is not None:
                self._next_look[number] = now + finder.every

    def _tell(self, press: Press, device: str, now: float) -> None:
        if not self._counts(press.origin) or self._echoes.is_one(press.key, device, now):
            return
        self.last_press_at = now
        self._hand_over(self._on_press, press)

    def _hand_over(self, listener: Callable[[_Heard], None], heard: _Heard) -> None:
        try:
            listener(heard)
        except Exception:  # a listener that fails must not cost the person the remote
            LOG.exception("a press was heard, but could not be handled")
