"""What can go wrong with the box's memory and on its line to the city."""


class CacheError(Exception):
    """Base of this package's errors."""


class NotKept(CacheError):
    """Raised when something said could not be written to disk; the person must be told."""


class UnsafeStorage(CacheError):
    """Raised when SQLite would not take a setting that durability rests on; the text names it."""


class OutOfStep(CacheError):
    """Raised when a page does not follow on what is mirrored here; ask again from the very first."""


class CityUnreachable(CacheError):
    """Raised when the city gave no usable answer (no line, timeout, 5xx, garbage): try again later.

    `retry_after` is how many seconds the city asked to wait, 0 when it did not say.
    """

    def __init__(self, why: str, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class CityStumbled(CityUnreachable):
    """Raised when the city failed on exactly this request (500): others may still get through."""


class ClockDoubted(CityUnreachable):
    """Raised when the city's certificate is not valid at the time this machine believes it is."""


class CityRefused(CacheError):
    """Raised when the city answered with a refusal; `status` and `code` say which."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.message = message


class Damaged(CacheError):
    """Raised when a file that came is not the one its name says; the text is that name."""


class TokenRejected(CacheError):
    """Raised when the city does not know this box (any more): it must be enrolled again."""
