"""Characters as a reader sees them: a letter with its marks and variation selectors is one."""

import unicodedata

_JOINER = "\u200d"


def is_selector(character: str) -> bool:
    """Tell whether this picks a shape of the character before it (VS1 to VS16, and IVS)."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _belongs_to_the_one_before(character: str) -> bool:
    if character < "\u0300":
        return False
    return (
        is_selector(character)
        or character == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
    )


def clusters(text: str) -> tuple[str, ...]:
    """Split text into characters that must never be cut; they concatenate to the text."""
    found: list[str] = []
    for character in text:
        if found and (_belongs_to_the_one_before(character) or found[-1].endswith(_JOINER)):
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)
