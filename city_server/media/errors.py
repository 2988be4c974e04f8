"""What can be wrong with a file that somebody hands in."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a file cannot be used; `city.media.<fault>` says it in words."""

    EMPTY = "empty"
    UNKNOWN = "unknown"  # neither picture, document, video nor sound
    HEIC = "heic"
    BROKEN = "broken"
    TINY = "tiny"
    HUGE = "huge"  # more pixels than a worker will open
    HEAVY = "heavy"  # more bytes than are taken
    LOCKED = "locked"  # needs a password
    MANY_PAGES = "many_pages"
    LONG = "long"
    SLOW = "slow"  # it took longer than anybody waits
    NOT_A_PICTURE = "not_a_picture"


class Unusable(Exception):
    """Raised when a file cannot be used; nothing was kept of it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
