"""Everything that can happen to the channel, and everything it can ask of the world."""

from dataclasses import dataclass

from remote_input.keys import Key
from wire.commands import Body


@dataclass(frozen=True)
class KeyPressed:
    """A press (never a repeat of 決定 or もどる); `repeated` marks an arrow that is held."""

    key: Key
    repeated: bool = False


@dataclass(frozen=True)
class Tick:
    """Time has gone on; comes about once a second."""


@dataclass(frozen=True)
class SnapshotChanged:
    """The box's memory changed; the new snapshot is handed in beside the event."""


@dataclass(frozen=True)
class SaidKept:
    """A `Say` is on disk (fsynced) under this name: only now may the screen say お預かりしました."""

    token: int
    name: str


@dataclass(frozen=True)
class SayFailed:
    """A `Say` could not be written (full or broken disk): tell the person, keep the question open."""

    token: int


Event = KeyPressed | Tick | SnapshotChanged | SaidKept | SayFailed


@dataclass(frozen=True)
class Say:
    """Write this to the outbox; answered by `SaidKept` or `SayFailed` with the same token."""

    token: int
    body: Body


Effect = Say
