"""The picture that is drawn into and copied to the window, also on drivers that cannot copy it."""

from collections.abc import Iterator

import pytest
from PIL import ImageChops, ImageStat

from kiosk_setup.screens.camera import Camera
from kiosk_setup.screens.gallery import sitter

pytestmark = pytest.mark.screen


@pytest.fixture
def drawing(camera: Camera) -> Iterator[Camera]:
    """A window whose driver does not copy."""
    assert not camera.stage.renew(may_copy=False)
    yield camera
    assert camera.stage.renew()


@pytest.mark.parametrize("name", ["normal/check_in", "night/waiting_photo", "normal/enrolment"])
def test_a_driver_that_does_not_copy_shows_the_same(camera: Camera, name: str, drawing: Camera) -> None:
    view = sitter(name).view
    drawn = drawing.picture(view)
    assert camera.stage.renew(), "this driver copies, so that the two are compared"
    copied = camera.picture(view)
    assert ImageChops.difference(drawn, copied).getbbox() is None
    assert max(ImageStat.Stat(copied).stddev) > 10, "and it is a picture"


def test_words_stay_sharp_where_nothing_is_scaled(camera: Camera) -> None:
    view = sitter("normal/home").view
    camera.picture_of(camera.display(view), overscan=5)
    assert not camera.textures.exact
    camera.picture(view)
    assert camera.textures.exact


def test_a_still_page_is_drawn_once(camera: Camera) -> None:
    camera.picture(sitter("normal/home").view)
    before = camera.frames_drawn
    for _ in range(5):
        camera.turn()
    assert camera.frames_drawn == before
