"""Puts the face together: memory, machine, window, remote, mirror; stopped in reverse order."""

import logging
import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from offline_cache import bell
from offline_cache.clock import FLOOR, BoxClock, Clock
from offline_cache.face_memory import FaceMemory
from offline_cache.preferences import Language, Preferences
from remote_input.evdev_source import DEVICES
from remote_input.keyboard_source import Keyboard
from remote_input.keymap import load_keymaps, load_taught
from remote_input.keys import Key
from remote_input.presses import Press
from remote_input.signals import Origin
from remote_input.sources import RemoteReader, remotes
from remote_input.teaching import Button
from tvapp import thrift
from tvapp.domain.channel import Channel
from tvapp.domain.events import ButtonHeard, Event, KeyPressed, MediaChanged, SpeechEnded
from tvapp.domain.meant import for_us
from tvapp.domain.scene import Settings
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import View, screen_name
from tvapp.face import Face, Outlets
from tvapp.lessons import TaughtRemotes
from tvapp.mirror.door import Door
from tvapp.mirror.live import Live
from tvapp.options import Options
from tvapp.pages.paint import paint
from tvapp.screen import window
from tvapp.screen.projector import Surroundings, VlcProjector
from tvapp.speech.voice import AloudVoice
from tvapp.theme import Theme
from typeset.words import Words

if TYPE_CHECKING:
    from tvapp.mirror.server import MirrorServer
    from tvapp.screen.stage import Stage

log = logging.getLogger(__name__)
KEYMAPS = "keymaps"
ASSETS = Path(__file__).parents[1] / "assets"


def run(options: Options) -> None:
    """Run the face until it is told to stop."""
    thrift.be_thrifty()
    options.data.mkdir(parents=True, exist_ok=True)
    window.prepare(options.data / "kivy", offscreen=options.offscreen, fullscreen=options.whole_screen)
    from tvapp.screen.stage import Stage, fonts  # noqa: PLC0415 - opens Kivy, which reads what was just set
    from tvapp.screen.textures import Textures  # noqa: PLC0415

    typesetter = Typesetter.load(options.fonts)
    theme = Theme.load(ASSETS / "theme" / "theme.toml")
    textures = Textures(ASSETS / "icons", *fonts(options.fonts), typesetter.regular.substitute)
    stage = Stage(theme, textures)
    live = Live(stage.want_frame)
    stage.on_frame(live.drew)

    with ExitStack() as running:
        clock = BoxClock(FLOOR)
        memory = FaceMemory.open(options.data, clock)
        running.callback(memory.close)
        words = {language: Words.load(ASSETS / "strings", language) for language in Language}

        def pressed(key: Key, *, repeated: bool = False) -> None:
            stage.later(lambda: face.dispatch(KeyPressed(key, repeated)))

        door = _door(options, live, pressed)
        running.callback(door.close)
        voice, projector = _sounds(options, stage, lambda event: face.dispatch(event), running)  # noqa: PLW0108 - made below
        channel = Channel(words, typesetter, Settings(version=version("minato-channel")))
        show = _showing(stage, typesetter, live)
        heed = _heeding(door.heed, voice.heed, projector.heed)

        def unknown(button: Button) -> None:
            stage.later(lambda: face.dispatch(ButtonHeard(button)))

        reader = _reader(options, pressed, lambda origin: for_us(origin, face.on_screen), unknown)
        lessons = TaughtRemotes(reader, options.data / KEYMAPS, ASSETS / KEYMAPS)
        face = Face(channel, memory, clock.now, Outlets(show, voice, projector, heed, lessons))
        stage.each_second(face.look)
        _listen(options, lambda: stage.later(face.look), running)

        reader.start()
        running.callback(reader.stop)
        if options.window:
            _take_keyboard(stage.on_keyboard, pressed, clock)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stage.stop())
        stage.after_first_frame(thrift.settle)
        stage.run()


def _showing(stage: "Stage", typesetter: Typesetter, live: Live) -> Callable[[View], None]:
    """Return what paints a view on the stage, and tells the mirror what stands there."""

    def show(view: View) -> None:
        stage.show(paint(view, typesetter.measured), view.frame.look.overscan)
        texts = [{"text": text.text, "size": text.size, "box": list(text.box)} for text in stage.placed]
        live.showed({"screen": screen_name(view), "focus": view.focus, "texts": texts})

    return show


def _sounds(
    options: Options, stage: "Stage", dispatch: Callable[[Event], None], running: ExitStack
) -> tuple[AloudVoice, VlcProjector]:
    """Return what reads aloud and what plays films; what becomes of it is dispatched by the window."""

    def tell(event: Event) -> None:
        stage.later(lambda: dispatch(event))

    voice = AloudVoice(options.data, ASSETS, lambda: tell(SpeechEnded()), options.sound_capture)
    running.callback(voice.close)
    around = Surroundings(
        canvas=stage.film,
        later=stage.later,
        tell=lambda media: tell(MediaChanged(media)),
        may_play=voice.may_speak,
        capture=options.film_capture,
    )
    projector = VlcProjector(around)
    running.callback(projector.close)
    return voice, projector


def _heeding(*heeders: Callable[[Preferences], None]) -> Callable[[Preferences], None]:
    """Return what tells each of these what the household has chosen."""

    def heed(preferences: Preferences) -> None:
        for one in heeders:
            one(preferences)

    return heed


def _listen(options: Options, look: Callable[[], None], running: ExitStack) -> None:
    """Look at the memory whenever the agent rings."""
    over = threading.Event()
    ears = bell.Bell(options.data / bell.FACE)

    def wait() -> None:
        while not over.is_set():
            if ears.wait(1.0):
                look()

    thread = threading.Thread(target=wait, name="bell", daemon=True)
    thread.start()
    running.callback(ears.close)
    running.callback(thread.join, 2.0)
    running.callback(over.set)


def _reader(
    options: Options,
    pressed: Callable[..., None],
    counts: Callable[[Origin], bool],
    on_button: Callable[[Button], None],
) -> RemoteReader:
    def on_press(press: Press) -> None:
        pressed(press.key, repeated=press.repeated)

    # Devices are taken from everybody else, so only a TV that has the whole screen takes any.
    devices = DEVICES if options.whole_screen else None
    keymaps = (*load_taught(options.data / KEYMAPS), *load_keymaps(ASSETS / KEYMAPS))
    found = remotes(keymaps, options.remote, devices)
    return RemoteReader(found, on_press, counts=counts, on_button=on_button)


def _take_keyboard(
    on_keyboard: Callable[[Callable[[str], None], Callable[[str], None]], None],
    pressed: Callable[..., None],
    clock: Clock,
) -> None:
    keyboard = Keyboard()

    def down(name: str) -> None:
        press = keyboard.down(name, clock.monotonic())
        if press is not None:
            pressed(press.key, repeated=press.repeated)

    on_keyboard(down, lambda name: keyboard.up(name, clock.monotonic()))


def _door(options: Options, live: Live, pressed: Callable[..., None]) -> Door:
    """Make the mirror's door; a TV that has the whole screen is a household's, and needs its consent."""

    def serve() -> "MirrorServer":
        from tvapp.mirror.server import MirrorServer  # noqa: PLC0415 - most boxes are never looked into

        address = (options.mirror_host, options.mirror or 0)
        return MirrorServer(address, live, pressed, ASSETS / "mirror" / "index.html")

    return Door(serve if options.mirror is not None else None, needs_consent=options.whole_screen)
