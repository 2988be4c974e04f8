"""Real pictures of the TV: a real Kivy window without a display, drawn and read back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from kiosk_setup.sample_home import sample
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import View
from tvapp.mirror.live import Pixels
from tvapp.pages.ops import DisplayList
from tvapp.pages.paint import paint
from tvapp.screen import window
from tvapp.theme import Theme

if TYPE_CHECKING:  # it opens Kivy, which must not happen before `window.prepare`
    from tvapp.screen.surface import Placed

ASSETS = sample.STRINGS.parent
_TURNS = 10
"""Turns of Kivy's loop in which a wanted frame must have come."""


class Camera:
    """The one window of a process."""

    def __init__(self, home: Path, size: tuple[int, int] | None = None, *, offscreen: bool = True) -> None:
        """Open the window, of a TV's size in px or the page's own; `home` is for Kivy's own files.

        Without `offscreen` it fills the X screen.
        """
        window.prepare(home, offscreen=offscreen, fullscreen=not offscreen, size=size)
        from kivy.base import EventLoop  # noqa: PLC0415 - Kivy reads what was just set
        from kivy.clock import Clock  # noqa: PLC0415
        from kivy.core.window import Window  # noqa: PLC0415

        from tvapp.screen.stage import Stage, fonts  # noqa: PLC0415
        from tvapp.screen.textures import Textures  # noqa: PLC0415

        self.type = Typesetter.load(sample.FONTS)
        self.textures = Textures(ASSETS / "icons", *fonts(sample.FONTS), self.type.regular.substitute)
        self.stage = Stage(Theme.load(ASSETS / "theme" / "theme.toml"), self.textures)
        self._frames: list[Pixels] = []
        self.stage.on_frame(self._frames.append)
        EventLoop.status = "started"
        Clock._max_fps = 0  # noqa: SLF001 - nobody waits for a camera
        self.turn: Callable[[], None] = EventLoop.idle
        """Let Kivy do what there is to do, once."""
        self.frames_drawn = 0
        Window.bind(on_flip=self._count)

    @property
    def placed(self) -> "tuple[Placed, ...]":
        """Where each text of the last picture stands."""
        return self.stage.placed

    def display(self, view: View) -> DisplayList:
        """Return what is to be drawn of a view."""
        return paint(view, self.type.measured)

    def draw(self, view: View) -> None:
        """Draw a view, and take no picture."""
        self.stage.show(self.display(view))
        self.turn()

    def picture(self, view: View) -> Image.Image:
        """Draw a view and photograph it, 1920x1080."""
        return self.picture_of(self.display(view), view.frame.look.overscan)

    def picture_of(self, display: DisplayList, overscan: int = 0) -> Image.Image:
        """Draw any display list and photograph it. Raises `RuntimeError` when the window draws nothing."""
        self.stage.show(display, overscan)
        self.turn()
        self._frames.clear()
        self.stage.want_frame()
        for _ in range(_TURNS):
            self.turn()
            if self._frames:
                frame = self._frames[-1]
                image = Image.frombytes("RGBA", (frame.width, frame.height), frame.rgba).convert("RGB")
                return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        raise RuntimeError("the window drew nothing")

    def _count(self, *_: object) -> None:
        self.frames_drawn += 1
