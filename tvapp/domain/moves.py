"""How the stack of pages and the things said change, one small step at a time."""

from dataclasses import replace
from datetime import datetime

from offline_cache.snapshot import Said, SaidState
from remote_input.teaching import Button
from tvapp.domain.events import Say
from tvapp.domain.places import HomePlace, Place, TeachPlace
from tvapp.domain.said import Pending
from tvapp.domain.state import DEPTH, AlertUp, State, Stay, Unkept, Unread
from tvapp.domain.step import Back, Choose, Enter, Keep, Open, ReadAloud, Remain, ShowAlert, Step, Swap, Tell
from wire.alerts import Alert
from wire.commands import AlertAnswer, Body

HOME = (Stay(HomePlace()),)


def focused(state: State, focus: str) -> State:
    """Put the focus on an item of what is on the screen."""
    match state.emergency:
        case AlertUp() as up:
            return replace(state, emergency=replace(up, focus=focus))
        case _:
            return replace(state, stack=(*state.stack[:-1], replace(state.top, focus=focus)))


def gone(state: State, step: Step, alerts: tuple[Alert, ...]) -> State:  # noqa: PLR0911  one per step
    """Take a step that leads somewhere; what is to be said is taken by `telling`."""
    match step:
        case Remain(focus):
            return state if focus is None else focused(state, focus)
        case Open(place):
            below = state.stack[: DEPTH - 1]
            return replace(state, stack=(*below, Stay(place)))
        case Enter(place):
            left = (*state.stack[:-1], replace(state.top, focus=None))
            return replace(state, stack=(*left[: DEPTH - 1], Stay(place)))
        case Swap(place):
            return replace(state, stack=(*state.stack[:-1], Stay(place)))
        case Back(to):
            return replace(state, stack=_popped(state.stack, to))
        case ShowAlert(wanted):
            found = next((alert for alert in alerts if alert.id == wanted), None)
            return state if found is None else replace(state, emergency=AlertUp(found))
        case Tell() | Choose() | Keep() | ReadAloud():
            return state


def _popped(stack: tuple[Stay, ...], to: Place | None) -> tuple[Stay, ...]:
    if len(stack) == 1:
        return stack
    below = stack[:-1]
    return below if to is None else (*below[:-1], replace(below[-1], place=to))


def waits(state: State, body: Body, origin: Place | None) -> bool:
    """Tell whether this page waits for the disk already, or just this is on its way to it."""
    return any(
        pending.body == body or (origin is not None and pending.origin == origin) for pending in state.pending
    )


def telling(
    state: State, body: Body, origin: Place | None, now: datetime, then: tuple[Body, ...] = ()
) -> tuple[State, tuple[Say, ...]]:
    """Hand out a `Say` under a new token, unless it is on its way already; `then` waits for its turn."""
    if waits(state, body, origin):
        return state, ()
    pending = Pending(state.next_token, body, now, origin, then)
    told = replace(state, pending=(*state.pending, pending), next_token=state.next_token + 1)
    return told, (Say(pending.token, body),)


def taken(state: State, token: int) -> tuple[State, Pending | None]:
    """Take a token off the waiting list; an unknown one changes nothing."""
    found = next((pending for pending in state.pending if pending.token == token), None)
    rest = tuple(pending for pending in state.pending if pending.token != token)
    return replace(state, pending=rest), found


def kept(state: State, pending: Pending, name: str, landing: Place | None) -> State:
    """Remember what is on disk now, and bring the page that waited for it to where it leads."""
    said = Said(name, pending.body, pending.at, SaidState.KEPT)
    state = replace(state, kept=(*state.kept, said))
    if landing is None or state.top.place != pending.origin:
        return state
    return replace(state, stack=(*state.stack[:-1], Stay(landing)))


def failed(state: State, pending: Pending) -> State:
    """Mark the page that waited, so that it tells the person and keeps its question open."""
    match state.emergency, pending.body:
        case AlertUp() as up, AlertAnswer():
            return replace(state, emergency=replace(up, trouble=pending.body))
        case _ if pending.origin is not None and state.top.place == pending.origin:
            return replace(state, stack=(*state.stack[:-1], replace(state.top, trouble=pending.body)))
        case _:
            return state


def taught(state: State, button: Button) -> State:
    """Take a button into the lesson that is going on, if there is one."""
    place = state.top.place
    if state.emergency is not None or not isinstance(place, TeachPlace):
        return state
    return replace(state, stack=(*state.stack[:-1], Stay(TeachPlace(place.lesson.pressed(button)))))


def unkept(state: State) -> State:
    """Mark the page from which a choice could not be written."""
    return replace(state, stack=(*state.stack[:-1], replace(state.top, trouble=Unkept())))


def unread(state: State) -> State:
    """Mark the page that cannot be read aloud."""
    return replace(state, stack=(*state.stack[:-1], replace(state.top, trouble=Unread())))


def asked_aloud(state: State) -> State:
    """Note that the page is to be read aloud once it stands there."""
    return replace(state, reads=True)


def calmed(state: State) -> State:
    """Take the mark of a failed write away: a new key was pressed."""
    match state.emergency:
        case AlertUp() as up if up.trouble is not None:
            return replace(state, emergency=replace(up, trouble=None))
        case _ if state.top.trouble is not None:
            return replace(state, stack=(*state.stack[:-1], replace(state.top, trouble=None)))
        case _:
            return state
