"""How wide text is in a font, and which characters the font cannot draw."""

from array import array
from dataclasses import dataclass, field
from pathlib import Path

from typeset.clusters import clusters, is_selector
from typeset.font_file import read_font

GETA = "〓"
"""What Japanese printers set where they have no type for a character."""
_PLANE = 0x10000
_NO_GLYPH = 0xFFFF
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
        """Return the width in px at a font size in px; a character without a glyph counts as one em (〓)."""
        return sum(map(self._advance, text)) * size_px / self.units_per_em

    def missing(self, text: str) -> set[str]:
        """Return the characters of the text that this font cannot draw (they would become tofu)."""
        return {character for character in text if not self._draws(character)}

    def substitute(self, text: str) -> str:
        """Put 〓 for every character that cannot be drawn, so that nothing is tofu."""
        if all(map(self._draws, text)):
            return text
        return "".join(
            character if all(map(self._draws, character)) else GETA for character in clusters(text)
        )

    def _advance(self, character: str) -> int:
        advance = self._lookup(character)
        if advance != _NO_GLYPH:
            return advance
        return 0 if _is_silent(character) else self.units_per_em

    def _draws(self, character: str) -> bool:
        return self._lookup(character) != _NO_GLYPH or _is_silent(character)

    def _lookup(self, character: str) -> int:
        code = ord(character)
        return self._common[code] if code < _PLANE else self._rare.get(code, _NO_GLYPH)


def _is_silent(character: str) -> bool:
    """Tell whether this draws nothing by itself, so that it needs no glyph."""
    return character in _DRAWS_NOTHING or is_selector(character)
