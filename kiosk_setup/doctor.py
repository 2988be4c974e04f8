"""Looks whether a machine can be a box, and says what to do where it cannot."""

import ctypes.util
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

from kiosk_setup.strings import TV_FONT
from typeset.errors import UnreadableFont
from typeset.metrics import Font

_DISK_NEEDED = 500
_DISK_WISHED = 2000
"""MB free: the first for content and answers, the second for an update beside them."""
_LIBRARIES = ("EGL", "GL")


class Level(Enum):
    """How much a finding matters."""

    OK = "ok"
    ADVICE = "advice"  # the channel works, but not all of it
    NEEDED = "needed"  # the channel does not work without


@dataclass(frozen=True)
class Finding:
    """One line of the check-up. The words are `kiosk.check.<part>.<outcome>`, filled with `fill`."""

    part: str
    outcome: str
    level: Level
    fill: dict[str, str | int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The key of what to tell the technician."""
        return f"kiosk.check.{self.part}.{self.outcome}"


@dataclass(frozen=True)
class Machine:
    """Where to look on this machine; tests look elsewhere."""

    data: Path
    remotes: Callable[[], list[str]]
    now: datetime
    floor: datetime
    font: Path = TV_FONT
    devices: Path = Path("/dev")
    sound: Path = Path("/proc/asound/cards")
    connectors: Path = Path("/sys/class/drm")
    version: tuple[int, int] = sys.version_info[:2]
    library: Callable[[str], str | None] = ctypes.util.find_library


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Look at everything once; nothing is changed."""
    looks = (_python, _font, _graphics, _display, _disk, _sound, _cec, _remote, _clock)
    return tuple(finding for look in looks for finding in look(machine))


def _python(machine: Machine) -> Iterator[Finding]:
    version = ".".join(map(str, machine.version))
    if (3, 11) <= machine.version <= (3, 13):
        yield Finding("python", "ok", Level.OK, {"version": version})
    else:
        yield Finding("python", "wrong", Level.NEEDED, {"version": version})


def _font(machine: Machine) -> Iterator[Finding]:
    try:
        tofu = Font.load(machine.font).missing("みなとチャンネル髙﨑①〓")
    except UnreadableFont:
        tofu = {"all"}
    yield Finding("font", "missing", Level.NEEDED) if tofu else Finding("font", "ok", Level.OK)


def _graphics(machine: Machine) -> Iterator[Finding]:
    missing = [f"lib{name}" for name in _LIBRARIES if machine.library(name) is None]
    if missing:
        yield Finding("graphics", "missing", Level.NEEDED, {"libraries": " ".join(missing)})
    elif any(machine.devices.glob("dri/card*")):
        yield Finding("graphics", "ok", Level.OK)
    else:
        yield Finding("graphics", "software", Level.ADVICE)


def _display(machine: Machine) -> Iterator[Finding]:
    """Find a connected TV that has told its modes: Kivy cannot start on one that has not."""
    for connector in sorted(machine.connectors.glob("card*-*")):
        if _text(connector / "status") == "connected" and _text(connector / "modes"):
            yield Finding("display", "ok", Level.OK, {"name": connector.name})
            return
    yield Finding("display", "missing", Level.ADVICE)


def _disk(machine: Machine) -> Iterator[Finding]:
    place = next(folder for folder in (machine.data, *machine.data.parents) if folder.exists())
    free = shutil.disk_usage(place).free // 1_000_000
    fill: dict[str, str | int] = {"free": free, "needed": _DISK_NEEDED, "wished": _DISK_WISHED}
    if free < _DISK_NEEDED:
        yield Finding("disk", "full", Level.NEEDED, fill)
    elif free < _DISK_WISHED:
        yield Finding("disk", "narrow", Level.ADVICE, fill)
    else:
        yield Finding("disk", "ok", Level.OK, fill)


def _sound(machine: Machine) -> Iterator[Finding]:
    cards = _text(machine.sound)
    if cards and "no soundcards" not in cards:
        yield Finding("sound", "ok", Level.OK)
    else:
        yield Finding("sound", "missing", Level.NEEDED)


def _cec(machine: Machine) -> Iterator[Finding]:
    adapters = sorted(machine.devices.glob("cec*"))
    if adapters:
        yield Finding("cec", "ok", Level.OK, {"devices": " ".join(map(str, adapters))})
    else:
        yield Finding("cec", "missing", Level.ADVICE)


def _remote(machine: Machine) -> Iterator[Finding]:
    found = machine.remotes()
    if found:
        yield Finding("remote", "ok", Level.OK, {"names": ", ".join(found)})
    else:
        yield Finding("remote", "missing", Level.NEEDED)


def _clock(machine: Machine) -> Iterator[Finding]:
    fill: dict[str, str | int] = {"now": machine.now.strftime("%Y-%m-%d %H:%M")}
    if machine.now > machine.floor:
        yield Finding("clock", "ok", Level.OK, fill)
    else:
        yield Finding("clock", "behind", Level.ADVICE, fill)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
