"""What is played is what stands on the screen: a `PlayerPlace` plays as long as it is there."""

from dataclasses import replace

from tvapp.domain.events import Effect, Event, MediaChanged, PlayMedia, StopMedia
from tvapp.domain.media import MediaStage, MediaState
from tvapp.domain.places import PlayerPlace
from tvapp.domain.state import State, Stay


def followed(state: State, event: Event) -> tuple[State, tuple[Effect, ...]]:
    """Start or stop what is played, and take in how it goes. An emergency ends it for good."""
    state = _interrupted(state)
    place = state.top.place
    wanted = place if isinstance(place, PlayerPlace) else None
    if wanted == state.playing:
        return _heard(state, event), ()
    if wanted is None:
        return replace(state, playing=None, media=None), (StopMedia(),)
    starting = MediaState(wanted.media.path, MediaStage.STARTING)
    return replace(state, playing=wanted, media=starting), (PlayMedia(wanted.media),)


def _interrupted(state: State) -> State:
    """An emergency has the screen: when it goes, the page is there from which the film was opened."""
    place = state.top.place
    if state.emergency is None or not isinstance(place, PlayerPlace):
        return state
    return replace(state, stack=(*state.stack[:-1], Stay(place.origin)))


def _heard(state: State, event: Event) -> State:
    match event:
        case MediaChanged(media) if state.playing is not None and media.path == state.playing.media.path:
            return replace(state, media=media)
        case _:
            return state
