"""A film on the TV's page: how many of its pictures reach the screen, and what that costs.

The peer is VLC alone, decoding the same film for nobody to see: what is above it is ours.
"""

import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk_setup.bench.rows import Row
from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.film_maker import RATE, make_film
from kiosk_setup.screens.camera import Camera
from tvapp.domain.media import Media, MediaStage, MediaState
from tvapp.domain.places import HomePlace, PlayerPlace
from tvapp.domain.scene import Scene, Settings
from tvapp.domain.view import View
from tvapp.resident.player import presenter
from tvapp.screen.projector import Surroundings, VlcProjector
from typeset.words import Words
from wire.media import MediaKind

SECONDS = 10
SIZES = ((1280, 720), (640, 360))
_PEER = "VLC alone"


@dataclass(frozen=True)
class Seen:
    """What became of one film."""

    shown: int
    still: bool
    seconds: float
    processor: float
    """Seconds of processor."""


def video() -> list[Row]:
    """Play films made for this in a real window without a display."""
    with tempfile.TemporaryDirectory() as folder:
        camera = Camera(Path(folder) / "kivy")
        rows: list[Row] = []
        for size in SIZES:
            film = make_film(Path(folder) / f"{size[1]}.mp4", SECONDS, size)
            seen, alone = _watched(camera, film), _decoded(film)
            name, rate = f"film {size[0]}x{size[1]}", seen.shown / seen.seconds
            rows += [
                Row(f"{name}, pictures on the screen", "a second", rate, RATE, "the film"),
                Row(
                    f"{name}, processor",
                    "% of a core",
                    100 * seen.processor / seen.seconds,
                    100 * alone / SECONDS,
                    _PEER,
                ),
                Row(f"{name}, given up for a still picture", "times", float(seen.still)),
            ]
        return rows


def _watched(camera: Camera, film: Path) -> Seen:
    media = Media(str(film), MediaKind.VIDEO, "ためし")
    told: list[MediaState] = []
    stage = camera.stage
    projector = VlcProjector(Surroundings(stage.film, stage.later, told.append, lambda: True))
    camera.picture(_page(media, camera))
    projector.play(media)
    turn_until(camera, lambda: bool(told) and told[-1].stage is not MediaStage.STARTING)
    began, spent = time.monotonic(), time.process_time()
    over = {MediaStage.ENDED, MediaStage.FAILED}
    turn_until(camera, lambda: told[-1].stage in over)
    seen = Seen(
        projector.shown,
        any(state.stage is MediaStage.STILL for state in told),
        time.monotonic() - began,
        time.process_time() - spent,
    )
    projector.close()
    return seen


def turn_until(camera: Camera, holds: Callable[[], bool]) -> None:
    """Let the window turn, at most sixty times a second as a TV does."""
    while not holds():
        camera.turn()
        time.sleep(1 / 60)


def _page(media: Media, camera: Camera) -> View:
    words = Words.load(sample.STRINGS, "ja")
    scene = Scene(sample.morning(), sample.NOW, words, camera.type, Settings())
    return presenter.view(PlayerPlace(media, HomePlace()), None, scene)


def _decoded(film: Path) -> float:
    """Return the seconds of processor that VLC takes to play a film into nothing."""
    import vlc  # noqa: PLC0415 - measured here, and only here

    instance: Any = vlc.Instance("--quiet", "--no-lua", "--no-xlib", "--vout=vdummy", "--aout=dummy")
    player = instance.media_player_new()
    player.set_media(instance.media_new_path(str(film)))
    ended = threading.Event()
    player.event_manager().event_attach(vlc.EventType.MediaPlayerEndReached, lambda _: ended.set())
    spent = time.process_time()
    player.play()
    ended.wait(SECONDS * 2)
    spent = time.process_time() - spent
    player.stop()
    return spent
