"""A film or a recording: what it is, how far it has come, and how to end it."""

from tvapp.domain.media import MediaStage, MediaState
from tvapp.domain.places import PlayerPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, PlayerView
from tvapp.resident.player.behaviour import AGAIN
from wire.media import MediaKind


def view(place: PlayerPlace, focus: str | None, scene: Scene) -> PlayerView:
    words, media = scene.words, place.media
    state = scene.media or MediaState(media.path, MediaStage.STARTING)
    over = state.stage in (MediaStage.ENDED, MediaStage.FAILED)
    again = (Button(AGAIN, words(f"tv.player.again_{media.kind.value}")),) if over else ()
    back = Button(BACK, words("tv.button.back" if over else "tv.player.stop"))
    moving = media.kind is MediaKind.VIDEO and state.stage in (MediaStage.STARTING, MediaStage.PLAYING)
    return PlayerView(
        frame=frame(scene, media.title, choosing(scene, "↑↓", "decide")[:2]),
        screen="player",
        film=media.kind is MediaKind.VIDEO,
        moving=moving,
        still=media.still,
        told=_told(media.kind, state, scene),
        time=_time(state, scene),
        part=_part(state),
        buttons=(*again, back),
        focus=settled(focus, (*(button.id for button in again), BACK), BACK),
    )


def _told(kind: MediaKind, state: MediaState, scene: Scene) -> str:
    if state.stage is MediaStage.PLAYING:
        return scene.words(f"tv.player.playing_{kind.value}")
    return scene.words(f"tv.player.{state.stage.value}")


def _time(state: MediaState, scene: Scene) -> str:
    """`1分05秒 / 3分20秒`; only how far it has come while the length is not known."""
    here = _clock(state.seconds, scene)
    if state.stage is MediaStage.FAILED:
        return ""
    return here if state.length is None else f"{here} / {_clock(state.length, scene)}"


def _clock(seconds: int, scene: Scene) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return scene.words("tv.player.seconds", seconds=rest)
    return scene.words("tv.player.minutes", minutes=minutes, seconds=f"{rest:02}")


def _part(state: MediaState) -> int:
    """How much of it is over, in hundredths."""
    if state.stage is MediaStage.ENDED:
        return 100
    return min(100, 100 * state.seconds // state.length) if state.length else 0
