"""When the waiting picture stands: after ten quiet minutes, never over something that is going on."""

from dataclasses import replace
from datetime import timedelta

from tvapp.domain.media import MediaStage
from tvapp.domain.places import CallPlace, PlayerPlace, TeachPlace
from tvapp.domain.scene import Scene
from tvapp.domain.state import State

QUIET = timedelta(minutes=10)
_OVER = (MediaStage.ENDED, MediaStage.FAILED)


def touched(state: State, scene: Scene) -> State:
    """Note that a key was pressed: the waiting picture goes, and where one was comes back."""
    return replace(state, quiet_since=scene.now, waiting=False)


def watched(state: State, scene: Scene) -> State:
    """Let the waiting picture come when its time has come, and go when something must be seen."""
    if state.quiet_since is None or scene.now < state.quiet_since:  # a clock that was set back starts anew
        state = replace(state, quiet_since=scene.now)
    if not _may_wait(state, scene):
        return replace(state, waiting=False, quiet_since=scene.now)
    assert state.quiet_since is not None  # noqa: S101 - set above
    return replace(state, waiting=state.waiting or scene.now - state.quiet_since >= QUIET)


def _may_wait(state: State, scene: Scene) -> bool:
    snapshot = scene.snapshot
    return (
        snapshot.preferences.waiting_picture
        and snapshot.enrolment is None
        and state.emergency is None
        and state.coming.ride is None
        and not state.reminders.up
        and snapshot.asking is None
        and not state.pending
        and not state.speaking
        and not _is_going_on(state)
    )


def _is_going_on(state: State) -> bool:
    """Tell whether somebody sits before this page and presses nothing for a good reason."""
    match state.top.place:
        case CallPlace() | TeachPlace():
            return True
        case PlayerPlace():
            return state.media is None or state.media.stage not in _OVER
        case _:
            return False
