"""The moving picture as one texture that is filled again and again; the page around it is not drawn anew."""

from collections.abc import Callable
from typing import Any

from kivy.graphics.texture import Texture


class FilmStrip:
    """Belongs to the window's thread. `changed` is told when there is another texture to draw, or none."""

    def __init__(self, changed: Callable[[Texture | None], None], drawn: Callable[[], None]) -> None:
        self._changed = changed
        self._drawn = drawn
        self._texture: Texture | None = None

    def frame(self, width: int, height: int, rgba: Any) -> None:
        """Show a picture: RGBA rows from the top down, anything that has a buffer."""
        if self._texture is None or self._texture.size != (width, height):
            self._texture = Texture.create(size=(width, height), colorfmt="rgba")
            self._texture.flip_vertical()
            self._changed(self._texture)
        self._texture.blit_buffer(rgba, colorfmt="rgba", bufferfmt="ubyte")
        self._drawn()

    def clear(self) -> None:
        """Let the picture go."""
        if self._texture is not None:
            self._texture = None
            self._changed(None)
