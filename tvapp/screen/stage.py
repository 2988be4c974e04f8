"""The window on stage: shows display lists, hands frames to the mirror, keeps the developer's keyboard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kivy.base import EventLoop, runTouchApp, stopTouchApp
from kivy.clock import Clock
from kivy.core.window import Keyboard, Window
from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
from kivy.graphics.texture import Texture
from kivy.graphics.transformation import Matrix

from tvapp.mirror.live import Pixels
from tvapp.pages.ops import HEIGHT, WIDTH, Box, DisplayList
from tvapp.screen.film import FilmStrip
from tvapp.screen.kept_picture import KeptPicture
from tvapp.screen.placing import drawn_in, placing
from tvapp.screen.surface import Placed, Surface
from tvapp.screen.textures import Textures
from tvapp.theme import Theme

KEYBOARD_LOOKS = 20
"""How often a second SDL is asked for a developer's keys; the remote needs no asking."""


class Stage:
    """The one window. All methods but `later` and `want_frame` are for its own thread."""

    def __init__(self, theme: Theme, textures: Textures) -> None:
        """Open the window."""
        EventLoop.ensure_window()
        self._overscan = 0
        self._surface = Surface(theme, textures)
        self._picture = self._kept_picture(may_copy=True)
        self._scale()
        Window.bind(size=lambda *_: self.renew(), on_draw=self._draws, on_flip=self._flipped)
        self._display: DisplayList = ()
        self.film = FilmStrip(self._show_film, lambda: self._picture.draw_again())  # noqa: PLW0108 - another after a resize
        """Where a moving picture goes."""
        self._take_frame: Callable[[Pixels], None] | None = None
        self._frame_wanted = False

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Where each text of the last picture stands, in px of a 1920x1080 picture."""
        return tuple(replace(text, box=drawn_in(text.box, self._overscan)) for text in self._surface.placed)

    def show(self, display: DisplayList, overscan: int = 0) -> None:
        """Draw this from now on; what the TV hides of each edge, in percent, is filled with its ground."""
        if overscan != self._overscan:
            self._overscan = overscan
            self._scale()
        self._display = display
        self._draw()

    def _draw(self) -> None:
        self._surface.show(self._display, _ground(self._display))
        self._picture.draw_again()

    def _show_film(self, texture: Texture | None) -> None:
        self._surface.film = texture
        self._draw()

    def _kept_picture(self, *, may_copy: bool) -> KeptPicture:
        Window.canvas.clear()
        picture = KeptPicture(tuple(Window.system_size), may_copy=may_copy)
        picture.canvas.add(self._surface.instructions)
        Window.canvas.add(picture.shown)
        return picture

    def renew(self, *, may_copy: bool = True) -> bool:
        """Make the picture that the window shows anew, of the window's size.

        Returns whether it is copied to the window; else, or without `may_copy`, it is drawn there.
        """
        self._picture = self._kept_picture(may_copy=may_copy)
        self._scale()
        self._picture.draw_again()
        return self._picture.copies

    def later(self, do: Callable[[], None]) -> None:
        """Run something on the window's thread at once; callable from any thread."""
        Clock.schedule_once(lambda _: do(), 0)

    def each_second(self, do: Callable[[], None]) -> None:
        """Run something once a second."""
        Clock.schedule_interval(lambda _: do(), 1.0)

    def after_first_frame(self, do: Callable[[], None]) -> None:
        """Run something once, when the first picture stands."""
        Clock.schedule_once(lambda _: do(), 1.0)

    def on_keyboard(self, down: Callable[[str], None], up: Callable[[str], None]) -> None:
        """Hand over the names of keys of a developer's keyboard; a held key goes down again and again."""

        def name(code: int) -> str:
            return str(Keyboard.keycode_to_string(Window, code))

        def going_down(_window: object, code: int, *_: object) -> bool:
            down(name(code))
            return True  # Kivy shall do nothing of its own with it

        Window.bind(on_key_down=going_down, on_key_up=lambda _window, code, *_: up(name(code)))
        Clock.schedule_interval(lambda _: None, 1 / KEYBOARD_LOOKS)

    def on_frame(self, take: Callable[[Pixels], None]) -> None:
        """Say where wanted frames go."""
        self._take_frame = take

    def want_frame(self) -> None:
        """Have the next frame read back and handed over; callable from any thread."""

        def ask() -> None:
            self._frame_wanted = True
            self._picture.draw_again()

        self.later(ask)

    def run(self) -> None:
        """Show until `stop`."""
        runTouchApp(embedded=False)

    def stop(self) -> None:
        """Close the window; callable from any thread and from a signal handler."""
        self.later(stopTouchApp)

    @staticmethod
    def _draws(*_: Any) -> bool:
        """Draw in Kivy's stead, without clearing first: the picture covers the whole window."""
        Window.render_context.draw()
        return True

    def _flipped(self, *_: Any) -> None:
        if self._frame_wanted and self._take_frame is not None:
            self._frame_wanted = False
            width, height = Window.system_size
            rgba = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
            self._take_frame(Pixels(width, height, bytes(rgba)))

    def _scale(self) -> None:
        """Fit the 1920x1080 page into the window, whatever its size."""
        at = placing(Window.system_size, self._overscan)
        moved = Matrix().translate(at.x, at.y, 0)
        placed = moved.multiply(Matrix().scale(at.factor, at.factor, 1))
        self._surface.place(self._picture.turned(placed), exact=at.factor == 1)


def _ground(display: DisplayList) -> str:
    """Return the colour at the edge of a page: of the last box that covers all of it."""
    whole = (op for op in display if isinstance(op, Box) and (op.w, op.h) == (WIDTH, HEIGHT))
    return [op.fill for op in whole][-1]


def fonts(folder: Path) -> tuple[Path, Path]:
    """Name the regular and the bold font file in a folder."""
    return folder / "BIZUDPGothic-Regular.ttf", folder / "BIZUDPGothic-Bold.ttf"
