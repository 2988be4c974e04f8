"""Draws a display list with Kivy, and tells where each text really stands."""

from dataclasses import dataclass
from typing import Any

from kivy.graphics import (
    Callback,
    Color,
    MatrixInstruction,
    Mesh,
    PopMatrix,
    PushMatrix,
    Rectangle,
    RenderContext,
)
from kivy.graphics.opengl import GL_BLEND, glDisable, glEnable
from kivy.graphics.texture import Texture
from kivy.graphics.transformation import Matrix
from kivy.uix.widget import Widget

from tvapp.pages.ops import HEIGHT, Anchor, Box, Code, DisplayList, Film, Op, Photo, Picture, Text
from tvapp.screen.textures import Textures
from tvapp.theme import Theme

_VERTEX = """
attribute vec2 vPosition;
attribute vec3 vInk;
uniform mat4 modelview_mat;
uniform mat4 projection_mat;
varying vec3 ink;
void main(void) {
    ink = vInk;
    gl_Position = projection_mat * modelview_mat * vec4(vPosition, 0.0, 1.0);
}
"""
_FRAGMENT = """
#ifdef GL_ES
precision mediump float;
#endif
varying vec3 ink;
void main(void) { gl_FragColor = vec4(ink, 1.0); }
"""
_FORMAT = [(b"vPosition", 2, "float"), (b"vInk", 3, "float")]


@dataclass(frozen=True)
class Placed:
    """A text as drawn: its box in pixels of 1920x1080 from the top left."""

    text: str
    size: int
    box: tuple[int, int, int, int]


class Surface(Widget):  # type: ignore[misc]
    """The whole screen. Opaque rectangles are one mesh without texture or blending: filling is the cost."""

    def __init__(self, theme: Theme, textures: Textures, **properties: Any) -> None:
        """Take the colours and the textures."""
        super().__init__(**properties)
        self._theme = theme
        self._textures = textures
        self.placed: tuple[Placed, ...] = ()
        self.film: Texture | None = None
        """The moving picture, while there is one."""
        self._ground = RenderContext(
            vs=_VERTEX, fs=_FRAGMENT, use_parent_projection=True, use_parent_modelview=True
        )
        with self.canvas.before:
            PushMatrix()
            self._placing = MatrixInstruction()
        with self.canvas.after:
            PopMatrix()

    def place(self, matrix: Matrix) -> None:
        """Scale the page to the window."""
        self._placing.matrix = matrix

    def show(self, display: DisplayList) -> None:
        """Replace what is drawn."""
        pieces = [piece for op in display if isinstance(op, Box) for piece in _plates(op)]
        self.canvas.clear()
        self._fill(pieces)
        with self.canvas:
            for plate in pieces:
                self._corners(plate)
            self.placed = tuple(placed for op in display if (placed := self._draw(op)) is not None)

    def _fill(self, plates: list["_Plate"]) -> None:
        self._ground.clear()
        vertices: list[float] = []
        for plate in plates:
            for rectangle in plate.rectangles():
                vertices.extend(_quad(rectangle, self._theme[plate.ink]))
        with self._ground:
            Callback(lambda _: glDisable(GL_BLEND))
            for start in range(0, len(vertices), 5 * 4 * 4000):
                part = vertices[start : start + 5 * 4 * 4000]
                Mesh(vertices=part, indices=_indices(len(part) // 20), fmt=_FORMAT, mode="triangles")
            Callback(lambda _: glEnable(GL_BLEND))
        self.canvas.add(self._ground)

    def _corners(self, plate: "_Plate") -> None:
        if plate.radius < 1:
            return
        texture = self._textures.corner(round(plate.radius))
        Color(*self._theme[plate.ink])
        u0, v0, u1, v1 = 0.0, 0.0, 1.0, 1.0
        r = plate.radius
        right, low = plate.x + plate.w - r, plate.y + plate.h - r
        for x, y, mirror_x, mirror_y in (
            (plate.x, plate.y, False, False),
            (right, plate.y, True, False),
            (plate.x, low, False, True),
            (right, low, True, True),
        ):
            left, far = (u1, u0) if mirror_x else (u0, u1)
            top, bottom = (v1, v0) if mirror_y else (v0, v1)
            # Row one of the texture is its top: bottom left, bottom right, top right, top left.
            Rectangle(
                texture=texture,
                pos=(x, HEIGHT - y - r),
                size=(r, r),
                tex_coords=(left, bottom, far, bottom, far, top, left, top),
            )

    def _draw(self, op: Op) -> Placed | None:
        match op:
            case Text():
                return self._text(op)
            case Picture():
                Color(*self._theme[op.ink])
                texture = self._textures.icon(op.icon, op.size)
                Rectangle(texture=texture, pos=(op.x, HEIGHT - op.y - op.size), size=(op.size, op.size))
            case Photo():
                self._photo(op)
            case Code():
                Color(1, 1, 1)
                texture = self._textures.code(op.text)
                Rectangle(texture=texture, pos=(op.x, HEIGHT - op.y - op.size), size=(op.size, op.size))
            case Film():
                self._film(op)
            case Box():
                pass
        return None

    def _film(self, op: Film) -> None:
        """The moving picture in the middle of its place, as large as its shape allows."""
        if self.film is None:
            return
        wide, high = self.film.size
        factor = min(op.w / wide, op.h / high)
        size = (wide * factor, high * factor)
        Color(1, 1, 1)
        corner = (op.x + (op.w - size[0]) / 2, HEIGHT - op.y - op.h + (op.h - size[1]) / 2)
        Rectangle(texture=self.film, pos=corner, size=size)

    def _photo(self, op: Photo) -> None:
        texture = self._textures.photo(op.path, round(op.w), round(op.h))
        if texture is not None:
            Color(1, 1, 1)
            Rectangle(texture=texture, pos=(op.x, HEIGHT - op.y - op.h), size=(op.w, op.h))

    def _text(self, op: Text) -> Placed:
        texture = self._textures.text(op.text, op.size, bold=op.bold)
        width, height = texture.size
        shift = {Anchor.LEFT: 0.0, Anchor.CENTRE: width / 2, Anchor.RIGHT: float(width)}[op.anchor]
        x, y = round(op.x - shift), round(op.y - height / 2)
        Color(*self._theme[op.ink])
        Rectangle(texture=texture, pos=(x, HEIGHT - y - height), size=(width, height))
        return Placed(op.text, op.size, (x, y, width, height))


@dataclass(frozen=True)
class _Plate:
    """One colour of a box."""

    x: float
    y: float
    w: float
    h: float
    radius: float
    ink: str

    def rectangles(self) -> tuple[tuple[float, float, float, float], ...]:
        """What of it can be filled without a smooth edge: a cross, leaving out the four corners."""
        r = self.radius
        if r < 1:
            return ((self.x, self.y, self.w, self.h),)
        return (
            (self.x + r, self.y, self.w - 2 * r, self.h),
            (self.x, self.y + r, r, self.h - 2 * r),
            (self.x + self.w - r, self.y + r, r, self.h - 2 * r),
        )


def _plates(box: Box) -> tuple[_Plate, ...]:
    radius = float(round(min(box.radius, box.w / 2, box.h / 2)))
    x, y, w, h = round(box.x), round(box.y), round(box.w), round(box.h)
    if box.edge is None:
        return (_Plate(x, y, w, h, radius, box.fill),)
    edge = box.edge_width
    inner = _Plate(x + edge, y + edge, w - 2 * edge, h - 2 * edge, max(0.0, radius - edge), box.fill)
    return (_Plate(x, y, w, h, radius, box.edge), inner)


def _quad(rectangle: tuple[float, float, float, float], ink: tuple[float, float, float]) -> list[float]:
    x, y, w, h = rectangle
    left, right, top, bottom = x, x + w, HEIGHT - y, HEIGHT - y - h
    return [left, bottom, *ink, right, bottom, *ink, right, top, *ink, left, top, *ink]


def _indices(quads: int) -> list[int]:
    return [4 * quad + corner for quad in range(quads) for corner in (0, 1, 2, 2, 3, 0)]
