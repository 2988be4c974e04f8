"""What can go wrong with something that travelled."""


class WireError(Exception):
    """Base of this package's errors."""


class Unreadable(WireError):
    """Raised when bytes are not the message they should be; the text names the first wrong place."""


class Forged(WireError):
    """Raised when a signature was not made by a key we know over exactly these bytes."""
