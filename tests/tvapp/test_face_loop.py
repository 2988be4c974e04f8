"""The face's loop: one step at a time, and nothing said that is not on disk."""

from dataclasses import replace
from datetime import datetime

from offline_cache.errors import NotKept
from offline_cache.preferences import Preferences, TextSize
from offline_cache.snapshot import Line, Snapshot
from remote_input.keys import Key
from remote_input.teaching import Taught
from tests.tvapp.no_lessons import NoLessons
from tvapp.domain.events import (
    Effect,
    Event,
    Hush,
    KeepRemote,
    KeyPressed,
    PlayMedia,
    Prefer,
    PreferFailed,
    RemoteFailed,
    SaidKept,
    Say,
    SayFailed,
    SnapshotChanged,
    Speak,
    StopMedia,
    Tick,
)
from tvapp.domain.media import Media
from tvapp.domain.view import Frame, Icon, MessageView, Mood, View
from tvapp.face import Face, Outlets
from tvapp.speech.quiet import NoProjector, NoVoice
from wire.base import TOKYO
from wire.commands import Body, CheckIn
from wire.content import Answer
from wire.media import MediaKind

NOW = datetime(2026, 11, 22, 8, 5, tzinfo=TOKYO)
SAID = CheckIn(resident="r1", answer=Answer.GOOD)


LARGE = Preferences(text_size=TextSize.LARGE)
EFFECTS: dict[Key, tuple[Effect, ...]] = {
    Key.OK: (Say(7, SAID),),
    Key.BLUE: (Prefer(LARGE),),
    Key.RED: (KeepRemote(Taught("taught-1.toml", "")),),
}


class Memory:
    def __init__(self, *, disk_is_full: bool = False) -> None:
        self.disk_is_full = disk_is_full
        self.said: list[Body] = []
        self.heeded: list[Preferences] = []
        self.keys = 0
        self.number = 1
        self.current = Snapshot(Line(connected=True, as_of=NOW))

    def snapshot(self) -> Snapshot:
        return self.current

    def say(self, body: Body) -> str:
        if self.disk_is_full:
            raise NotKept("full")
        self.said.append(body)
        self.number += 1
        return "i-1"

    def prefer(self, preferences: Preferences) -> None:
        if self.disk_is_full:
            raise NotKept("full")
        self.current = replace(self.current, preferences=preferences)
        self.number += 1

    def version(self) -> int:
        return self.number

    def key_pressed(self) -> None:
        self.keys += 1


class Recorder:
    """A machine that says something at 決定 and shows the events it got."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def initial(self, snapshot: Snapshot, now: datetime) -> tuple[int, View, tuple[Effect, ...]]:
        return 0, _view("0"), ()

    def on(
        self, state: int, event: Event, snapshot: Snapshot, now: datetime
    ) -> tuple[int, View, tuple[Effect, ...]]:
        self.events.append(event)
        effects = EFFECTS.get(event.key, ()) if isinstance(event, KeyPressed) else ()
        shown = state if isinstance(event, Tick) else state + 1
        return shown, _view(str(shown)), effects


def _view(headline: str) -> View:
    frame = Frame("", "8:05", (), "")
    return MessageView(frame, "test", Mood.PLAIN, Icon.CHECK, headline, "", (), (), "x")


def _face(memory: Memory) -> tuple[Face[int], Recorder, list[View]]:
    machine, shown = Recorder(), list[View]()
    outlets = Outlets(shown.append, NoVoice(), NoProjector(), memory.heeded.append, NoLessons())
    return Face(machine, memory, lambda: NOW, outlets), machine, shown


def test_what_is_said_is_on_disk_before_the_machine_hears_of_it() -> None:
    memory = Memory()
    face, machine, _ = _face(memory)
    face.dispatch(KeyPressed(Key.OK))
    assert memory.said == [SAID]
    assert machine.events[-2:] == [SaidKept(7, "i-1"), SnapshotChanged()]


def test_a_full_disk_is_told_to_the_machine_and_nothing_counts_as_said() -> None:
    memory = Memory(disk_is_full=True)
    face, machine, _ = _face(memory)
    face.dispatch(KeyPressed(Key.OK))
    assert memory.said == []
    assert SayFailed(7) in machine.events
    assert not any(isinstance(event, SaidKept) for event in machine.events)


def test_a_view_that_did_not_change_is_not_drawn_again() -> None:
    memory = Memory()
    face, _, shown = _face(memory)
    drawn = len(shown)
    face.look()
    face.look()
    assert len(shown) == drawn
    face.dispatch(KeyPressed(Key.UP))
    assert len(shown) == drawn + 1


def test_a_change_of_memory_reaches_the_machine_at_the_next_look() -> None:
    memory = Memory()
    face, machine, _ = _face(memory)
    memory.current = replace(memory.current, clock_trusted=False)
    memory.number += 1
    face.look()
    assert machine.events[-1] == SnapshotChanged()
    face.look()
    assert machine.events[-1] == Tick()


def test_keys_are_noted_for_the_report_and_time_is_not() -> None:
    memory = Memory()
    face, _, _ = _face(memory)
    face.dispatch(KeyPressed(Key.UP))
    face.look()
    assert memory.keys == 1


class Heard:
    """A voice and a projector that write down what they were told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def speak(self, sentences: tuple[str, ...]) -> None:
        self.told.append(sentences)

    def hush(self) -> None:
        self.told.append("hush")

    def play(self, media: Media) -> None:
        self.told.append(media)

    def stop(self) -> None:
        self.told.append("stop")


class Speaker(Recorder):
    """Answers 決定 with everything that can be heard."""

    def on(
        self, state: int, event: Event, snapshot: Snapshot, now: datetime
    ) -> tuple[int, View, tuple[Effect, ...]]:
        self.events.append(event)
        wanted = (Hush(), Speak(("おはようございます。",)), StopMedia(), PlayMedia(FILM))
        return state, _view("0"), wanted if event == KeyPressed(Key.OK) else ()


FILM = Media("/film.mp4", MediaKind.VIDEO, "まつり")


def test_what_is_to_be_heard_goes_out_in_order_and_rereads_nothing() -> None:
    memory, machine, heard = Memory(), Speaker(), Heard()
    face = Face(
        machine, memory, lambda: NOW, Outlets(lambda _: None, heard, heard, lambda _: None, NoLessons())
    )
    face.dispatch(KeyPressed(Key.OK))
    assert heard.told == ["hush", ("おはようございます。",), "stop", FILM]
    assert machine.events == [KeyPressed(Key.OK)]


def test_what_is_chosen_is_heeded_once_it_is_on_disk() -> None:
    memory = Memory()
    face, machine, _ = _face(memory)
    assert memory.heeded == [Preferences()]
    face.dispatch(KeyPressed(Key.BLUE))
    assert memory.heeded == [Preferences(), LARGE]
    assert machine.events[-1] == SnapshotChanged()
    face.dispatch(KeyPressed(Key.OK))
    assert memory.heeded == [Preferences(), LARGE], "only a change is heeded"


def test_a_choice_that_cannot_be_written_is_told_and_not_heeded() -> None:
    memory = Memory(disk_is_full=True)
    face, machine, _ = _face(memory)
    face.dispatch(KeyPressed(Key.BLUE))
    assert memory.heeded == [Preferences()]
    assert PreferFailed() in machine.events


def test_a_remote_that_could_not_be_kept_is_told() -> None:
    face, machine, _ = _face(Memory())
    face.dispatch(KeyPressed(Key.RED))
    assert RemoteFailed() in machine.events
