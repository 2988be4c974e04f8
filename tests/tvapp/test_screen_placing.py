"""The page on TVs of every size: filled, undistorted, and drawn in where the TV cuts off its edges."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from kiosk_setup.screens.gallery import sitter
from offline_cache.preferences import WIDEST_OVERSCAN
from tvapp.domain.view import View
from tvapp.screen.placing import drawn_in, placing

if TYPE_CHECKING:
    from kiosk_setup.screens.camera import Camera

pytestmark = pytest.mark.screen
PAGE = (1920, 1080)
GOLD = (0xF5, 0xB7, 0x00)


@pytest.fixture
def camera(camera: "Camera") -> "Iterator[Camera]":
    from kivy.core.window import Window  # noqa: PLC0415 - the camera has opened it

    yield camera
    Window.size = PAGE
    camera.picture_of(camera.display(_home()))


def _home(overscan: int = 0) -> View:
    view = sitter("normal/home").view
    frame = replace(view.frame, look=replace(view.frame.look, overscan=overscan))
    return replace(view, frame=frame)


def _on(window: tuple[int, int], camera: "Camera") -> Image.Image:
    from kivy.core.window import Window  # noqa: PLC0415 - the camera has opened it

    Window.size = window
    picture = camera.picture(_home())
    assert picture.size == window
    return picture


def _unlike(one: Image.Image, other: Image.Image) -> float:
    small = [picture.resize((480, 270)).convert("L") for picture in (one, other)]
    return float(ImageStat.Stat(ImageChops.difference(*small)).mean[0])


def test_a_page_fills_a_smaller_tv_undistorted(camera: "Camera") -> None:
    whole = camera.picture(_home())
    assert _unlike(_on((1280, 720), camera), whole) < 1.5


def test_a_page_fills_a_4k_tv_undistorted(camera: "Camera", tmp_path: Path) -> None:
    """In a process of its own: a window without a display cannot grow past what it was opened with."""
    drawn = tmp_path / "4k.png"
    done = subprocess.run(
        [sys.executable, "-m", "tests.tvapp.big_window", str(tmp_path), str(drawn), "3840", "2160"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with Image.open(drawn) as picture:
        assert picture.size == (3840, 2160)
        assert _unlike(picture.convert("RGB"), camera.picture(_home())) < 1.5


def test_on_a_screen_of_another_shape_the_page_stands_in_the_middle(camera: "Camera") -> None:
    whole = camera.picture(_home())
    picture = _on((1280, 1024), camera)
    left = (1024 - 720) // 2
    assert _unlike(picture.crop((0, left, 1280, left + 720)), whole) < 1.5
    for bar in (picture.crop((0, 0, 1280, left - 2)), picture.crop((0, left + 722, 1280, 1024))):
        assert bar.getcolors() == [(bar.width * bar.height, picture.getpixel((2, 2)))], (
            "filled with its ground"
        )


def test_overscan_draws_the_whole_picture_in(camera: "Camera") -> None:
    whole = camera.picture(_home())
    before = camera.placed
    drawn = camera.picture(_home(WIDEST_OVERSCAN))
    assert _unlike(drawn.crop((96, 54, 1824, 1026)), whole) < 2
    assert _unlike(drawn, whole) > 2
    for text, was in zip(camera.placed, before, strict=True):
        assert text.text == was.text
        assert text.box == drawn_in(was.box, WIDEST_OVERSCAN)


def test_the_view_says_where_the_ring_of_the_focus_really_is(camera: "Camera") -> None:
    drawn = camera.picture(_home(4))
    x, y, _, _ = drawn_in((96 - 8, 300, 1, 1), 4)
    assert all(abs(one - other) < 6 for one, other in zip(drawn.getpixel((x, y)), GOLD, strict=True))


def test_an_emergency_keeps_its_band_where_edges_are_cut_off(camera: "Camera") -> None:
    view = sitter("normal/alert4").view
    frame = replace(view.frame, look=replace(view.frame.look, overscan=5))
    drawn = camera.picture(replace(view, frame=frame))
    assert drawn.getpixel((3, 3)) == drawn.getpixel((110, 540)), "the band, out to the edge"


def test_nothing_is_stretched() -> None:
    for window in ((1280, 720), (1920, 1080), (3840, 2160), (1024, 768), (1366, 768), (720, 1280)):
        for overscan in range(WIDEST_OVERSCAN + 1):
            at = placing(window, overscan)
            assert at.x >= 0
            assert at.y >= 0
            assert at.x * 2 + 1920 * at.factor == pytest.approx(window[0])
            assert at.y * 2 + 1080 * at.factor == pytest.approx(window[1])
