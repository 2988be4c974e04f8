"""How names are read: the kana that the office entered, in place of characters a voice can only guess at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_TITLES = r"(?=[ \u3000]?(?:さん|様|さま|家|宅|先生))"
_SHORTEST = 2
"""A name of one character alone, such as 原, stands in too many other words."""


@dataclass(frozen=True)
class Name:
    """A name as it is written, and its reading in kana; parts stand apart by a space in both, or in none."""

    written: str
    kana: str = ""
    """Empty when nobody entered it: then the name is at least read in one piece."""


def named(text: str, names: Iterable[Name]) -> str:
    """Put the reading (katakana, which a voice takes as it is) in place of each name, longest first.

    A family name alone counts before さん and the like only.
    """
    known = {**_families(names := tuple(names)), **_whole(names)}
    for written in sorted(known, key=len, reverse=True):
        pattern, kana = known[written]
        text = pattern.sub(kana, text)
    return text


def katakana(kana: str) -> str:
    """Return kana as katakana without gaps."""
    return "".join(kana.split()).translate(_KATAKANA)


def _whole(names: Iterable[Name]) -> dict[str, tuple[re.Pattern[str], str]]:
    found = {}
    for name in names:
        parts = [re.escape(part) for part in name.written.split()]
        if sum(map(len, name.written.split())) >= _SHORTEST:
            reading = katakana(name.kana) or "".join(name.written.split())
            found[name.written] = (re.compile(r"[ \u3000]?".join(parts)), reading)
    return found


def _families(names: Iterable[Name]) -> dict[str, tuple[re.Pattern[str], str]]:
    found = {}
    for name in names:
        written, kana = name.written.split(), name.kana.split()
        if len(written) == len(kana) == _SHORTEST:
            found[written[0]] = (re.compile(re.escape(written[0]) + _TITLES), katakana(kana[0]))
    return found
