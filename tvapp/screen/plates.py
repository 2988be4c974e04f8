"""What of a page's boxes has to be filled: only what nothing later covers; filling is the cost of a key."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from tvapp.pages.ops import HEIGHT, WIDTH, Box, DisplayList

Area = tuple[float, float, float, float]
"""x, y, width, height in px of the page, from the top left."""


@dataclass(frozen=True)
class Plate:
    """One colour of a box. What lies `hollow` px inside its edges is covered by the plate upon it."""

    x: float
    y: float
    w: float
    h: float
    radius: float
    ink: str
    hollow: float = 0

    def rectangles(self) -> tuple[Area, ...]:
        """What of it can be filled without a smooth edge: all but the four corners."""
        r = self.radius
        if self.hollow:
            e, side = self.hollow, max(r, self.hollow)
            return (
                (self.x + r, self.y, self.w - 2 * r, e),
                (self.x + r, self.y + self.h - e, self.w - 2 * r, e),
                (self.x, self.y + side, e, self.h - 2 * side),
                (self.x + self.w - e, self.y + side, e, self.h - 2 * side),
            )
        if r < 1:
            return ((self.x, self.y, self.w, self.h),)
        return (
            (self.x + r, self.y, self.w - 2 * r, self.h),
            (self.x, self.y + r, r, self.h - 2 * r),
            (self.x + self.w - r, self.y + r, r, self.h - 2 * r),
        )


def plates(display: DisplayList) -> list[Plate]:
    """Return what is to be filled, from the bottom up.

    The last box that covers the whole page is left out, with everything below it: it is the window's ground.
    """
    every = [plate for op in display if isinstance(op, Box) for plate in _of(op)]
    last = max((place for place, plate in enumerate(every) if _is_whole(plate)), default=-1)
    above = every[last + 1 :]
    return [_hollowed(plate, upon) for plate, upon in zip_longest(above, above[1:])]


def _of(box: Box) -> Iterator[Plate]:
    radius = float(round(min(box.radius, box.w / 2, box.h / 2)))
    x, y, w, h = round(box.x), round(box.y), round(box.w), round(box.h)
    if box.edge is None:
        yield Plate(x, y, w, h, radius, box.fill)
        return
    edge = box.edge_width
    yield Plate(x, y, w, h, radius, box.edge)
    yield Plate(x + edge, y + edge, w - 2 * edge, h - 2 * edge, max(0.0, radius - edge), box.fill)


def _is_whole(plate: Plate) -> bool:
    return (plate.x, plate.y, plate.w, plate.h, plate.radius) == (0, 0, WIDTH, HEIGHT, 0)


def _hollowed(plate: Plate, upon: Plate | None) -> Plate:
    """Leave out what the next plate covers, when it lies in the middle and their corners match."""
    if upon is None:
        return plate
    edge = upon.x - plate.x
    nested = (upon.y - plate.y, plate.w - upon.w, plate.h - upon.h) == (edge, 2 * edge, 2 * edge)
    # Where the upper plate is round, the lower one's corner must reach below its corner.
    covered = upon.radius == 0 or edge + upon.radius <= plate.radius
    square_or_thin = plate.radius == 0 or edge <= plate.radius
    return replace(plate, hollow=edge) if edge > 0 and nested and covered and square_or_thin else plate
