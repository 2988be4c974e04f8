"""Checks the strings: the same in both languages, drawable on the TV, asked for, and none in vain."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk_setup import string_uses
from typeset.metrics import Font
from typeset.words import Words

ROOT = Path(__file__).resolve().parent.parent
STRINGS = ROOT / "assets" / "strings"
TV_FONT = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf")
_DATES = ".date."
"""Keys of dates: each language says them its own way (令和8年), and is handed all the parts."""
_USED = re.compile(r'\bwords\(\s*"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"')


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is wrong with the strings. Returns 1 when something is, else 0."""
    if arguments:
        print("minato: the check of strings takes no options", file=sys.stderr)
        return 2
    japanese, english = Words.load(STRINGS, "ja"), Words.load(STRINGS, "en")
    font = Font.load(TV_FONT)
    found = [*differences(japanese, english), *tofu(japanese, font), *tofu(english, font)]
    asked = string_uses.uses(ROOT)
    found += [*unknown(ROOT, japanese), *string_uses.missing(asked, japanese)]
    found += string_uses.unused(asked, japanese)
    for problem in found:
        print(problem)
    return 1 if found else 0


def differences(japanese: Words, english: Words) -> Iterator[str]:
    """Yield what is in one language only, and where the placeholders differ."""
    for key in sorted(japanese.keys() ^ english.keys()):
        yield f"{key}: only in {'ja' if key in japanese else 'en'}"
    for key in sorted(japanese.keys() & english.keys()):
        if _DATES not in key and japanese.placeholders(key) != english.placeholders(key):
            yield f"{key}: the placeholders of ja and en differ"


def tofu(words: Words, font: Font) -> Iterator[str]:
    """Yield the strings with characters that the TV cannot draw."""
    for key in sorted(words.keys()):
        if missing := font.missing(words.template(key)):
            yield f"{key} ({words.language}): no glyph for {' '.join(sorted(missing))}"


def unknown(root: Path, words: Words) -> Iterator[str]:
    """Yield the places in our sources and page templates that ask for words that do not exist."""
    for folder in ("tvapp", "city_server", "box_agent", "kiosk_setup"):
        for file in (
            file for ending in ("py", "html") for file in sorted((root / folder).rglob(f"*.{ending}"))
        ):
            for key in _USED.findall(file.read_text(encoding="utf-8")):
                if key not in words:
                    yield f"{file.relative_to(root)}: there are no words for {key}"


if __name__ == "__main__":
    sys.exit(main())
