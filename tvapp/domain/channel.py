"""The channel: one pure function from what happened to what stands on the screen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from offline_cache.preferences import Language, TextSize
from offline_cache.snapshot import Snapshot
from remote_input.keys import ARROWS, Key
from tvapp.domain import aloud, asked, focus, moves, quiet, route, screening
from tvapp.domain.events import (
    ButtonHeard,
    CloseLesson,
    Effect,
    Event,
    KeepRemote,
    KeyPressed,
    OpenLesson,
    Prefer,
    PreferFailed,
    RemoteFailed,
    SaidKept,
    SayFailed,
    SnapshotChanged,
    Tick,
)
from tvapp.domain.places import (
    AboutPlace,
    CallPlace,
    HomePlace,
    SettingPlace,
    SettingsPlace,
    TaughtPlace,
    TeachPlace,
)
from tvapp.domain.said import still_missing, with_kept
from tvapp.domain.scene import Scene, Settings
from tvapp.domain.state import GUARD, AlertGone, AlertUp, Coming, State
from tvapp.domain.step import BACK, Choose, Keep, ReadAloud, Step, Tell
from tvapp.domain.trouble import troubled
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import View, screen_name
from tvapp.pages import parts
from tvapp.resident.alert import behaviour as alert
from tvapp.resident.alert import presenter as alert_pages
from tvapp.resident.bus import coming
from tvapp.resident.check_in import reminder
from tvapp.resident.notices import behaviour as notices
from tvapp.resident.talk.warning import warned
from tvapp.resident.waiting import presenter as waiting_pages
from typeset.words import Words
from wire.commands import NoticeReceipt

OF_THE_BOX = HomePlace | SettingsPlace | SettingPlace | TeachPlace | TaughtPlace | AboutPlace
"""Pages that a box has which belongs to nobody yet."""


class Channel:
    """Holds only what never changes while the program runs: the words, the type and the box's settings."""

    def __init__(self, words: Mapping[Language, Words], typesetter: Typesetter, settings: Settings) -> None:
        self._words = words
        self._types = {size: typesetter.at(size) for size in TextSize}
        self._settings = settings

    def initial(self, snapshot: Snapshot, now: datetime) -> tuple[State, View, tuple[Effect, ...]]:
        """Start at home, or with the alert that is in force."""
        return self.on(State(), SnapshotChanged(), snapshot, now)

    def on(
        self, state: State, event: Event, snapshot: Snapshot, now: datetime
    ) -> tuple[State, View, tuple[Effect, ...]]:
        """Take one event in. Pure: the same arguments give the same answer, and nothing raises."""
        begun = state
        state, effects = _heard(state, event, now)
        state = replace(state, kept=still_missing(state.kept, snapshot))
        known = with_kept(snapshot, state.kept, now)
        scene = self._scene(known, now)
        before = state
        state = self._watched(state, scene)
        if isinstance(event, KeyPressed):
            state = quiet.touched(state, scene)
        if isinstance(event, KeyPressed) and _stands(state, before) and not before.waiting:
            state, effects = self._pressed(state, event.key, scene)
            state = self._watched(state, scene)
        state = quiet.watched(state, scene)
        if isinstance(event, Tick) and state.free:
            state, effects = _said_of(state, notices.shown_due(state.top.place, scene), effects, scene)
        if state.where != before.where:
            state = replace(state, part=0)
        state, played = screening.followed(state, event)
        scene = replace(scene, media=state.media)
        view = self._view(state, scene)
        effects += (*played, *_lesson_of(begun, state))
        if not before.waiting:
            state, heard = aloud.after(before, state, view, event, scene)
            effects += heard
        return replace(_guarded(state, view, event, now), seen=view), view, effects

    def _scene(self, snapshot: Snapshot, now: datetime) -> Scene:
        """Look at the memory in the language and the text size that were chosen."""
        chosen = snapshot.preferences
        return Scene(
            snapshot, now, self._words[chosen.language], self._types[chosen.text_size], self._settings
        )

    def _watched(self, state: State, scene: Scene) -> State:
        """Let an alert take or leave the screen, and an enrolment close what belonged to a household."""
        if scene.snapshot.enrolment is not None and not isinstance(state.top.place, OF_THE_BOX):
            state = replace(state, stack=moves.HOME)
        state = asked.watched(state, scene)
        emergency = alert.watched(state.emergency, state.pending, scene)
        free = emergency is None and not isinstance(state.top.place, CallPlace)
        state = _with_coming(state, coming.watched(state.coming, scene, free=free), scene.now)
        may_show = free and state.coming.ride is None and scene.snapshot.enrolment is None
        may_show = may_show and state.asked is None  # the question itself stands there
        reminders = state.reminders if state.asked is None else reminder.asked(state.reminders, scene.now)
        state = replace(state, reminders=reminder.watched(reminders, scene, may_show=may_show))
        if emergency == state.emergency:
            return state
        guard = scene.now + GUARD if emergency is None or _is_new(emergency, state) else state.guard_until
        return replace(state, emergency=emergency, guard_until=guard)

    def _pressed(self, state: State, key: Key, scene: Scene) -> tuple[State, tuple[Effect, ...]]:
        seen = state.seen
        if seen is None:
            return state, ()
        if state.emergency is None and not state.free:
            return _uncovered(state, key, scene), ()
        before, state = state, moves.calmed(state)
        state = replace(state, reminders=reminder.pressed(state.reminders, scene.now))
        effects: tuple[Effect, ...] = ()
        item = focus.digits(seen).get(key.digit) if key.digit is not None else None
        match key:
            case Key.HOME:
                state = alert.left(state, scene)
                state = state if state.emergency else replace(state, stack=moves.HOME)
            case Key.BACK:
                state, effects = self._chosen(state, BACK, scene)
            case Key.BLUE if state.emergency is None and not aloud.can_read(scene):
                state = moves.unread(state)
            case Key.OK if seen.focus == parts.MORE:
                state = replace(state, part=state.part + 1)
            case Key.OK if not state.guarded(scene.now):
                state, effects = self._chosen(state, seen.focus, scene)
            case _ if key in ARROWS:
                state = moves.focused(state, focus.moved(seen, key))
            case _ if item is not None and not state.guarded(scene.now):
                state, effects = self._chosen(moves.focused(state, item), item, scene)
        return _with_receipts(before, state, effects, scene)

    def _chosen(self, state: State, item: str, scene: Scene) -> tuple[State, tuple[Effect, ...]]:
        match state.emergency:
            case AlertUp(alert=shown):
                answer = alert.answer(shown, item, scene)
                if answer is not None:
                    return moves.telling(state, answer, None, scene.now)
                return (alert.left(state, scene) if item == BACK else state), ()
            case AlertGone():
                return replace(state, emergency=None), ()
            case None:
                return _gone(state, route.chosen(state.top.place, item, scene), scene)

    def _view(self, state: State, scene: Scene) -> View:
        return parts.shown(
            self._whole(state, scene), state.focus, state.part, scene.words, scene.type.measured
        )

    def _whole(self, state: State, scene: Scene) -> View:
        match state.emergency:
            case AlertUp() as up:
                return alert_pages.view(up, scene)
            case AlertGone(alert=ended):
                return alert_pages.gone(ended, scene)
            case None if state.waiting:
                return waiting_pages.view(scene)
            case None:
                if state.coming.ride is not None and (told := coming.view(state.coming.ride, scene)):
                    return told
                if state.reminders.up:
                    return reminder.view(scene)
                view = route.view(state.top.place, state.top.focus, scene)
                return troubled(warned(view, state.top.place, scene), state.top.trouble, scene.words)


def _uncovered(state: State, key: Key, scene: Scene) -> State:
    """Close what lies over the page: whatever was pressed was meant for the page, or for closing this."""
    if state.coming.ride is None:
        return reminder.left(state, key, scene.now)
    return state if state.guarded(scene.now) else _without_coming(state)


def _gone(state: State, step: Step, scene: Scene) -> tuple[State, tuple[Effect, ...]]:
    """Take the step that a feature answered with."""
    alerts = scene.snapshot.alerts
    match step:
        case Tell(body, then):
            return moves.telling(state, body, state.top.place, scene.now, then)
        case Choose(preferences, then):
            return moves.gone(state, then, alerts), (Prefer(preferences),)
        case Keep(taught, then):
            return moves.gone(state, then, alerts), (KeepRemote(taught),)
        case ReadAloud(then):
            return moves.asked_aloud(moves.gone(state, then, alerts)), ()
        case _:
            return moves.gone(state, step, alerts), ()


def _stands(state: State, before: State) -> bool:
    """Tell whether a key still means what the person saw: nothing came up at this very moment."""
    return (state.emergency, state.coming.ride) == (before.emergency, before.coming.ride)


def _with_coming(state: State, now_coming: Coming, now: datetime) -> State:
    """Bring the coming bus up, guarded from a key that was meant for what stood there."""
    came = now_coming.ride not in {None, state.coming.ride}
    return replace(state, coming=now_coming, guard_until=now + GUARD if came else state.guard_until)


def _without_coming(state: State) -> State:
    return replace(state, coming=coming.closed(state.coming))


def _heard(state: State, event: Event, now: datetime) -> tuple[State, tuple[Effect, ...]]:
    """Take in what became of an effect, and say what comes after it."""
    match event:
        case SaidKept():
            return _said_kept(state, event, now)
        case SayFailed(token):
            state, pending = moves.taken(state, token)
            return (state if pending is None else moves.failed(state, pending)), ()
        case PreferFailed() | RemoteFailed():
            return moves.unkept(state), ()
        case ButtonHeard(button):
            return moves.taught(state, button), ()
        case _:
            return state, ()


def _said_kept(state: State, event: SaidKept, now: datetime) -> tuple[State, tuple[Effect, ...]]:
    state, pending = moves.taken(state, event.token)
    if pending is None:
        return state, ()
    landing = route.landing(pending.body, pending.origin, event.name)
    state = moves.kept(state, pending, event.name, landing)
    if not pending.then:
        return state, ()
    body, *rest = pending.then
    after = route.following(body, pending.body, event.name)
    return moves.telling(state, after, state.top.place, now, tuple(rest))


def _with_receipts(
    before: State, after: State, effects: tuple[Effect, ...], scene: Scene
) -> tuple[State, tuple[Effect, ...]]:
    """Add the receipts that are due with a key: only somebody with the remote in hand makes read true."""
    if before.emergency is not None:
        return after, effects
    return _said_of(after, notices.receipts_due(before.top.place, after.top.place, scene), effects, scene)


def _said_of(
    state: State, receipts: tuple[NoticeReceipt, ...], effects: tuple[Effect, ...], scene: Scene
) -> tuple[State, tuple[Effect, ...]]:
    for receipt in receipts:
        state, more = moves.telling(state, receipt, None, scene.now)
        effects += more
    return state, effects


def _lesson_of(before: State, after: State) -> tuple[Effect, ...]:
    """Listen to all remotes while one is being taught, and no longer."""
    match isinstance(before.top.place, TeachPlace), isinstance(after.top.place, TeachPlace):
        case False, True:
            return (OpenLesson(),)
        case True, False:
            return (CloseLesson(),)
        case _:
            return ()


def _is_new(emergency: AlertUp | AlertGone, state: State) -> bool:
    """Tell whether this emergency is another page than the one before, not the same alert in new words."""
    return type(emergency) is not type(state.emergency) or (
        state.emergency is not None and emergency.alert.id != state.emergency.alert.id
    )


def _guarded(state: State, view: View, event: Event, now: datetime) -> State:
    """Ignore 決定 for a moment when the screen has become another one without a key."""
    if not isinstance(event, Tick | SnapshotChanged):
        return state
    if state.seen is None or _looks(state.seen) == _looks(view):
        return state
    return replace(state, guard_until=now + GUARD)


def _looks(view: View) -> tuple[object, ...]:
    """What makes a screen another one for the hand on the remote: new words alone do not."""
    return screen_name(view), view.focus, focus.rows(view)
