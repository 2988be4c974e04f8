"""The one list of what is photographed: every screen, and every state a screen can be in.

A new screen is one line in `SCREENS`: where the story begins, and the keys that lead there. A new state is
one line in `STATES`: what it does to the memory of the box. Each screen is drawn in each state.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.situations import Situation
from kiosk_setup.screens import props, states
from offline_cache.preferences import Language, Night, Preferences, TextSize
from offline_cache.snapshot import Snapshot
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import KeyPressed, SaidKept, Say, Tick
from tvapp.domain.quiet import QUIET
from tvapp.domain.view import View

PAST_THE_GUARD = timedelta(seconds=3)
"""決定 is ignored for a moment after a screen that no key caused."""


@dataclass(frozen=True)
class Way:
    """How a resident comes to a screen."""

    situation: Situation
    keys: tuple[Key, ...] = ()
    rest: timedelta = timedelta(0)
    """How long nobody presses anything after that."""


SETTINGS = (Key.DOWN, Key.DOWN, Key.DOWN, Key.OK)
NEXT_PAGE = (*([Key.DOWN] * 5), Key.OK)
NOTICE = (Key.N2, Key.OK)
SCREENS: Mapping[str, Way] = {
    "home": Way(Situation.RIDE_GIVEN),
    "check_in": Way(Situation.MORNING, (Key.N1,)),
    "check_in_kept": Way(Situation.MORNING, (Key.N1, Key.N3)),
    "check_in_answered": Way(Situation.EVENING_ANSWERED, (Key.N1,)),
    "check_in_poor": Way(Situation.WEEK, (Key.N1, Key.N3, Key.OK, Key.N4, Key.N2)),
    "ailment": Way(Situation.MORNING, (Key.N1, Key.N3, Key.OK)),
    "degree": Way(Situation.MORNING, (Key.N1, Key.N3, Key.OK, Key.N1, Key.DOWN)),
    "medicine": Way(Situation.WEEK, (Key.N1, Key.N1, Key.OK, Key.DOWN)),
    "week": Way(Situation.WEEK, (Key.N1, *([Key.DOWN] * 3), *([Key.LEFT] * 2), Key.OK)),
    "away": Way(Situation.MORNING, (Key.N1, *([Key.DOWN] * 3), Key.LEFT, Key.OK)),
    "away_told": Way(Situation.MORNING, (Key.N1, *([Key.DOWN] * 3), Key.LEFT, Key.OK, Key.OK)),
    "check_in_away": Way(Situation.AWAY, (Key.N1,)),
    "reminder": Way(Situation.REMINDED),
    "check_in_who": Way(Situation.TWO_RESIDENTS, (Key.N1,)),
    "help": Way(Situation.MORNING, (Key.N1, Key.N4)),
    "help_taken": Way(Situation.HELP, (Key.N6, Key.OK)),
    "notices": Way(Situation.MANY_NOTICES, (Key.N2,)),
    "notice": Way(Situation.MORNING, (Key.N2, Key.OK)),
    "notice_last": Way(Situation.MORNING, (Key.N2, Key.OK, Key.OK, Key.OK)),
    "photo": Way(Situation.FILES, (*NOTICE, Key.OK)),
    "document": Way(Situation.FILES, (*NOTICE, *([Key.OK] * 2))),
    "film": Way(Situation.FILES, (*NOTICE, *([Key.OK] * 4))),
    "player": Way(Situation.FILES, (*NOTICE, *([Key.OK] * 5))),
    "sound": Way(Situation.FILES, (*NOTICE, *([Key.OK] * 4), Key.DOWN, Key.OK)),
    "reply": Way(Situation.FILES, (*NOTICE, *([Key.OK] * 4), Key.DOWN, Key.OK, Key.DOWN, Key.OK)),
    "bus": Way(Situation.MORNING, (Key.N3,)),
    "bus_booked": Way(Situation.RIDE_GIVEN, (Key.N3,)),
    "bus_row": Way(Situation.MORNING, (Key.N3, Key.UP, Key.UP)),
    "bus_stops": Way(Situation.MORNING, (Key.N3, *[Key.UP] * 5, Key.OK)),
    "bus_asked": Way(Situation.MORNING, (Key.N3, Key.OK)),
    "bus_days": Way(Situation.MORNING, (Key.N3, *[Key.UP] * 7, Key.OK)),
    "bus_times": Way(Situation.MORNING, (Key.N3, *[Key.UP] * 4, Key.OK)),
    "bus_home": Way(Situation.MORNING, (Key.N3, Key.UP, Key.OK)),
    "bus_way_home": Way(Situation.RIDE_GIVEN, (Key.N3, Key.OK, Key.OK, Key.RIGHT, Key.OK)),
    "bus_coming": Way(Situation.BUS_COMING),
    "rides": Way(Situation.RIDE_GIVEN, (Key.N3, Key.OK)),
    "ride_given": Way(Situation.THERE_AND_BACK, (Key.N3, Key.OK, Key.OK)),
    "ride_cancel": Way(Situation.THERE_AND_BACK, (Key.N3, Key.OK, Key.OK, Key.RIGHT, Key.RIGHT, Key.OK)),
    "ride_refused": Way(Situation.RIDE_REFUSED, (Key.N3, Key.OK, Key.OK)),
    "disaster": Way(Situation.MORNING, (Key.N4,)),
    "shelter": Way(Situation.MORNING, (Key.N4, Key.OK)),
    "take": Way(Situation.MORNING, (Key.N4, Key.DOWN, Key.OK)),
    "drills": Way(Situation.MORNING, (Key.N4, Key.DOWN, Key.DOWN, Key.OK)),
    "living": Way(Situation.MORNING, (Key.N5,)),
    "living_page": Way(Situation.MORNING, (Key.N5, Key.OK)),
    "living_days": Way(Situation.FILES, (Key.N5, Key.OK)),
    "living_shops": Way(Situation.FILES, (Key.N5, Key.DOWN, Key.OK)),
    "living_phones": Way(Situation.FILES, (Key.N5, Key.DOWN, Key.DOWN, Key.OK)),
    "talk": Way(Situation.MORNING, (Key.N6,)),
    "talk_asked": Way(Situation.MORNING, (Key.N6, Key.OK)),
    "settings": Way(Situation.MORNING, SETTINGS),
    "settings_size": Way(Situation.MORNING, (*SETTINGS, Key.OK)),
    "settings_help": Way(Situation.MORNING, (*SETTINGS, *NEXT_PAGE, *([Key.DOWN] * 3), Key.OK)),
    "teaching": Way(Situation.MORNING, (*SETTINGS, *NEXT_PAGE, *NEXT_PAGE, Key.OK)),
    "waiting": Way(Situation.MORNING, rest=QUIET),
    "waiting_photo": Way(Situation.FILES, rest=QUIET),
    "alert4": Way(Situation.ALERT4),
    "alert5": Way(Situation.ALERT5),
    "drill": Way(Situation.DRILL),
    "enrolment": Way(Situation.ENROLMENT),
    "no_time": Way(Situation.NO_TIME),
}
"""Every screen by its name, each by the way a resident gets there."""


STATES: Mapping[str, Callable[[Snapshot], Snapshot]] = {
    "normal": lambda memory: memory,
    "offline": states.offline,
    "empty": states.emptied,
    "longest": states.lengthened,
    "large": lambda memory: _chosen(memory, text_size=TextSize.LARGEST),
    "night": lambda memory: _chosen(memory, night=Night.ALWAYS),
    "english": lambda memory: _chosen(memory, language=Language.EN),
}
"""Every state by its name: what it makes of the memory of a box."""


@dataclass(frozen=True)
class Sitter:
    """One picture to be made."""

    screen: str
    state: str
    view: View

    @property
    def name(self) -> str:
        """`night/home`, the name of its picture."""
        return f"{self.state}/{self.screen}"


def names() -> tuple[str, ...]:
    """Return the names of all pictures, state by state."""
    return tuple(f"{state}/{screen}" for state in STATES for screen in SCREENS)


def sitters(only: str = "") -> Iterator[Sitter]:
    """Make the view of every picture whose name contains `only`, state by state."""
    return (sitter(name) for name in names() if only in name)


def sitter(name: str) -> Sitter:
    """Make one view by the name of its picture. Raises KeyError."""
    state, screen = name.split("/")
    return Sitter(screen, state, view_of(SCREENS[screen], STATES[state]))


@cache
def _channel(language: Language) -> Channel:
    return sample.channel(language.value)


def view_of(way: Way, state: Callable[[Snapshot], Snapshot]) -> View:
    """Go a way through a box whose memory a state has changed, and return what stands there."""
    memory, now = state(sample.snapshot(way.situation)), sample.moment(way.situation)
    if way.situation is Situation.FILES:
        memory = props.with_photos(props.with_pictures(memory))
    machine = _channel(memory.preferences.language)
    face, view, _ = machine.initial(memory, now)
    now += PAST_THE_GUARD
    for key in way.keys:
        face, view, effects = machine.on(face, KeyPressed(key), memory, now)
        for effect in (effect for effect in effects if isinstance(effect, Say)):
            kept = SaidKept(effect.token, f"box9-{effect.token}")
            face, view, _ = machine.on(face, kept, memory, now)
    if way.rest:
        _, view, _ = machine.on(face, Tick(), memory, now + way.rest)
    return view


def _chosen(
    memory: Snapshot,
    text_size: TextSize = TextSize.NORMAL,
    night: Night = Night.OFF,
    language: Language = Language.JA,
) -> Snapshot:
    return replace(memory, preferences=Preferences(text_size=text_size, night=night, language=language))
