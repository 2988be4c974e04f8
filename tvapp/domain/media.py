"""A film or a recording, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

from wire.media import MediaKind


@dataclass(frozen=True)
class Media:
    """Something to be played from this box's disk, whole and verified before anybody can choose it."""

    path: str
    """Absolute path of the file."""
    kind: MediaKind
    """`VIDEO` or `SOUND`."""
    title: str
    still: str | None = None
    """Absolute path of a PNG or JPEG that stands for a film on a box too weak to show it."""


class MediaStage(StrEnum):
    STARTING = "starting"
    PLAYING = "playing"
    STILL = "still"  # this box is too weak for the pictures: a still one stands there, the sound goes on
    ENDED = "ended"
    FAILED = "failed"  # the file cannot be played


@dataclass(frozen=True)
class MediaState:
    """Where the playing of `path` is; told at every change of stage and about once a second."""

    path: str
    stage: MediaStage
    seconds: int = 0
    """Played so far."""
    length: int | None = None
    """Seconds in all; None while it is not known."""
