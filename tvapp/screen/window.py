"""Makes the one Kivy window; everything that must be set before Kivy is imported is set here."""

import os
from pathlib import Path

from tvapp.pages.ops import HEIGHT, WIDTH

ON_A_DESK = (1280, 720)
"""Size of the TV as a window, so that it fits a small computer's screen; the page is scaled."""


def prepare(home: Path, *, offscreen: bool, fullscreen: bool, size: tuple[int, int] | None = None) -> None:
    """Set Kivy up: no files of its own, no input of its own, one frame a second when nothing happens.

    The interrupt clock wakes at once for anything scheduled, so that a key is drawn in milliseconds
    and a still picture costs nothing. Multisampling is off: it triples the cost of a key.
    """
    os.environ["KIVY_HOME"] = str(home)
    os.environ["KIVY_NO_ARGS"] = "1"
    os.environ["KIVY_NO_FILELOG"] = "1"
    os.environ["KIVY_NO_CONSOLELOG"] = "1"
    os.environ["KIVY_NO_ENV_CONFIG"] = "1"
    os.environ["KIVY_LOG_MODE"] = "PYTHON"
    os.environ["KIVY_WINDOW"] = os.environ["KIVY_TEXT"] = os.environ["KIVY_IMAGE"] = "sdl2"
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    if offscreen:
        os.environ["SDL_VIDEODRIVER"] = "offscreen"
    home.mkdir(parents=True, exist_ok=True)
    from kivy.config import Config  # noqa: PLC0415 - Kivy reads the environment at its import

    Config.set("kivy", "kivy_clock", "interrupt")
    Config.set("kivy", "exit_on_escape", "0")
    Config.set("graphics", "maxfps", "1")
    Config.set("graphics", "multisamples", "0")
    width, height = size or ((WIDTH, HEIGHT) if offscreen or fullscreen else ON_A_DESK)
    Config.set("graphics", "width", str(width))
    Config.set("graphics", "height", str(height))
    Config.set("graphics", "fullscreen", "auto" if fullscreen else "0")
    Config.set("graphics", "resizable", "1")
    Config.set("graphics", "show_cursor", "0" if fullscreen else "1")
    for name, _ in list(Config.items("input")):
        Config.remove_option("input", name)
