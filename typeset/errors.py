"""What can go wrong with words and fonts."""


class TypesetError(Exception):
    """Raised when text cannot be set; the family of all errors here."""


class UnknownWords(TypesetError):
    """Raised when a key is not in the strings, or a placeholder of it was given no value."""


class UnreadableWords(TypesetError):
    """Raised when the strings of a language cannot be loaded: no file, bad TOML, or one key twice."""


class UnreadableFont(TypesetError):
    """Raised when a font file is missing, damaged, or has no Unicode character map."""
