"""Where the page of 1920 x 1080 stands in the window: undistorted, in the middle, drawn in for overscan."""

from dataclasses import dataclass

from tvapp.pages.ops import HEIGHT, WIDTH


@dataclass(frozen=True)
class Placing:
    """How much the page is scaled, and where its lower left corner stands, in px of the window."""

    factor: float
    x: float
    y: float


def placing(window: tuple[float, float], overscan: int) -> Placing:
    """Fit the page into a window of (width, height) px of which the TV hides `overscan` % at each edge."""
    wide, high = window
    factor = min(wide / WIDTH, high / HEIGHT) * _shown(overscan)
    return Placing(factor, (wide - WIDTH * factor) / 2, (high - HEIGHT * factor) / 2)


def drawn_in(box: tuple[int, int, int, int], overscan: int) -> tuple[int, int, int, int]:
    """Return where a box (x, y, width, height) of the page is drawn, in px of a 1920 x 1080 picture."""
    if overscan == 0:
        return box
    x, y, wide, high = box
    shown = _shown(overscan)
    left, top = WIDTH * overscan / 100, HEIGHT * overscan / 100
    return round(left + x * shown), round(top + y * shown), round(wide * shown), round(high * shown)


def _shown(overscan: int) -> float:
    return 1 - 2 * overscan / 100
