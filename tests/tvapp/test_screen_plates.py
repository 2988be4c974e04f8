"""Leaving out what is covered changes no picture: the same colours stand at the same places."""

from collections.abc import Iterator

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.screens.gallery import names, sitter
from tvapp.domain.typesetter import Typesetter
from tvapp.pages.ops import HEIGHT, WIDTH, Box, DisplayList
from tvapp.pages.paint import paint
from tvapp.screen.plates import Area, Plate, plates

TYPE = Typesetter.load(sample.FONTS)
STEP = 7
PAPER = Box(0, 0, WIDTH, HEIGHT, "paper")


def painted(page: DisplayList, x: int, y: int) -> str | None:
    """The colour that stands at a point when everything is drawn; None in a rounded corner."""
    found: str | None = "nothing"
    for op in page:
        if not isinstance(op, Box):
            continue
        edge = op.edge_width if op.edge else 0
        for fill, inset in ((op.edge, 0.0), (op.fill, edge)):
            area = (
                round(op.x) + inset,
                round(op.y) + inset,
                round(op.w) - 2 * inset,
                round(op.h) - 2 * inset,
            )
            if fill is None or not _inside(area, x, y):
                continue
            radius = max(0.0, round(min(op.radius, op.w / 2, op.h / 2)) - inset)
            found = None if _in_corner(area, radius, x, y) else fill
    return found


def filled(pieces: list[Plate], ground: str, x: int, y: int) -> str:
    found = ground
    for plate in pieces:
        if any(_inside(area, x, y) for area in plate.rectangles()):
            found = plate.ink
    return found


def _inside(area: Area, x: int, y: int) -> bool:
    return area[0] <= x < area[0] + area[2] and area[1] <= y < area[1] + area[3]


def _in_corner(area: Area, radius: float, x: int, y: int) -> bool:
    left, top, wide, high = area
    return min(x - left, left + wide - 1 - x) < radius and min(y - top, top + high - 1 - y) < radius


def points() -> Iterator[tuple[int, int]]:
    return ((x, y) for x in range(3, WIDTH, 5 * STEP) for y in range(3, HEIGHT, 2 * STEP))


def same(page: DisplayList) -> None:
    pieces = plates(page)
    whole = [op for op in page if isinstance(op, Box) and (op.w, op.h) == (WIDTH, HEIGHT)]
    for x, y in points():
        wanted = painted(page, x, y)
        if wanted is not None:
            assert filled(pieces, whole[-1].fill, x, y) == wanted, (x, y)


@pytest.mark.parametrize("name", [name for name in names() if name.startswith("normal/")])
def test_every_page_is_filled_as_it_was_painted(name: str) -> None:
    same(paint(sitter(name).view, TYPE.measured))


@pytest.mark.parametrize(
    "upon",
    [
        Box(112, 112, 368, 268, "card", radius=8),
        Box(112, 112, 368, 268, "card", radius=24),
        Box(112, 112, 368, 268, "card"),
        Box(112, 120, 368, 252, "card"),
        Box(120, 112, 300, 268, "card", radius=10),
    ],
)
@pytest.mark.parametrize("radius", [0, 8, 20, 40])
def test_a_box_upon_a_box_hides_what_it_covers_and_no_more(upon: Box, radius: int) -> None:
    same((PAPER, Box(100, 100, 392, 292, "gold", radius=radius), upon))
    same((PAPER, Box(100, 100, 392, 292, "gold", radius=radius, edge="line", edge_width=10), upon))


def test_what_is_covered_is_not_filled() -> None:
    pieces = plates(
        (PAPER, Box(0, 0, WIDTH, HEIGHT, "lake"), Box(96, 54, 500, 300, "card", radius=28, edge="line"))
    )
    area = sum(w * h for plate in pieces for _, _, w, h in plate.rectangles())
    assert [plate.ink for plate in pieces] == ["line", "card"]
    assert area < 500 * 300
    assert plates((PAPER,)) == []
