"""The strings that people read, from `assets/strings/<language>/*.toml`."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typeset.errors import UnknownWords, UnreadableWords

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True)
class Words:
    """All strings of one language, by keys such as `tv.home.title`."""

    language: str
    _by_key: dict[str, str]

    @classmethod
    def load(cls, folder: Path | str, language: str) -> "Words":
        """Merge the files of `folder/language`. Raises UnreadableWords."""
        by_key: dict[str, str] = {}
        files = sorted((Path(folder) / language).glob("*.toml"))
        if not files:
            raise UnreadableWords(f"there is no TOML file in {Path(folder) / language}")
        for file in files:
            for key, words in _flat(_read(file), "", file):
                if key in by_key:
                    raise UnreadableWords(f"{file}: {key} is in another file as well")
                by_key[key] = words
        return cls(language, by_key)

    def __call__(self, key: str, **fill: str | int) -> str:
        """Return the words of a key with its `{placeholders}` filled. Raises UnknownWords."""
        try:
            return _PLACEHOLDER.sub(lambda found: str(fill[found[1]]), self._by_key[key])
        except KeyError as unknown:
            raise UnknownWords(f"{self.language}: {key}: nothing is known of {unknown}") from unknown

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def keys(self) -> frozenset[str]:
        """Return the names of all strings."""
        return frozenset(self._by_key)

    def template(self, key: str) -> str:
        """Return the words of a key unfilled. Raises UnknownWords."""
        if key not in self._by_key:
            raise UnknownWords(f"{self.language}: there are no words for {key}")
        return self._by_key[key]

    def placeholders(self, key: str) -> frozenset[str]:
        """Return the names that must be filled in. Raises UnknownWords."""
        return frozenset(_PLACEHOLDER.findall(self.template(key)))


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableWords(f"{file}: {error}") from error


def _flat(table: dict[str, Any], prefix: str, file: Path) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = prefix + name
        match value:
            case str():
                yield key, value
            case dict():
                yield from _flat(value, key + ".", file)
            case _:
                raise UnreadableWords(f"{file}: {key} is no text")
