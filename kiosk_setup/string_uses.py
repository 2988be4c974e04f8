"""Which strings the sources and page templates ask for: found by reading them, not by running them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typeset.words import Words

FOLDERS = ("tvapp", "city_server", "box_agent", "kiosk_setup", "remote_input", "offline_cache")
_KEY = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")
_START = re.compile(r"[a-z_]+\.")
_QUOTED = re.compile(r"""["']([a-z_]+\.[a-z0-9_.]*)["'](\s*~)?""")
_ANY = "[A-Za-z0-9_.]+"
_DEEP = 3
"""A text of so many parts that begins as keys do is one; a shorter one may be the name of a file."""


_FILES = frozenset({"db", "toml", "log"})


@dataclass(frozen=True)
class Use:
    """A place that asks for words: by a whole key, or by a key with a part that is filled in (`pattern`)."""

    file: Path
    pattern: str
    whole: bool

    def means(self, key: str) -> bool:
        """Tell whether this may ask for the words of a key, or names the table that they are in."""
        return re.fullmatch(rf"{self.pattern}(?:\.{_ANY})?", key) is not None


def uses(root: Path) -> tuple[Use, ...]:
    """Return every place in the sources below `root`."""
    found: list[Use] = []
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.py")):
            found += _in_python(file)
        for file in sorted((root / folder).rglob("*.html")):
            found += _in_template(file)
    return tuple(found)


def missing(asked: tuple[Use, ...], words: Words) -> Iterator[str]:
    """Yield the places that ask for words that do not exist."""
    keys = words.keys()
    groups = {key.split(".")[0] for key in keys}
    for use in asked:
        parts = use.pattern.split(r"\.")
        if parts[0] not in groups or len(parts) < _DEEP or parts[1] in _FILES:
            continue
        if not any(use.means(key) for key in keys):
            yield f"{use.file.name}: there are no words for {use.pattern.replace(chr(92), '')}"


def unused(asked: tuple[Use, ...], words: Words) -> Iterator[str]:
    """Yield the strings that no place asks for; the agent's own few are read as a table."""
    whole = {use.pattern for use in asked if use.whole}
    patterns = {use.pattern: use for use in asked if not use.whole or use.pattern.count(".") >= _DEEP - 1}
    for key in sorted(words.keys()):
        if key.startswith("box."):
            continue
        if re.escape(key) not in whole and not any(use.means(key) for use in patterns.values()):
            yield f"{key}: nothing asks for these words"


def _in_python(file: Path) -> Iterator[Use]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in inside and _KEY.fullmatch(text):
                yield Use(file, re.escape(text), whole=True)
            case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if _START.match(start):
                yield Use(file, _pattern(node), whole=False)
            case _:
                pass


def _pattern(text: ast.JoinedStr) -> str:
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else _ANY for part in text.values
    )


def _in_template(file: Path) -> Iterator[Use]:
    for text, continues in _QUOTED.findall(file.read_text(encoding="utf-8")):
        if continues or text.endswith("."):
            yield Use(file, re.escape(text) + _ANY, whole=False)
        else:
            yield Use(file, re.escape(text), whole=True)
