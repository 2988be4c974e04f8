"""Real pictures of the TV: a real Kivy window without a display, drawn and read back."""

from pathlib import Path

from PIL import Image

from remote_input.keys import Key
from tests.tvapp import sample
from tests.tvapp.sample import Situation
from tvapp.domain.events import KeyPressed, SaidKept, Say
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import View
from tvapp.mirror.live import Pixels
from tvapp.pages.paint import paint
from tvapp.screen import window
from tvapp.theme import Theme

ASSETS = sample.STRINGS.parent
PAGES: dict[str, tuple[Situation, tuple[Key, ...]]] = {
    "home": (Situation.RIDE_GIVEN, ()),
    "home_offline": (Situation.OFFLINE, ()),
    "notices": (Situation.MANY_NOTICES, (Key.N2,)),
    "notice": (Situation.MORNING, (Key.N2, Key.OK)),
    "check_in": (Situation.MORNING, (Key.N1,)),
    "check_in_kept": (Situation.MORNING, (Key.N1, Key.N3)),
    "bus": (Situation.MORNING, (Key.N3,)),
    "bus_row": (Situation.MORNING, (Key.N3, Key.UP, Key.UP)),
    "bus_offline": (Situation.OFFLINE, (Key.N3, Key.OK, Key.OK)),
    "alert4": (Situation.ALERT4, ()),
    "alert5": (Situation.ALERT5, ()),
    "drill": (Situation.DRILL, ()),
    "help": (Situation.MORNING, (Key.N1, Key.N4)),
    "talk": (Situation.MORNING, (Key.N6,)),
    "enrolment": (Situation.ENROLMENT, ()),
}
"""Every kind of page, each by the way a resident gets there."""


def view_of(page: str) -> View:
    """Go where a page is."""
    situation, keys = PAGES[page]
    machine = sample.channel()
    snapshot, now = sample.snapshot(situation), sample.moment(situation)
    state, view, _ = machine.initial(snapshot, now)
    now += sample.timedelta(seconds=3)
    for key in keys:
        state, view, effects = machine.on(state, KeyPressed(key), snapshot, now)
        for effect in (effect for effect in effects if isinstance(effect, Say)):
            state, view, _ = machine.on(state, SaidKept(effect.token, f"box9-{effect.token}"), snapshot, now)
    return view


class Camera:
    """The one window of a test process."""

    def __init__(self, home: Path) -> None:
        window.prepare(home, offscreen=True, fullscreen=False)
        from kivy.base import EventLoop  # noqa: PLC0415 - Kivy reads what was just set
        from kivy.clock import Clock  # noqa: PLC0415

        from tvapp.screen.stage import Stage, fonts  # noqa: PLC0415
        from tvapp.screen.textures import Textures  # noqa: PLC0415

        self._type = Typesetter.load(sample.FONTS)
        textures = Textures(ASSETS / "icons", *fonts(sample.FONTS), self._type.regular.substitute)
        self.stage = Stage(Theme.load(ASSETS / "theme" / "theme.toml"), textures)
        self.stage.on_frame(self._take)
        EventLoop.status = "started"
        Clock._max_fps = 0
        self._turn = EventLoop.idle
        self._frame: Pixels | None = None

    def picture(self, view: View) -> Image.Image:
        """Draw a view and photograph it."""
        self.stage.show(paint(view, lambda text, size, bold: self._type.width(text, size, bold=bold)))
        self._turn()
        self._frame = None
        self.stage.want_frame()
        for _ in range(10):
            self._turn()
            if self._frame is not None:
                size = (self._frame.width, self._frame.height)
                image = Image.frombytes("RGBA", size, self._frame.rgba).convert("RGB")
                return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        raise AssertionError("the window drew nothing")

    def _take(self, frame: Pixels) -> None:
        self._frame = frame
