"""The box asks by itself how they are: the question takes the screen, and goes when the asking is over."""

from dataclasses import replace

from tvapp.domain.moves import HOME
from tvapp.domain.places import CheckInPlace, WhoPlace
from tvapp.domain.scene import Scene
from tvapp.domain.state import GUARD, State, Stay
from tvapp.resident.check_in import behaviour as check_in


def watched(state: State, scene: Scene) -> State:
    """Follow the agent, which alone decides when it is asked and for how long; an emergency comes first."""
    asking = scene.snapshot.asking
    if asking == state.asked or state.emergency is not None:
        return state
    if asking is None:
        unanswered = isinstance(state.top.place, CheckInPlace | WhoPlace)
        return replace(state, asked=None, stack=HOME if unanswered else state.stack)
    place = check_in.entry(scene)
    if place is None:
        return replace(state, asked=asking)
    return replace(state, asked=asking, stack=(*HOME, Stay(place)), guard_until=scene.now + GUARD)
