"""Everything that can happen to the channel, and everything it can ask of the world."""

from dataclasses import dataclass

from offline_cache.preferences import Preferences
from remote_input.keys import Key
from remote_input.teaching import Button, Taught
from tvapp.domain.media import Media, MediaState
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


@dataclass(frozen=True)
class PreferKept:
    """A `Prefer` is on disk."""


@dataclass(frozen=True)
class PreferFailed:
    """A `Prefer` could not be written: what was chosen before still holds."""


@dataclass(frozen=True)
class ButtonHeard:
    """A button without a meaning was pressed on some remote; only a lesson makes use of it."""

    button: Button


@dataclass(frozen=True)
class RemoteKept:
    """A `KeepRemote` is on disk and holds."""


@dataclass(frozen=True)
class RemoteFailed:
    """A `KeepRemote` could not be written: the remote means what it meant before."""


@dataclass(frozen=True)
class SpeechEnded:
    """What was being read aloud is over: read to its end, hushed, or not to be heard on this machine."""


@dataclass(frozen=True)
class MediaChanged:
    """A film or a recording has gone on, ended, or cannot be played."""

    media: MediaState


Event = (
    KeyPressed
    | Tick
    | SnapshotChanged
    | SaidKept
    | SayFailed
    | PreferKept
    | PreferFailed
    | ButtonHeard
    | RemoteKept
    | RemoteFailed
    | SpeechEnded
    | MediaChanged
)


@dataclass(frozen=True)
class Say:
    """Write this to the outbox; answered by `SaidKept` or `SayFailed` with the same token."""

    token: int
    body: Body


@dataclass(frozen=True)
class Prefer:
    """Keep these choices of the settings page; answered by `PreferKept` or `PreferFailed`."""

    preferences: Preferences


@dataclass(frozen=True)
class OpenLesson:
    """Listen to every remote there is, also to those that mean nothing yet."""


@dataclass(frozen=True)
class CloseLesson:
    """Listen to known remotes alone again."""


@dataclass(frozen=True)
class KeepRemote:
    """Keep what a remote was taught; answered by `RemoteKept` or `RemoteFailed`."""

    taught: Taught


@dataclass(frozen=True)
class Speak:
    """Read this aloud, one sentence after the other; what is being read gives way.

    The sentences are what `domain/spoken.py` makes of words on the screen: names by their reading,
    numbers and times in words, each short enough for the voice. Answered by `SpeechEnded`. Nobody needs
    to hush at a key: the channel does that for every key.
    """

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Hush:
    """Stop reading at once."""


@dataclass(frozen=True)
class PlayMedia:
    """Play a film or a recording from its beginning; what is being played gives way.

    Features do not hand this out: they open a `PlayerPlace`, and the channel plays what stands on the
    screen and stops it when something else does (もどる, an emergency, any other page).
    """

    media: Media


@dataclass(frozen=True)
class StopMedia:
    """Stop playing at once."""


Effect = Say | Prefer | OpenLesson | CloseLesson | KeepRemote | Speak | Hush | PlayMedia | StopMedia
