"""A text in pieces that the voice reads whole: it cuts what is longer than its buffer without a word."""

import re
from collections.abc import Iterable, Iterator

from typeset.speech.readings import Name, named
from typeset.speech.wording import wording

LONGEST = 90
"""Characters in one piece. Open JTalk reads the first line alone and drops what is past 1,023 bytes; a
shorter piece is also heard sooner."""

_END = re.compile(r"(?<=[。！？!?])(?![」』）)。！？!?])|\n+")
_BREATH = re.compile(r"(?<=[、,])")


def sentences(texts: Iterable[str], names: Iterable[Name] = ()) -> tuple[str, ...]:
    """Make texts ready to be read aloud, in order: one piece a sentence, none longer than `LONGEST`."""
    names = tuple(names)
    return tuple(
        piece for text in texts for one in split(text) for piece in short(wording(named(one, names)))
    )


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a text; the end of a quotation stays with its sentence."""
    yield from (part.strip() for part in _END.split(text) if part.strip())


def short(sentence: str) -> Iterator[str]:
    """Yield a sentence in pieces of at most `LONGEST`, cut where one breathes; nothing for silence."""
    piece = ""
    for part in _BREATH.split(sentence):
        if piece and len(piece) + len(part) > LONGEST:
            yield piece
            piece = ""
        piece += part
        while len(piece) > LONGEST:
            yield piece[:LONGEST]
            piece = piece[LONGEST:]
    if re.search(r"\w", piece):
        yield piece
