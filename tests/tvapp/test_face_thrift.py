"""The face stays small: what is rarely needed is not loaded at the start, and kept textures are bounded."""

import gc
import subprocess
import sys
import weakref
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk_setup.bench.screen_changes import changes
from kiosk_setup.sample_home import sample
from offline_cache.snapshot import Snapshot
from tests.tvapp.no_lessons import NoLessons
from tvapp.domain.view import View
from tvapp.face import Face, Outlets
from tvapp.speech.quiet import NoProjector, NoVoice

if TYPE_CHECKING:
    from kiosk_setup.screens.camera import Camera

RARELY_NEEDED = ("PIL", "fontTools", "segno", "cryptography", "requests", "http.server", "numpy", "vlc")
_START = """
import sys
from pathlib import Path
import tvapp.bootstrap
from tvapp.screen import window
window.prepare(Path(sys.argv[1]), offscreen=True, fullscreen=False)
import tvapp.screen.stage
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


@pytest.mark.screen
def test_a_start_loads_nothing_that_is_rarely_needed(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path), *RARELY_NEEDED, "sqlite3"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert started.stdout.split() == ["sqlite3"], "and what is needed is seen by this test"


@pytest.mark.screen
def test_the_textures_that_are_kept_are_bounded_whatever_is_shown(camera: "Camera") -> None:
    from tvapp.screen.textures import BUDGET  # noqa: PLC0415 - opens Kivy, after the camera

    kept = camera.textures._kept
    made: set[weakref.ref[object]] = set()
    most = 0
    for view in islice(changes(5), 300):
        camera.draw(view)
        made |= {weakref.ref(texture) for texture in kept.values()}
        weight = sum(4 * texture.width * texture.height for texture in kept.values())
        assert weight == camera.textures._bytes
        most = max(most, weight)
    assert BUDGET / 2 < most <= BUDGET, "enough was shown to fill it, and it was never more"
    gc.collect()
    alive = sum(texture() is not None for texture in made)
    assert len(made) > 3 * len(kept), "most of what was made is no longer kept"
    assert alive <= len(kept) + ON_ONE_PAGE, "and is gone, but for what stands on the screen"


ON_ONE_PAGE = 40
"""Texts, corners and icons of the fullest page."""


class Memory:
    """A box's memory in which nothing happens."""

    def snapshot(self) -> Snapshot:
        return replace(sample.morning(), notices=())

    def say(self, body: object) -> str:
        raise AssertionError("nobody says anything")

    def version(self) -> int:
        return 1

    def prefer(self, preferences: object) -> None:
        raise AssertionError("nobody chooses anything")

    def key_pressed(self) -> None:
        raise AssertionError("nobody presses anything")


@pytest.mark.screen
def test_a_still_picture_is_not_drawn_again_and_the_clock_costs_a_frame_a_minute(camera: "Camera") -> None:
    now = [sample.NOW]
    shown: list[View] = []

    def show(view: View) -> None:
        shown.append(view)
        camera.stage.show(camera.display(view))

    outlets = Outlets(show, NoVoice(), NoProjector(), lambda _: None, NoLessons())
    face = Face(sample.channel(), Memory(), lambda: now[0], outlets)
    camera.turn()
    frames = camera.frames_drawn
    drawn_at: list[int] = []
    for second in range(1, 181):
        now[0] += timedelta(seconds=1)
        face.look()
        camera.turn()
        camera.turn()
        if camera.frames_drawn > frames:
            drawn_at.append(second)
            assert camera.frames_drawn == frames + 1, "one frame for one change"
            frames = camera.frames_drawn
    assert drawn_at == [60, 120, 180]
    assert [view.frame.clock for view in shown[-3:]] == ["8:06", "8:07", "8:08"]
