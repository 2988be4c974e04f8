"""Turns the TV on and off over HDMI-CEC, by the kernel's `cec-ctl`; without CEC it says so once."""

import logging
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from offline_cache.snapshot import OnScreen
from wire.sync import TvPower

_SECONDS = 5.0
_TV = "0"
_PLAYBACK = ("--playback", "--osd-name", "Minato")

_log = logging.getLogger(__name__)


class Television(Protocol):
    """The TV this box hangs on."""

    def wake(self) -> None:
        """Turn it on and have it show this box."""
        ...

    def standby(self) -> None:
        """Turn it off."""
        ...

    def power(self) -> TvPower:
        """Tell whether it is on."""
        ...

    def give_back(self, *, to_standby: bool) -> None:
        """Let it show what it showed before; turn it off again if it was off."""
        ...

    def shown_after_waking(self) -> OnScreen:
        """Tell what it shows after `wake`, as far as is known."""
        ...


class NoCec:
    """A TV that cannot be reached: it stays as the people left it."""

    def __init__(self) -> None:
        self._told = False

    def wake(self) -> None:
        if not self._told:
            self._told = True
            _log.warning("this machine has no HDMI-CEC: the TV cannot be woken")

    def standby(self) -> None:
        """Do nothing."""

    def power(self) -> TvPower:
        return TvPower.UNKNOWN

    def give_back(self, *, to_standby: bool) -> None:
        """Do nothing."""

    def shown_after_waking(self) -> OnScreen:
        return OnScreen.UNKNOWN


@dataclass
class CecTelevision:
    """A TV on the bus of `device`. Speaks only when asked to: a TV must never wake by itself."""

    device: Path
    program: str = "cec-ctl"
    place: str | None = None
    """Our own place on the bus as last heard, such as 1.0.0.0."""
    _told: set[str] = field(default_factory=set)

    def wake(self) -> None:
        """Image View On goes first, even with no address: a TV in standby may answer nothing before it.

        Source: Linux admin guide, CEC, section "CEC Without HPD"; what is broadcast is sent twice.
        """
        self._run("--to", _TV, "--image-view-on")
        address = self.address()
        if address is not None:
            for _ in range(2):
                self._run("--to", "15", "--active-source", f"phys-addr={address}")

    def address(self) -> str | None:
        """Take our place on the bus and return it; None while the cable looks dead."""
        self.place = _physical_address(self._run(*_PLAYBACK))
        return self.place

    def standby(self) -> None:
        for _ in range(2):
            self._run("--to", "15", "--standby")

    def give_back(self, *, to_standby: bool) -> None:
        """Say that we have nothing more to show: the TV goes back to its own programme, or to sleep."""
        if self.place is not None:
            self._run("--to", _TV, "--inactive-source", f"phys-addr={self.place}")
        if to_standby:
            self._run("--to", _TV, "--standby")

    def power(self) -> TvPower:
        """Ask the TV; no answer is `unknown`, never `standby`."""
        answer = self._run("--to", _TV, "--give-device-power-status")
        found = re.search(r"pwr-state:\s*([a-z-]+)", answer)
        if found is None or "Not Acknowledged" in answer:
            return TvPower.UNKNOWN
        match found.group(1):
            case "on" | "to-on":
                return TvPower.ON
            case "standby" | "to-standby":
                return TvPower.STANDBY
            case _:
                return TvPower.UNKNOWN

    def shown_after_waking(self) -> OnScreen:
        """Us, if the bus has a place for us: then the TV was told twice."""
        return OnScreen.UNKNOWN if self.place is None else OnScreen.US

    def _run(self, *arguments: str) -> str:
        """Run `cec-ctl`; its exit code tells nothing of what the TV did, so its words are returned."""
        command = [self.program, "-d", str(self.device), *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            self._say_once(type(error).__name__)
            return ""
        if done.returncode != 0:
            self._say_once(f"exit code {done.returncode}")
        return done.stdout

    def _say_once(self, what: str) -> None:
        if what not in self._told:
            self._told.add(what)
            _log.warning("HDMI-CEC: %s", what)


def _physical_address(told: str) -> str | None:
    """Find our own place on the bus; f.f.f.f is no place."""
    found = re.search(r"Physical Address\s*:\s*([0-9a-f]\.[0-9a-f]\.[0-9a-f]\.[0-9a-f])", told)
    return None if found is None or found.group(1) == "f.f.f.f" else found.group(1)


def find_television(exists: Callable[[Path], bool] = Path.exists) -> Television:
    """Return the TV on this machine's first CEC adapter, or one that cannot be reached."""
    device = Path("/dev/cec0")
    return CecTelevision(device) if exists(device) else NoCec()
