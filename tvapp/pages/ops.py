"""The display list: what a page puts on the screen, as data, in pixels of 1920x1080 from the top left."""

from dataclasses import dataclass, replace
from enum import StrEnum

from tvapp.domain.view import Icon

WIDTH, HEIGHT = 1920, 1080
SAFE = (96, 54, 1728, 972)
"""x, y, width, height of the area every TV shows (5 % on each side)."""


class Anchor(StrEnum):
    """Which point of a text `x` names."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Box:
    """A filled rounded rectangle, with an edge inside its bounds when `edge` is set. Always opaque."""

    x: float
    y: float
    w: float
    h: float
    fill: str
    radius: float = 0
    edge: str | None = None
    edge_width: float = 4


@dataclass(frozen=True)
class Text:
    """One line of text. `y` is the middle of the line, `size` the font size in px, `ink` a theme token."""

    x: float
    y: float
    text: str
    size: int
    ink: str
    bold: bool = False
    anchor: Anchor = Anchor.LEFT


@dataclass(frozen=True)
class Picture:
    """An icon, tinted with a theme token; drawn from the file of the size nearest to `size`."""

    x: float
    y: float
    size: int
    icon: Icon
    ink: str


@dataclass(frozen=True)
class Film:
    """Where the moving picture stands, as large as its shape allows; nothing is drawn before the first."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Photo:
    """A picture file of this box, filling the rectangle; what stands out of its shape is cut off evenly.

    Where the file cannot be read, nothing is drawn: paint a ground under it.
    """

    x: float
    y: float
    w: float
    h: float
    path: str


@dataclass(frozen=True)
class Code:
    """A QR code of `text` on white, quiet zone included."""

    x: float
    y: float
    size: int
    text: str


Op = Box | Text | Picture | Photo | Film | Code
DisplayList = tuple[Op, ...]


def at_night(op: Op) -> Op:
    """Draw the same in the theme's dark colours; a QR code stays black on white for the telephone."""
    match op:
        case Box(edge=None):
            return replace(op, fill=_dark(op.fill))
        case Box(edge=str(edge)):
            return replace(op, fill=_dark(op.fill), edge=_dark(edge))
        case Text() | Picture():
            return replace(op, ink=_dark(op.ink))
        case _:
            return op


def _dark(token: str) -> str:
    return f"night.{token}"
