"""When the TV reads aloud: at 青, where a page offers it, and, if the household chose so, as the focus moves.

Every key silences it. An emergency is read by the agent, after its chime; the face only falls silent.
"""

from dataclasses import replace

from remote_input.keys import Key
from tvapp.domain import spoken
from tvapp.domain.events import Effect, Event, Hush, KeyPressed, Speak, SpeechEnded
from tvapp.domain.scene import Scene
from tvapp.domain.state import State
from tvapp.domain.view import View, screen_name

JAPANESE = "ja"
"""The voice reads Japanese; in another language the page says so."""


def after(
    before: State, state: State, view: View, event: Event, scene: Scene
) -> tuple[State, tuple[Effect, ...]]:
    """Return what is to be heard once an event has led from `before` to `state`, which shows `view`."""
    asked, state = state.reads, replace(state, reads=False)
    match event:
        case SpeechEnded():
            return replace(state, speaking=False), ()
        case KeyPressed(key):
            # Nobody talks over a film: what is played says what there is to hear.
            quiet = state.playing is not None
            wanted = () if quiet else _wanted(before, view, key, scene, asked=asked)
        case _ if state.asked is not None and state.asked != before.asked and state.emergency is None:
            wanted = spoken.page(view, scene.words, scene.snapshot) if can_read(scene) else ()
        case _ if _interrupted(before, state):
            wanted = ()
        case _:
            return state, ()
    if wanted:
        return replace(state, speaking=True), (Speak(wanted),)
    return replace(state, speaking=False), (Hush(),)


def can_read(scene: Scene) -> bool:
    """Tell whether there is a voice for the language on the screen."""
    return scene.words.language == JAPANESE


def _wanted(before: State, view: View, key: Key, scene: Scene, *, asked: bool) -> tuple[str, ...]:
    if not can_read(scene):
        return ()
    if asked or (key is Key.BLUE and not before.speaking):
        return spoken.page(view, scene.words, scene.snapshot)
    seen = before.seen
    if key is Key.BLUE or seen is None or not scene.snapshot.preferences.speak_focus:
        return ()
    another = screen_name(seen) != screen_name(view) or seen.frame.title != view.frame.title
    if not another and seen.focus == view.focus:
        return ()
    return spoken.focused(view, scene.words, scene.snapshot, titled=another)


def _interrupted(before: State, state: State) -> bool:
    """Tell whether an emergency has taken the screen, or another page came without a key."""
    return state.speaking and (state.emergency != before.emergency or state.top.place != before.top.place)
