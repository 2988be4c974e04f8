"""Which button of which remote means what, from `assets/keymaps/*.toml`."""

import logging
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from remote_input.errors import BadKeymap
from remote_input.keys import Key
from remote_input.signals import Origin

LOG = logging.getLogger(__name__)

TAUGHT = "taught-"
"""How the files of taught keymaps begin."""
_FIELDS = {"devices", "origin", "keys", "scancodes"}
_ARROWS = {"KEY_UP", "KEY_DOWN", "KEY_LEFT", "KEY_RIGHT"}
_CONFIRM = {"KEY_OK", "KEY_ENTER", "KEY_SELECT"}


@dataclass(frozen=True)
class Keymap:
    """The meanings of one kind of remote. `devices` are patterns of device names (* and ?, any case)."""

    name: str
    devices: tuple[str, ...]
    origin: Origin
    by_name: dict[str, Key]
    """By the names of linux/input-event-codes.h."""
    by_scancode: dict[int, Key]
    """By what the remote itself sends: taught remotes, which the kernel has no names for."""

    def key(self, names: Iterable[str], scancode: int | None) -> Key | None:
        """Return what a button means; a scancode that was taught goes before the kernel's names."""
        if scancode is not None and scancode in self.by_scancode:
            return self.by_scancode[scancode]
        return next((self.by_name[name] for name in names if name in self.by_name), None)

    @property
    def was_taught(self) -> bool:
        """Tell a keymap that was taught at the TV from those that come with the channel."""
        return self.name.startswith(TAUGHT)

    def fit(self, device: str) -> int:
        """Return how exactly a device's name is meant: the length of the longest pattern, or 0."""
        return max((len(p) for p in self.devices if fnmatchcase(device.lower(), p.lower())), default=0)

    def suits(self, names: Iterable[str]) -> bool:
        """Tell whether a device with these keys can be steered with: arrows and 決定, or taught codes."""
        has = set(names)
        return bool(self.by_scancode) or (has >= _ARROWS and bool(has & _CONFIRM))


NAMELESS = Keymap("nameless", (), Origin.OWN, {}, {})
"""What a remote has that nobody knows: no button of it means anything."""


def own_keymaps() -> Path:
    """Return the folder of the keymaps that come with the channel."""
    return Path(__file__).resolve().parent.parent / "assets" / "keymaps"


def load_keymaps(*folders: Path) -> tuple[Keymap, ...]:
    """Read the keymaps of all folders; a folder that is not there has none. Raises BadKeymap."""
    return tuple(read_keymap(file) for folder in folders for file in sorted(folder.glob("*.toml")))


def load_taught(folder: Path) -> tuple[Keymap, ...]:
    """Read what was taught at this TV; a damaged file costs its remote only, and is told in the log."""
    found: list[Keymap] = []
    for file in sorted(folder.glob(f"{TAUGHT}*.toml")):
        try:
            found.append(read_keymap(file))
        except BadKeymap as error:
            LOG.warning("a remote has to be taught again: %s", error)
    return tuple(found)


def read_keymap(file: Path) -> Keymap:
    """Read one keymap. Raises BadKeymap."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadKeymap(f"{file}: {error}") from error
    if unknown := set(table) - _FIELDS:
        raise BadKeymap(f"{file}: unknown: {', '.join(sorted(unknown))}")
    try:
        return Keymap(
            file.stem,
            _patterns(table.get("devices", [])),
            Origin(table.get("origin", Origin.OWN)),
            {str(name): Key(str(key)) for name, key in table.get("keys", {}).items()},
            {int(code, 0): Key(str(key)) for code, key in table.get("scancodes", {}).items()},
        )
    except (ValueError, AttributeError) as error:
        raise BadKeymap(f"{file}: {error}") from error


def choose(keymaps: Sequence[Keymap], device: str, *, over_cec: bool) -> Keymap | None:
    """Return the keymap that means a device most exactly; the first of equals; None for no remote of ours.

    A device that the kernel has marked as CEC takes the keymap for CEC, whatever its name is. What was
    taught for a device is added to what it is known by already.
    """
    fitting = [keymap for keymap in keymaps if keymap.fit(device) and not keymap.was_taught]
    if over_cec:
        fitting = [keymap for keymap in keymaps if keymap.origin is Origin.CEC]
    known = max(fitting, key=lambda keymap: keymap.fit(device), default=None)
    lessons = [keymap for keymap in keymaps if keymap.was_taught and keymap.fit(device)]
    if not lessons:
        return known
    whole = merged("taught", lessons if known is None else [*lessons, known])
    told = lessons[0].origin
    return replace(whole, origin=known.origin if known is not None and told is Origin.OWN else told)


def merged(name: str, keymaps: Iterable[Keymap]) -> Keymap:
    """Return all meanings in one keymap; where they differ the first counts."""
    by_name: dict[str, Key] = {}
    by_scancode: dict[int, Key] = {}
    for keymap in keymaps:
        by_name = keymap.by_name | by_name
        by_scancode = keymap.by_scancode | by_scancode
    return Keymap(name, (), Origin.OWN, by_name, by_scancode)


def _patterns(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(pattern, str) and pattern for pattern in value):
        raise ValueError("devices is a list of patterns")
    return tuple(value)
