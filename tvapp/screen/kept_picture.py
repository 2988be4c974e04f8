"""The picture that is drawn into, and how it comes to the window: copied whole, as fast as memory goes.

It has neither depth nor stencil, and its colours lie in memory as the screen's do; a window has what its
system gives it. Without a GPU that is the difference between filling by whole rows and pixel by pixel. The
picture is kept upside down, as windows are, so that it is copied without turning.
"""

import ctypes
import logging
from typing import Any

from kivy.graphics import Callback, Color, Fbo, InstructionGroup, Rectangle
from kivy.graphics.opengl import GL_FRAMEBUFFER, GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
from kivy.graphics.texture import Texture
from kivy.graphics.transformation import Matrix

log = logging.getLogger(__name__)
_READ, _DRAW, _BOUND, _COLOURS, _NEAREST = 0x8CA8, 0x8CA9, 0x8CA6, 0x4000, 0x2600
"""GL_READ_FRAMEBUFFER, GL_DRAW_FRAMEBUFFER, GL_FRAMEBUFFER_BINDING, GL_COLOR_BUFFER_BIT, GL_NEAREST."""
_LIBRARIES = ("libGL.so.1", "libGLESv2.so.2")
_TRIAL = (51, 102, 153)


class KeptPicture:
    """A picture of the window's size in px. `canvas` is drawn into it, `shown` brings it to the window."""

    def __init__(self, size: tuple[int, int], *, may_copy: bool = True) -> None:
        """Make it. Without `may_copy`, or where the driver cannot, it is drawn to the window as a texture."""
        self.size = size
        self.shown = InstructionGroup()
        self.canvas = Fbo(size=size, texture=_texture(size))
        copy = _Copy.found(size, self.canvas) if may_copy else None
        self.copies = copy is not None
        """Whether it is copied, and not drawn."""
        self.shown.add(self.canvas)
        if copy is not None:
            self.shown.add(Callback(lambda _: copy.to_window()))
        else:
            log.info("the picture is drawn to the window, since this driver does not copy it")
            self.shown.add(Color(1, 1, 1, 1))
            self.shown.add(
                Rectangle(texture=self.canvas.texture, size=size, tex_coords=(0, 1, 1, 1, 1, 0, 0, 0))
            )

    def turned(self, matrix: Matrix) -> Matrix:
        """Return where to draw what `matrix` would place in the window."""
        down = Matrix().translate(0, self.size[1], 0).multiply(Matrix().scale(1, -1, 1))
        return down.multiply(matrix)

    def draw_again(self) -> None:
        """Have it drawn and shown with the next frame."""
        self.canvas.ask_update()


def _texture(size: tuple[int, int]) -> Texture:
    """Make the memory of a picture: blue, green, red, as screens have it."""
    return Texture.create(size=size, colorfmt="bgra")


class _Copy:
    """Copies a picture to the window; found only where that was tried and worked."""

    def __init__(self, library: Any, picture: int, size: tuple[int, int]) -> None:
        self._library = library
        self._picture = picture
        self._size = size

    @classmethod
    def found(cls, size: tuple[int, int], canvas: Fbo) -> "_Copy | None":
        """Try it with a colour, and look whether the window then has it: a driver may lack it in silence."""
        for name in _LIBRARIES:
            try:
                library = ctypes.CDLL(name)
                copy = cls(library, _number(library, canvas), size)
                if copy._works(canvas):
                    return copy
            except (OSError, AttributeError):
                continue
        return None

    def to_window(self) -> None:
        wide, high = self._size
        self._library.glBindFramebuffer(_READ, self._picture)
        self._library.glBindFramebuffer(_DRAW, 0)
        self._library.glBlitFramebuffer(0, 0, wide, high, 0, high, wide, 0, _COLOURS, _NEAREST)
        self._library.glBindFramebuffer(GL_FRAMEBUFFER, 0)

    def _works(self, canvas: Fbo) -> bool:
        canvas.bind()
        self._library.glClearColor(*(ctypes.c_float(part / 255) for part in (*_TRIAL, 255)))
        self._library.glClear(_COLOURS)
        canvas.release()
        self.to_window()
        there = bytes(glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE))[:3]
        return all(abs(got - asked) <= 1 for got, asked in zip(there, _TRIAL, strict=True))


def _number(library: Any, canvas: Fbo) -> int:
    number = ctypes.c_int()
    canvas.bind()
    library.glGetIntegerv(_BOUND, ctypes.byref(number))
    canvas.release()
    return number.value
