"""What can go wrong between a remote and its meaning."""


class RemoteError(Exception):
    """Raised when a remote cannot be used; the family of all errors here."""


class BadKeymap(RemoteError):
    """Raised when a keymap cannot be read, or names a key that the channel does not know."""


class NotAFifo(RemoteError):
    """Raised when key bytes should come from or go to a path that is no FIFO, or that nobody reads."""


class Unplugged(RemoteError):
    """Raised when a device that was being read is gone."""
