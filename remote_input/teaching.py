"""Teaching a remote: which button means what, each pressed twice, and the keymap that comes of it."""

import glob
import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from remote_input.keymap import TAUGHT
from remote_input.keys import Key
from remote_input.signals import Origin

WANTED = (Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT, Key.OK, Key.BACK, Key.BLUE)
"""What is asked for, in this order: the five without which nothing goes, then two shortcuts."""


@dataclass(frozen=True)
class Button:
    """A button that has no meaning yet: on which device, and what the kernel or the remote calls it."""

    device: str
    name: str | None = None
    """As in linux/input-event-codes.h, such as `KEY_PROG1`."""
    scancode: int | None = None


class Heard(StrEnum):
    """What became of the last button."""

    NOTHING = "nothing"
    ONCE = "once"  # the same button again, to be sure
    LEARNT = "learnt"
    OTHER = "other"  # not the button of the first time: both are forgotten
    TAKEN = "taken"  # it means something else already
    STRANGER = "stranger"  # a button of another remote than the one being taught


@dataclass(frozen=True)
class Lesson:
    """How far the teaching has come. Pure: every step gives another lesson."""

    learnt: tuple[tuple[Key, Button], ...] = ()
    skipped: tuple[Key, ...] = ()
    first: Button | None = None
    heard: Heard = Heard.NOTHING

    @property
    def wanted(self) -> Key | None:
        """The key that is asked for now; None when all have been."""
        done = {key for key, _ in self.learnt} | set(self.skipped)
        return next((key for key in WANTED if key not in done), None)

    @property
    def device(self) -> str | None:
        """The remote that is being taught: the one whose button came first."""
        return self.learnt[0][1].device if self.learnt else self.first.device if self.first else None

    def pressed(self, button: Button) -> "Lesson":
        """Take a button of the remote; only one that came twice running is learnt."""
        wanted = self.wanted
        if wanted is None:
            return self
        if self.device not in (None, button.device):
            return replace(self, heard=Heard.STRANGER)
        if button in [known for _, known in self.learnt]:
            return replace(self, first=None, heard=Heard.TAKEN)
        if self.first is None:
            return replace(self, first=button, heard=Heard.ONCE)
        if self.first != button:
            return replace(self, first=None, heard=Heard.OTHER)
        return replace(self, learnt=(*self.learnt, (wanted, button)), first=None, heard=Heard.LEARNT)

    def skip(self) -> "Lesson":
        """Go on without the key that is asked for: the remote has none, or it works already."""
        wanted = self.wanted
        if wanted is None:
            return self
        return replace(self, skipped=(*self.skipped, wanted), first=None, heard=Heard.NOTHING)


@dataclass(frozen=True)
class Taught:
    """What a lesson has brought, as a keymap file."""

    file: str
    """The name of the file, the same for the same device."""
    text: str


def taught(lesson: Lesson, origin: Origin) -> Taught | None:
    """Write a lesson down as a keymap (see `keymap.py`); None when nothing was learnt.

    `origin` says whose remote it is: the keys of the TV's own count only while the TV shows us.
    """
    device = lesson.device
    if device is None or not lesson.learnt:
        return None
    names = [f'{button.name} = "{key}"' for key, button in lesson.learnt if button.name is not None]
    scancodes = [
        f'"{button.scancode:#x}" = "{key}"'
        for key, button in lesson.learnt
        if button.name is None and button.scancode is not None
    ]
    lines = [
        "# Taught at the TV.",
        f"devices = [{_quoted(glob.escape(device))}]",
        f'origin = "{origin}"',
        "",
        "[keys]",
        *names,
        "",
        "[scancodes]",
        *scancodes,
    ]
    mark = hashlib.sha256(device.encode()).hexdigest()[:8]
    return Taught(f"{TAUGHT}{mark}.toml", "\n".join(lines) + "\n")


def _quoted(text: str) -> str:
    """Write a TOML string: what a device calls itself may hold anything."""
    kept = "".join(letter for letter in text if letter.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
