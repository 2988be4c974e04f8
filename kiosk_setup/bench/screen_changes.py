"""Ten thousand screen changes in a real window, with every kind of content; says what the process weighs.

A program of its own, so that nothing but the face's screen is weighed. Prints, every thousand changes, a line
of JSON: how many changes, and the MB of memory that are this process's own.
"""

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

from kiosk_setup.bench.processes import own_mb
from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.monkey import Monkey
from kiosk_setup.screens.camera import Camera
from kiosk_setup.screens.gallery import STATES, sitters
from tvapp import thrift
from tvapp.domain.view import View

EVERY = 1000
A_LIFE = 500
"""Steps of one monkey."""


def changes(seed: int) -> Iterator[View]:
    """Yield views for ever: every screen in every state, and between them whatever a monkey comes to."""
    album = [sitter.view for state in STATES for sitter in sitters(f"{state}/")]
    channel, dice = sample.channel(), random.Random(seed)  # noqa: S311 - play, not secrets
    shown: View | None = None
    for step in count():
        if step % A_LIFE == 0:  # a monkey remembers all it did, which is not the face's memory
            monkey = Monkey(channel, seed + step)
        monkey.step()
        view = dice.choice(album) if dice.random() < 0.5 else monkey.remote.view
        if view != shown:
            shown = view
            yield view


def watch(camera: Camera, most: int, weigh: Callable[[int], None]) -> None:
    """Draw so many changes, and weigh every thousand; after the first picture all settles, as in the face."""
    camera.draw(next(changes(0)))
    thrift.settle()
    for number, view in enumerate(islice(changes(1), most), 1):
        camera.draw(view)
        if number % EVERY == 0:
            weigh(number)


def main() -> int:
    """Draw as many changes as the first argument says."""
    thrift.be_thrifty()
    with tempfile.TemporaryDirectory() as home:
        camera = Camera(Path(home), offscreen=False)
        watch(camera, int(sys.argv[1]), lambda number: print(json.dumps([number, own_mb()]), flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
