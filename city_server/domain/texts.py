"""What of a typed text goes on to a TV: every character a person can see, none that only a machine can."""

import unicodedata


def cleaned(text: str) -> str:
    """Unify line ends and take out control and format characters; full-width spaces and IVS stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(letter for letter in lines if letter == "\n" or not _is_control(letter)).strip()


def one_line(text: str) -> str:
    """The same for what must stand on one line: a line end becomes a space."""
    return " ".join(part for part in cleaned(text).split("\n") if part)


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C")
