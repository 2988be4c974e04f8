"""A million random keys, ticks and news for the channel: nothing breaks, however long a child plays with it.

The monkey and what must hold after each of its steps are those of the tests, which play a tenth as long. In
addition every page it meets is painted: its texts lie in the safe area and are large enough, in three sizes
and two languages; and from wherever it is, four times もどる leads home.
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from kiosk_setup.bench.rows import Row
from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.monkey import Monkey
from offline_cache.preferences import Language, Night, Preferences, TextSize
from offline_cache.snapshot import Snapshot
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import KeyPressed
from tvapp.domain.state import GUARD
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import View, screen_name
from tvapp.pages.ops import SAFE, Anchor, Text
from tvapp.pages.paint import paint

STEPS = 1_000_000
A_LIFE = 10_000
"""Steps of one monkey: the next has its own seed, which is named when something breaks."""
SMALLEST = 48
BACKS = 4
_BEFORE = {Anchor.LEFT: 0.0, Anchor.CENTRE: 0.5, Anchor.RIGHT: 1.0}
"""Share of a text that stands before the point it is placed by."""
_BACK_EVERY = 50


@dataclass(frozen=True)
class Played:
    """What some monkeys did."""

    steps: int
    seconds: float
    screens: int
    pages: int


class Chooser(Monkey):
    """A monkey that also finds the settings."""

    def _any_snapshot(self) -> Snapshot:
        preferences = Preferences(
            text_size=self.dice.choice(list(TextSize)),
            language=self.dice.choice(list(Language)),
            night=self.dice.choice(list(Night)),
        )
        return replace(super()._any_snapshot(), preferences=preferences)


class Watcher:
    """Looks after every step whether the page can be read and home be reached."""

    def __init__(self) -> None:
        self._type = Typesetter.load(sample.FONTS)
        self.seen: set[int] = set()
        self.screens: set[str] = set()

    def look(self, view: View) -> None:
        """Paint a page that was not seen before. Raises AssertionError."""
        mark = hash(view)
        if mark in self.seen:
            return
        self.seen.add(mark)
        self.screens.add(screen_name(view))
        left, top, wide, high = SAFE
        for text in paint(view, lambda words, size, bold: self._type.width(words, size, bold=bold)):
            if isinstance(text, Text):
                width = self._type.width(text.text, text.size, bold=text.bold)
                start = (
                    text.x - {Anchor.LEFT: 0.0, Anchor.CENTRE: width / 2, Anchor.RIGHT: width}[text.anchor]
                )
                if text.size < SMALLEST or not left - 1 <= start <= start + width <= left + wide + 1:
                    raise AssertionError(f"{text} on {view}")
                if not top - 1 <= text.y - text.size / 2 <= text.y + text.size / 2 <= top + high + 1:
                    raise AssertionError(f"{text} on {view}")

    def goes_home(self, monkey: Monkey, channel: Channel) -> None:
        """Press もどる four times, on the side. Raises AssertionError."""
        remote = monkey.remote
        state, view = remote.state, remote.view
        for _ in range(BACKS):
            state, view, _ = channel.on(state, KeyPressed(Key.BACK), remote.snapshot, remote.now + 2 * GUARD)
        if screen_name(view) not in ("home", "alert", "enrolment"):
            raise AssertionError(f"four times BACK from {screen_name(remote.view)} is {screen_name(view)}")


def keys() -> list[Row]:
    """Play on all processors. Takes some minutes; a fault ends it with the monkey's seed."""
    hands = os.cpu_count() or 1
    begun = time.perf_counter()
    with ProcessPoolExecutor(hands) as pool:
        played = list(pool.map(play, range(hands), [STEPS // hands] * hands))
    steps = sum(one.steps for one in played)
    return [
        Row("random keys, ticks and news, nothing broken", "", steps),
        Row("steps a second, all checks made", "/s", steps / (time.perf_counter() - begun)),
        Row("steps a second on one processor", "/s", steps / sum(one.seconds for one in played)),
        Row("different pages met and painted", "", sum(one.pages for one in played)),
        Row("different screens met", "", max(one.screens for one in played)),
    ]


def play(hand: int, steps: int) -> Played:
    """Let monkeys play for so many steps. Raises RuntimeError with the seed of the one that broke it."""
    channel, watcher = sample.channel(), Watcher()
    begun = time.perf_counter()
    done = 0
    while done < steps:
        seed = hand * STEPS + done
        monkey = Chooser(channel, seed)
        try:
            done += _live(monkey, channel, watcher, min(A_LIFE, steps - done))
        except Exception as error:
            raise RuntimeError(f"the monkey of seed {seed} broke it: {error}") from error
    return Played(done, time.perf_counter() - begun, len(watcher.screens), len(watcher.seen))


def _live(monkey: Monkey, channel: Channel, watcher: Watcher, steps: int) -> int:
    for number in range(steps):
        monkey.step()
        watcher.look(monkey.remote.view)
        if number % _BACK_EVERY == 0:
            watcher.goes_home(monkey, channel)
    return steps
