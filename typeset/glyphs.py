"""What is drawn for characters that a typeface lacks: 吉 for 𠮷, ！ for a warning sign, 〓 as the last."""

import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from typeset.clusters import clusters, is_selector

GETA = "〓"
"""What Japanese printers set where they have no type for a character."""
_PASSED_ON = frozenset("\n\r")
_KEYCAP = "\u20e3"


def drawable(text: str, has: Callable[[str], bool]) -> str:
    """Return what to draw of a text; `has` tells whether the typeface has a single character.

    Selectors of variants, joiners and controls draw nothing and are left out. Nothing that comes back is
    lacking in the typeface, if it has 〓.
    """
    return "".join(_drawn(cluster, text, has) for cluster in clusters(text))


def _drawn(cluster: str, text: str, has: Callable[[str], bool]) -> str:
    seen = "".join(character for character in cluster if not _is_unseen(character))
    if len(seen) > 1:
        seen = unicodedata.normalize("NFC", seen)
    if all(has(character) or character in _PASSED_ON for character in seen):
        return seen
    return next((told for told in _ways(seen, text) if all(map(has, told))), GETA)


def _ways(seen: str, text: str) -> Iterator[str]:
    """Yield what may stand for a character, the likest first."""
    yield unicodedata.normalize("NFKC", seen)
    kinds = _table()
    first = seen[0]
    for kind in ("kanji", "signs"):
        if first in kinds[kind]:
            yield kinds[kind][first]
    if first in kinds["words"]:
        word = kinds["words"][first]
        yield "" if word in text else f"（{word}）"
    if _is_picture(first):
        yield ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", seen) if not _is_mark(part))
    if bare != seen:
        yield bare


def _is_unseen(character: str) -> bool:
    """Tell whether this draws nothing by itself."""
    if character in _PASSED_ON:
        return False
    return is_selector(character) or unicodedata.category(character) in ("Cc", "Cf")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _is_picture(character: str) -> bool:
    """Tell whether this is an emoji or the like: a decoration that may be left out."""
    return (
        "\U0001f000" <= character <= "\U0001faff"
        or "\u2600" <= character <= "\u27bf"
        or "\u2b00" <= character <= "\u2bff"
        or character == _KEYCAP
    )


@cache
def _table() -> dict[str, dict[str, str]]:
    """Read the table the first time that a character is lacking."""
    return tomllib.loads(files("typeset").joinpath("glyphs.toml").read_text(encoding="utf-8"))
