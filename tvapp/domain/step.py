"""What a feature answers when one of its items is chosen: where to go, or what to say to the city."""

from dataclasses import dataclass, field

from offline_cache.preferences import Preferences
from remote_input.teaching import Taught
from tvapp.domain.places import Place
from wire.commands import Body


@dataclass(frozen=True)
class Remain:
    """Nothing changes, except perhaps what has the focus."""

    focus: str | None = None


@dataclass(frozen=True)
class Open:
    """One level down; on the third level the page is exchanged instead."""

    place: Place


@dataclass(frozen=True)
class Enter:
    """One level down; the page left behind chooses its focus anew when one comes back to it."""

    place: Place


@dataclass(frozen=True)
class Swap:
    """Another page on the same level."""

    place: Place


@dataclass(frozen=True)
class Back:
    """One level up; `to` is what stands there now, when it was changed from below."""

    to: Place | None = None


@dataclass(frozen=True)
class Tell:
    """Say this. The page waits for the disk: until then nothing more can be said from it."""

    body: Body
    then: tuple[Body, ...] = ()
    """What belongs to it: each is said when the one before it is on disk."""


@dataclass(frozen=True)
class Choose:
    """Keep these choices of the settings page, and take another step."""

    preferences: Preferences
    then: Remain | Back


@dataclass(frozen=True)
class ReadAloud:
    """Read the page aloud on which this leads to."""

    then: Remain | Swap = field(default_factory=Remain)


@dataclass(frozen=True)
class Keep:
    """Keep what a remote was taught, and go on to another page of the same level."""

    taught: Taught
    then: Swap


@dataclass(frozen=True)
class ShowAlert:
    """Bring an alert that was answered before to the screen again."""

    alert: str


Step = Remain | Open | Enter | Swap | Back | Tell | Choose | Keep | ReadAloud | ShowAlert

BACK = "back"
"""The id of the item that leaves a page: on every page but home, and what the key もどる means."""
