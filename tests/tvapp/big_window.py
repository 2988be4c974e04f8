"""Photographs home in a window of any size: `big_window KIVY_HOME OUT.png WIDTH HEIGHT`, once per process."""

import sys
from pathlib import Path

from kiosk_setup.screens.camera import Camera
from kiosk_setup.screens.gallery import sitter


def main(home: str, out: str, width: str, height: str) -> None:
    camera = Camera(Path(home), (int(width), int(height)))
    camera.picture(sitter("normal/home").view).save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
