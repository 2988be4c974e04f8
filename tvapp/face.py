"""The face's loop without a window: events in, one pure step, effects out, a view to show."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from offline_cache.errors import NotKept
from offline_cache.preferences import Preferences
from offline_cache.snapshot import OnScreen, Snapshot
from remote_input.teaching import Taught
from tvapp.domain.events import (
    CloseLesson,
    Effect,
    Event,
    Hush,
    KeepRemote,
    KeyPressed,
    OpenLesson,
    PlayMedia,
    Prefer,
    PreferFailed,
    PreferKept,
    RemoteFailed,
    RemoteKept,
    SaidKept,
    Say,
    SayFailed,
    SnapshotChanged,
    Speak,
    StopMedia,
    Tick,
)
from tvapp.domain.media import Media
from tvapp.domain.view import View
from wire.commands import Body

log = logging.getLogger(__name__)
State = TypeVar("State")


class Memory(Protocol):
    """What the face needs of the box's memory."""

    def snapshot(self) -> Snapshot:
        """Read everything as it is now."""
        ...

    def say(self, body: Body) -> str:
        """Write to the outbox; on disk when it returns. Raises `NotKept`."""
        ...

    def prefer(self, preferences: Preferences) -> None:
        """Keep what was chosen on the settings page; on disk when it returns. Raises `NotKept`."""
        ...

    def version(self) -> int:
        """Tell apart what was read before from what is there now."""
        ...

    def key_pressed(self) -> None:
        """Note that somebody uses the remote."""
        ...


class Voice(Protocol):
    """Reads aloud. Both return at once; whoever made it is told of `SpeechEnded`."""

    def speak(self, sentences: tuple[str, ...]) -> None:
        """Read these, instead of what is being read."""
        ...

    def hush(self) -> None:
        """Be silent at once."""
        ...


class Projector(Protocol):
    """Plays films and recordings. Both return at once; whoever made it is told of `MediaChanged`."""

    def play(self, media: Media) -> None:
        """Play this from its beginning, instead of what is being played."""
        ...

    def stop(self) -> None:
        """Stop at once."""
        ...


class Lessons(Protocol):
    """Teaches remotes; whoever made it is told of every `ButtonHeard`."""

    def open(self) -> None:
        """Listen to every remote there is."""
        ...

    def close(self) -> None:
        """Listen to known remotes alone again."""
        ...

    def keep(self, taught: Taught) -> None:
        """Keep what was taught, and let it hold at once; on disk when it returns. Raises `OSError`."""
        ...


@dataclass(frozen=True)
class Outlets:
    """Where what the machine wants comes out: the screen, the voice, films and recordings.

    `heed` hears what the household has chosen, at the start and whenever it chooses otherwise.
    """

    show: Callable[[View], None]
    voice: Voice
    projector: Projector
    heed: Callable[[Preferences], None]
    lessons: Lessons


class Machine(Protocol[State]):
    """The pure state machine."""

    def initial(self, snapshot: Snapshot, now: datetime) -> tuple[State, View, tuple[Effect, ...]]:
        """Start."""
        ...

    def on(
        self, state: State, event: Event, snapshot: Snapshot, now: datetime
    ) -> tuple[State, View, tuple[Effect, ...]]:
        """Take one step."""
        ...


class Face(Generic[State]):
    """Holds the one state; every method is called from one thread."""

    def __init__(
        self,
        machine: Machine[State],
        memory: Memory,
        now: Callable[[], datetime],
        outlets: Outlets,
    ) -> None:
        """Take the machine, the memory, the clock, and what can be seen and heard."""
        self._machine = machine
        self._memory = memory
        self._now = now
        self._show = outlets.show
        self._voice = outlets.voice
        self._projector = outlets.projector
        self._heed = outlets.heed
        self._lessons = outlets.lessons
        self._version = memory.version()
        self._snapshot = memory.snapshot()
        self._view: View | None = None
        self._state, view, effects = machine.initial(self._snapshot, now())
        self._present(view)
        self._heed(self._snapshot.preferences)
        self._follow(self._carry_out(effects))

    @property
    def view(self) -> View | None:
        """What is on the screen."""
        return self._view

    @property
    def on_screen(self) -> OnScreen:
        """What the TV shows, as last read; callable from any thread."""
        return self._snapshot.on_screen

    def dispatch(self, event: Event) -> None:
        """Take one event and everything that follows from it."""
        if isinstance(event, KeyPressed):
            self._memory.key_pressed()
        self._follow([event])

    def _follow(self, waiting: list[Event]) -> None:
        while waiting:
            self._state, view, effects = self._machine.on(
                self._state, waiting.pop(0), self._snapshot, self._now()
            )
            self._present(view)
            waiting += self._carry_out(effects)

    def look(self) -> None:
        """Read the memory again if anybody changed it, then let time pass."""
        if self._memory.version() != self._version:
            self._reread()
            self.dispatch(SnapshotChanged())
        else:
            self.dispatch(Tick())

    def _reread(self) -> None:
        chosen = self._snapshot.preferences
        self._version = self._memory.version()
        self._snapshot = self._memory.snapshot()
        if self._snapshot.preferences != chosen:
            self._heed(self._snapshot.preferences)

    def _present(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self._show(view)

    def _carry_out(self, effects: tuple[Effect, ...]) -> list[Event]:
        heard = [event for event in map(self._done, effects) if event is not None]
        if heard:
            self._reread()
            heard.append(SnapshotChanged())
        return heard

    def _done(self, effect: Effect) -> Event | None:
        """Carry out one effect; what is heard of it at once is an event."""
        match effect:
            case Say():
                return self._say(effect)
            case Prefer(preferences):
                return self._prefer(preferences)
            case KeepRemote(taught):
                return self._keep_remote(taught)
            case OpenLesson():
                self._lessons.open()
            case CloseLesson():
                self._lessons.close()
            case Speak(sentences):
                self._voice.speak(sentences)
            case Hush():
                self._voice.hush()
            case PlayMedia(media):
                self._projector.play(media)
            case StopMedia():
                self._projector.stop()
        return None

    def _say(self, effect: Say) -> Event:
        try:
            name = self._memory.say(effect.body)
        except NotKept:
            log.exception("the outbox could not be written")
            return SayFailed(effect.token)
        return SaidKept(effect.token, name)

    def _keep_remote(self, taught: Taught) -> Event:
        try:
            self._lessons.keep(taught)
        except OSError:
            log.exception("what a remote was taught could not be written")
            return RemoteFailed()
        return RemoteKept()

    def _prefer(self, preferences: Preferences) -> Event:
        try:
            self._memory.prefer(preferences)
        except NotKept:
            log.exception("what was chosen could not be written")
            return PreferFailed()
        return PreferKept()
