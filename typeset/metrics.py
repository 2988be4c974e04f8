"""How wide text is in a font, and which characters the font cannot draw."""

import re
from array import array
from dataclasses import dataclass, field
from pathlib import Path

from typeset.clusters import is_selector
from typeset.font_file import read_font
from typeset.glyphs import GETA, drawable

__all__ = ["GETA", "Font"]

_PLANE = 0x10000
_NO_GLYPH = 0xFFFF
_MARKS = re.compile("[\u0300-\u036f\u3099\u309a]")
"""Marks that belong to the letter before them, as in か + ゙."""
_DRAWS_NOTHING = frozenset("\n\r\u200b\u200d\u2060\ufeff")


@dataclass(frozen=True)
class Font:
    """The advances of one font file, in font units: some 150 KB, where the opened font would take many MB."""

    units_per_em: int
    _common: "array[int]" = field(repr=False)
    """By code point below 65,536."""
    _rare: dict[int, int] = field(repr=False)
    """The same above: old characters of names such as 𠮷."""

    @classmethod
    def load(cls, path: Path | str) -> "Font":
        """Read a TrueType or OpenType file once. Raises UnreadableFont."""
        file = read_font(path)
        common = array("H", [_NO_GLYPH]) * _PLANE
        rare: dict[int, int] = {}
        for code, advance in file.advances.items():
            if code < _PLANE:
                common[code] = advance
            else:
                rare[code] = advance
        return cls(file.units_per_em, common, rare)

    def width(self, text: str, size_px: float) -> float:
        """Return the width in px at a font size in px, of what is drawn: see `substitute`."""
        advances = list(map(self._lookup, text))
        if _NO_GLYPH in advances or _MARKS.search(text):
            advances = list(map(self._lookup, drawable(text, self._has)))
        return sum(advances) * size_px / self.units_per_em

    def missing(self, text: str) -> set[str]:
        """Return the characters of the text that this font cannot draw (they would become tofu)."""
        return {character for character in text if not self._draws(character)}

    def substitute(self, text: str) -> str:
        """Return what is drawn of a text: something near for what the font lacks, 〓 where nothing is."""
        if all(map(self._has, text)) and not _MARKS.search(text):
            return text
        return drawable(text, self._has)

    def _has(self, character: str) -> bool:
        return self._lookup(character) != _NO_GLYPH

    def _draws(self, character: str) -> bool:
        return self._has(character) or _is_silent(character)

    def _lookup(self, character: str) -> int:
        code = ord(character)
        return self._common[code] if code < _PLANE else self._rare.get(code, _NO_GLYPH)


def _is_silent(character: str) -> bool:
    """Tell whether this draws nothing by itself, so that it needs no glyph."""
    return character in _DRAWS_NOTHING or is_selector(character)
