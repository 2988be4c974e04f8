"""Looks at a picture as a person would, and says in words what is wrong: measured from pixels alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from kiosk_setup.screens.camera import Camera
from kiosk_setup.screens.ink import Bounds, Ink, found
from tvapp.domain.view import AlertView, View, WaitingView
from tvapp.pages.ops import HEIGHT, SAFE, WIDTH, Text
from tvapp.pages.pen import RING

if TYPE_CHECKING:
    from tvapp.screen.surface import Placed

CONTRAST = 7.0
SMALLEST = 48
"""px of a font: key hints and second lines; what is read is larger, and the pages' own tests say what is."""
SLACK = 2.0
"""px by which a size, or the bounds of a text, may be measured wrongly: the edges of letters are smooth."""
UNLIKE = 0.5
"""Two rasterisers of one font differ by 0.32 at most on our pages; a wrong letter by 0.6 and more."""
STANDS_OUT = 90
"""Difference in grey, of 255, that is seen from across the room."""
FILLED = 0.55
"""Share of the focused thing that changes with the focus; the rest are its words and the ring."""
_LEAST_FOCUS = 2500
"""px²: nothing that can be focused is smaller than a hint."""


class Onlooker:
    """Draws views with a camera and looks at them."""

    def __init__(self, camera: Camera) -> None:
        """Take the window to draw in."""
        self._camera = camera

    def look(self, view: View) -> tuple[Image.Image, list[Ink], list[str]]:
        """Draw a view; return its picture, the texts found on it, and all that is wrong with it."""
        display = self._camera.display(view)
        picture = self._camera.picture_of(display)
        texts = [op for op in display if isinstance(op, Text)]
        inks = read_inks(picture, texts, self._camera.placed, self._camera.type.regular.substitute)
        unfocused = self._camera.picture(replace(view, focus=""))
        wrong = [*wrong_texts(inks), *overlaps(inks)]
        if not isinstance(view, WaitingView):  # any key leaves it: its one button always has the focus
            wrong += wrong_focus(picture, unfocused)
        if not _goes_to_the_edge(view):
            wrong += wrong_edge(picture)
        return picture, inks, wrong


def _goes_to_the_edge(view: View) -> bool:
    """Tell a page whose ground is meant for the edge: an emergency's band, a photo that fills the screen."""
    return isinstance(view, AlertView) or (isinstance(view, WaitingView) and view.photo is not None)


def read_inks(
    picture: Image.Image, texts: list[Text], placed: "tuple[Placed, ...]", substitute: Callable[[str], str]
) -> list[Ink]:
    """Measure every text of a picture where it was placed; `substitute` puts 〓 for what no font has."""
    return [
        found(picture, replace(text, text=substitute(text.text)), where.box)
        for text, where in zip(texts, placed, strict=True)
    ]


def wrong_texts(inks: list[Ink]) -> Iterator[str]:
    """Tell of texts that cannot be read: too pale, too small, cut, covered, tofu, outside the safe area."""
    for ink in inks:
        name = ink.text.text
        if ink.bounds is None:
            yield f"「{name}」 is not on the picture"
            continue
        if ink.contrast < CONTRAST:
            yield f"「{name}」 has a contrast of {ink.contrast:.1f} to what is behind it"
        if ink.measured_size < SMALLEST - SLACK / 2:
            yield f"「{name}」 is {ink.measured_size:.0f} px"
        if abs(ink.measured_size - ink.text.size) > SLACK:
            yield f"「{name}」 measures {ink.measured_size:.1f} px and should be {ink.text.size}"
        if ink.unlike > UNLIKE:
            yield f"「{name}」 is not drawn as its font has it ({ink.unlike:.2f}): cut, covered or tofu"
        if not _inside(ink.bounds):
            yield f"「{name}」 leaves the safe area: {ink.bounds}"


def overlaps(inks: list[Ink]) -> Iterator[str]:
    """Tell of two texts whose ink lies upon each other."""
    for one, other in combinations((ink for ink in inks if ink.bounds is not None), 2):
        a, b = one.bounds, other.bounds
        if a is not None and b is not None and _meet(a, b):
            yield f"「{one.text.text}」 and 「{other.text.text}」 lie upon each other"


def wrong_edge(picture: Image.Image) -> Iterator[str]:
    """Tell when anything but paper is drawn where a TV may show nothing."""
    left, top, wide, high = SAFE
    edge = picture.copy()
    paper = edge.getpixel((0, 0))
    inside = (left - RING, top - RING, left + wide + RING, top + high + RING)
    edge.paste(paper if isinstance(paper, tuple) else (0, 0, 0), inside)
    colours = edge.getcolors(WIDTH * HEIGHT) or []
    if len(colours) != 1:
        yield "something is drawn outside the safe area"


def wrong_focus(picture: Image.Image, unfocused: Image.Image) -> Iterator[str]:
    """Tell when the focus is not seen in grey: it must fill what it stands on, not only frame it."""
    differs = ImageChops.difference(picture.convert("L"), unfocused.convert("L"))
    seen = differs.point(lambda value: 255 if value >= STANDS_OUT else 0)
    bounds = seen.getbbox()
    if bounds is None:
        yield "the focus is not seen in grey"
        return
    area = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    filled = seen.crop(bounds).histogram()[255] / area
    if area < _LEAST_FOCUS or filled < FILLED:
        yield f"the focus fills {filled:.0%} of what it stands on, {area} px², in grey"


def _inside(bounds: Bounds) -> bool:
    left, top, wide, high = SAFE
    return (
        bounds[0] >= left - SLACK
        and bounds[1] >= top - SLACK
        and bounds[2] <= left + wide + SLACK
        and bounds[3] <= top + high + SLACK
    )


def _meet(a: Bounds, b: Bounds) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
