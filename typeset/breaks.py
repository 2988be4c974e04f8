"""How good a line break would be at each place of a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import budoux

from typeset.clusters import clusters
from typeset.kinsoku import may_part
from typeset.numbers import numbers

SPACES = " \u3000"
_JOINTS = frozenset("/-_.?&=#")
"""After these an address or a compound may go on in the next line, where it has no room in one."""
_HYPHENS = frozenset("-－−‐–")
"""Between the parts of a telephone number."""
_WAKACHIGAKI_WORD = 12
"""Up to this many characters between two spaces are one phrase, which its writer has set apart."""


class Break(IntEnum):
    """What is broken there; the higher, the better."""

    RULE = 0  # 禁則: only where the line is too narrow for anything else
    WORD = 1  # inside a number or a word of Latin letters
    JOINT = 2  # between 9時 and 10分, after the strokes and dots of an address
    LETTER = 3  # between two letters of a phrase
    PART = 4  # between the parts of a phrase that spaces set apart
    PHRASE = 5  # between phrases, and at spaces


@dataclass(frozen=True)
class Paragraph:
    """A text without line feeds, in characters that are never cut."""

    characters: tuple[str, ...]
    before: tuple[Break, ...]
    """How good a break would be before the character of the same index."""


def paragraph(text: str) -> Paragraph:
    """Find every place where the text may be broken, and how well."""
    characters = clusters(text)
    starts: list[int] = []
    position = 0
    for character in characters:
        starts.append(position)
        position += len(character)
    phrases = _phrase_starts(text)
    tied = _inside_numbers(text)
    grades = (
        _grade(characters, index, phrases.get(starts[index]), tied.get(starts[index]))
        for index in range(1, len(characters))
    )
    return Paragraph(characters, (Break.RULE, *grades))


def _grade(characters: Sequence[str], index: int, phrase: Break | None, tied: Break | None) -> Break:
    here, last = characters[index], _last_ink(characters, index)
    if here in SPACES or last is None or not may_part(last, here):
        return Break.RULE  # spaces stay with the line they end
    if tied is not None:
        return tied
    if characters[index - 1] in SPACES:
        return Break.PHRASE
    if _is_latin(last) and _is_latin(here):
        return Break.JOINT if last in _JOINTS else Break.WORD
    return phrase or Break.LETTER


def _last_ink(characters: Sequence[str], index: int) -> str | None:
    """Return the last character before the index that is no space."""
    return next((character for character in reversed(characters[:index]) if character not in SPACES), None)


def _is_latin(character: str) -> bool:
    """Tell whether this is written in words between spaces: Latin letters, also with accents."""
    first = character[0]
    return (
        first.isascii()
        or "０" <= first <= "ｚ"
        or "\u00c0" <= first <= "\u024f"
        or "\u1e00" <= first <= "\u1eff"
    )


def _phrase_starts(text: str) -> dict[int, Break]:
    """Map the positions where BudouX lets a phrase begin to how good a break is there."""
    found: dict[int, Break] = {}
    position = 0
    words = text.replace("\u3000", " ").split(" ")
    for word in words:
        apart = len(words) > 1 and len(word) <= _WAKACHIGAKI_WORD
        start = position
        for chunk in _parser_of_phrases().parse(word):
            found[start] = Break.PART if apart else Break.PHRASE
            start += len(chunk)
        position += len(word) + 1
    return found


def _inside_numbers(text: str) -> dict[int, Break]:
    """Map the positions inside numbers to how bad a break would be there."""
    found: dict[int, Break] = {}
    for start, end, follows in numbers(text):
        if follows:
            found[start] = Break.JOINT
        for position in range(start + 1, end):
            found[position] = Break.JOINT if text[position - 1] in _HYPHENS else Break.WORD
    return found


@cache
def _parser_of_phrases() -> budoux.Parser:
    """Read the model of phrases the first time that it is needed (3 ms)."""
    return budoux.load_default_japanese_parser()
