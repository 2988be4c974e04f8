"""Draws a display list with Kivy, and tells where each text really stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from kivy.graphics import (
    Callback,
    ClearBuffers,
    ClearColor,
    Color,
    InstructionGroup,
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

from tvapp.pages.ops import HEIGHT, Anchor, Box, Code, DisplayList, Film, Op, Photo, Picture, Text
from tvapp.screen.inks import PLAIN_FORMAT, ROUND_FORMAT, coloured, plain, rounded, tinted
from tvapp.screen.plates import Area, Plate, plates
from tvapp.screen.textures import Textures
from tvapp.theme import Rgb, Theme

_MOST_QUADS = 4000
"""Of one mesh, whose points are numbered by 16 bits."""


@dataclass(frozen=True)
class Placed:
    """A text as drawn: its box in pixels of 1920x1080 from the top left."""

    text: str
    size: int
    box: tuple[int, int, int, int]


class Surface:
    """The page as instructions, in the order of the page: ground, boxes, then what lies upon them."""

    def __init__(self, theme: Theme, textures: Textures) -> None:
        """Take the colours and the textures."""
        self._theme = theme
        self._textures = textures
        self.placed: tuple[Placed, ...] = ()
        self.film: Texture | None = None
        """The moving picture, while there is one."""
        self.instructions = InstructionGroup()
        """What draws the page."""
        self._placing = MatrixInstruction()
        self._paper = ClearColor(0, 0, 0, 1)
        self._ground = plain()
        self._corners = rounded()
        self._upon = InstructionGroup()
        self._drawn: dict[Op, _Drawn] = {}
        """The instructions of the picture that stands, but for the boxes."""
        for instruction in (
            *(self._paper, ClearBuffers(), PushMatrix(), self._placing),
            *(Callback(_opaque), self._ground, Callback(_blended), self._corners, self._upon, PopMatrix()),
        ):
            self.instructions.add(instruction)

    def place(self, matrix: Matrix, *, exact: bool) -> None:
        """Put the page where it is drawn; `exact` when a pixel of the page is one there."""
        self._placing.matrix = matrix
        self._textures.exact = exact

    def show(self, display: DisplayList, paper: str) -> None:
        """Replace what is drawn, on a ground of one colour. What is the same as before is not made again."""
        red, green, blue = self._theme[paper]
        self._paper.r, self._paper.g, self._paper.b = red, green, blue
        pieces = plates(display)
        self._fill(pieces)
        self._round(pieces)
        self._lay_upon([op for op in display if not isinstance(op, Box)])

    def _lay_upon(self, ops: list[Op]) -> None:
        """Lay texts and pictures in their order, neighbours of one ink together."""
        self._upon.clear()
        before, self._drawn = self._drawn, {}
        placed = []
        for as_it_is, neighbours in groupby(ops, lambda op: isinstance(op, Photo | Film | Code)):
            ink: RenderContext = coloured() if as_it_is else tinted()
            for op in neighbours:
                group, where = self._known(op, before)
                ink.add(group)
                if where is not None:
                    placed.append(where)
            opaque_now = (Callback(_opaque), ink, Callback(_blended)) if as_it_is else (ink,)
            for instruction in opaque_now:
                self._upon.add(instruction)
        self.placed = tuple(placed)

    def _known(self, op: Op, before: dict[Op, "_Drawn"]) -> "_Drawn":
        """Return the instructions of the picture before for the same thing, or new ones."""
        if op in before and op not in self._drawn and not isinstance(op, Film | Photo):
            drawn = before[op]
        else:
            group = InstructionGroup()
            drawn = (group, self._draw(op, group))
        self._drawn[op] = drawn
        return drawn

    def _fill(self, pieces: list[Plate]) -> None:
        quads = [
            _quad(rectangle, self._theme[plate.ink]) for plate in pieces for rectangle in plate.rectangles()
        ]
        self._ground.clear()
        with self._ground:
            _meshes(quads, PLAIN_FORMAT)

    def _round(self, pieces: list[Plate]) -> None:
        arcs = [quad for plate in pieces for quad in _arcs(plate, self._theme[plate.ink])]
        self._corners.clear()
        with self._corners:
            _meshes(arcs, ROUND_FORMAT)

    def _draw(self, op: Op, group: InstructionGroup) -> Placed | None:
        match op:
            case Text():
                return self._text(op, group)
            case Picture():
                texture = self._textures.icon(op.icon, op.size)
                _lay(group, texture, self._theme[op.ink], (op.x, op.y, op.size, op.size))
            case Photo():
                self._photo(op, group)
            case Code():
                _lay(group, self._textures.code(op.text), _AS_IT_IS, (op.x, op.y, op.size, op.size))
            case Film():
                self._film(op, group)
            case Box():
                pass
        return None

    def _film(self, op: Film, group: InstructionGroup) -> None:
        """The moving picture in the middle of its place, as large as its shape allows."""
        if self.film is None:
            return
        wide, high = self.film.size
        factor = min(op.w / wide, op.h / high)
        w, h = wide * factor, high * factor
        _lay(group, self.film, _AS_IT_IS, (op.x + (op.w - w) / 2, op.y + (op.h - h) / 2, w, h))

    def _photo(self, op: Photo, group: InstructionGroup) -> None:
        texture = self._textures.photo(op.path, round(op.w), round(op.h))
        if texture is not None:
            _lay(group, texture, _AS_IT_IS, (op.x, op.y, op.w, op.h))

    def _text(self, op: Text, group: InstructionGroup) -> Placed:
        texture = self._textures.text(op.text, op.size, bold=op.bold)
        width, height = texture.size
        shift = {Anchor.LEFT: 0.0, Anchor.CENTRE: width / 2, Anchor.RIGHT: float(width)}[op.anchor]
        x, y = round(op.x - shift), round(op.y - height / 2)
        _lay(group, texture, self._theme[op.ink], (x, y, width, height))
        return Placed(op.text, op.size, (x, y, width, height))


_Drawn = tuple[InstructionGroup, Placed | None]
_AS_IT_IS: Rgb = (1.0, 1.0, 1.0)


def _opaque(_: object) -> None:
    glDisable(GL_BLEND)


def _blended(_: object) -> None:
    glEnable(GL_BLEND)


def _lay(group: InstructionGroup, texture: Texture, ink: Rgb, place: Area) -> None:
    """Add a texture, tinted, at a place of the page."""
    x, y, w, h = place
    group.add(Color(*ink))
    group.add(Rectangle(texture=texture, pos=(x, HEIGHT - y - h), size=(w, h)))


def _meshes(quads: list[list[float]], form: list[tuple[bytes, int, str]]) -> None:
    """Draw quads, each four points, into the canvas that is open."""
    for start in range(0, len(quads), _MOST_QUADS):
        part = quads[start : start + _MOST_QUADS]
        Mesh(vertices=[*chain(*part)], indices=_indices(len(part)), fmt=form, mode="triangles")


def _arcs(plate: Plate, ink: Rgb) -> Iterator[list[float]]:
    """Return the four corners of a plate: squares whose inner corner is the middle of the arc."""
    r = plate.radius
    if r < 1:
        return
    for x, away_x in ((plate.x, -1), (plate.x + plate.w, 1)):
        for y, away_y in ((plate.y, -1), (plate.y + plate.h, 1)):
            middle_x, middle_y = x - away_x * r, y - away_y * r
            yield [
                value
                for far_x, far_y in ((0, 0), (r, 0), (r, r), (0, r))
                for value in (
                    *(middle_x + away_x * far_x, HEIGHT - (middle_y + away_y * far_y)),
                    *(far_x, far_y, r),
                    *ink,
                )
            ]


def _quad(rectangle: Area, ink: Rgb) -> list[float]:
    x, y, w, h = rectangle
    left, right, top, bottom = x, x + w, HEIGHT - y, HEIGHT - y - h
    return [left, bottom, *ink, right, bottom, *ink, right, top, *ink, left, top, *ink]


def _indices(quads: int) -> list[int]:
    return [4 * quad + corner for quad in range(quads) for corner in (0, 1, 2, 2, 3, 0)]
