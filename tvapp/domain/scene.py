"""What every presenter may look at: the box's memory, the time, the words and the type."""

from dataclasses import dataclass
from datetime import datetime

from offline_cache.preferences import Language, Night
from offline_cache.snapshot import Snapshot
from tvapp.domain import dates
from tvapp.domain.media import MediaState
from tvapp.domain.sheet import Sheet, sheet
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import Frame, Hint, Look
from typeset.words import Words

DUSK, DAWN = 19, 6
"""The hours between which the dark colours stand."""


@dataclass(frozen=True)
class Settings:
    """What this box is, for its own page."""

    version: str = ""


@dataclass(frozen=True)
class Scene:
    """One moment. `snapshot.said` already holds what was kept a moment ago (see `domain/said.py`)."""

    snapshot: Snapshot
    now: datetime
    words: Words
    type: Typesetter
    settings: Settings
    media: MediaState | None = None
    """How far the film or recording on the screen has come."""

    @property
    def knows_time(self) -> bool:
        return self.snapshot.clock_trusted

    @property
    def sheet(self) -> Sheet:
        """How much fits on a page at the text size of this household."""
        return sheet(self.snapshot.preferences.text_size)


def frame(scene: Scene, title: str, hints: tuple[Hint, ...], status: str | None = None) -> Frame:
    """Put title, time and hints around a page; without a status it says how we stand with the city."""
    clock = f"{scene.now.hour}:{scene.now.minute:02}" if scene.knows_time else ""
    return Frame(title, clock, hints, standing(scene) if status is None else status, look(scene))


def look(scene: Scene) -> Look:
    """How pages are drawn now, as the household chose it."""
    chosen = scene.snapshot.preferences
    return Look(chosen.text_size, is_dark(chosen.night, scene), chosen.overscan)


def is_dark(night: Night, scene: Scene) -> bool:
    """Tell whether the dark colours stand now; without knowing the time nobody is put in the dark."""
    match night:
        case Night.OFF:
            return False
        case Night.EVENING:
            return scene.knows_time and (scene.now.hour >= DUSK or scene.now.hour < DAWN)
        case Night.ALWAYS:
            return True


def standing(scene: Scene) -> str:
    """Say that we are connected, or else how old the information is."""
    if scene.snapshot.line.connected:
        return scene.words("tv.line.connected")
    return age(scene)


def age(scene: Scene) -> str:
    """Say how old the information is, such as きのう 18時の 情報."""
    return dates.age(scene.snapshot.line.as_of, scene.now, scene.words, trusted=scene.knows_time)


def choosing(scene: Scene, arrows: str, does: str) -> tuple[Hint, ...]:
    """The hints of nearly every page: `arrows` to choose, 決定 to do, 青 to hear it read (in Japanese)."""
    words = scene.words
    aloud = Hint(words("tv.hint.blue"), words("tv.aloud.hint"), tint="key_blue")
    return (
        Hint(arrows, words("tv.hint.choose")),
        Hint(words("tv.hint.ok"), words(f"tv.hint.{does}")),
        *((aloud,) if words.language == Language.JA else ()),
    )


def settled(wanted: str | None, ids: tuple[str, ...], otherwise: str) -> str:
    """Return what has the focus: what was wanted if it is still there, else the page's own choice."""
    return wanted if wanted in ids else otherwise
