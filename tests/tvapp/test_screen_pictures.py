"""Every kind of page, drawn by real Kivy and looked at as a picture."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.tvapp.make_pictures import KEPT, SMALL
from tests.tvapp.picture import PAGES, Camera, view_of
from tvapp.domain.view import AlertView, View
from tvapp.pages.ops import HEIGHT, SAFE, WIDTH
from tvapp.pages.pen import RING

pytestmark = pytest.mark.screen

ALIKE = 1.5
"""Mean difference of two small grey pictures, of 255: another Mesa or font release moves less than this."""


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Camera:
    return Camera(tmp_path_factory.mktemp("kivy"))


@pytest.fixture(params=list(PAGES))
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_page_looks_as_it_was_approved(camera: Camera, page: str) -> None:
    drawn = camera.picture(view_of(page)).resize(SMALL).convert("L")
    approved = Image.open(KEPT / f"{page}.png")
    difference = ImageStat.Stat(ImageChops.difference(drawn, approved)).mean[0]
    assert difference < ALIKE, f"{page} differs by {difference:.2f}; see make_pictures.py"


def test_the_edge_of_the_picture_is_left_to_the_tv(camera: Camera, page: str) -> None:
    view = view_of(page)
    if isinstance(view, AlertView):
        return  # its band is there for the edge
    picture = camera.picture(view)
    left, top, wide, high = SAFE
    picture.paste(0, (left - RING, top - RING, left + wide + RING, top + high + RING))
    colours = picture.getcolors(WIDTH * HEIGHT)
    assert colours is not None
    assert len(colours) == 2, "paper around, and the black that was laid over the page"


def test_texts_are_drawn_where_the_page_said(camera: Camera, page: str) -> None:
    camera.picture(view_of(page))
    left, top, wide, high = SAFE
    for placed in camera.stage.placed:
        x, y, w, h = placed.box
        assert w > 0, placed
        assert left - 4 <= x <= x + w <= left + wide + 4, placed
        assert top - 4 <= y <= y + h <= top + high + 4, placed


def test_the_focus_stands_out_in_grey(camera: Camera) -> None:
    """A focused tile and one beside it, on a set without colour, from across the room."""
    grey = camera.picture(view_of("home")).convert("L")
    focused, beside = grey.getpixel((110, 500)), grey.getpixel((700, 500))
    assert abs(int(focused) - int(beside)) > 120


def test_the_same_view_makes_the_same_picture(camera: Camera, tmp_path: Path) -> None:
    view: View = view_of("bus")
    first = camera.picture(view)
    camera.picture(view_of("alert4"))
    assert ImageChops.difference(first, camera.picture(view)).getbbox() is None
