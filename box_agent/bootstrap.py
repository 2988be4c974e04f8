"""Puts the agent together; its workers start in order and stop in reverse."""

import logging
import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from box_agent.alarm import Alarm
from box_agent.announcement import Announcement
from box_agent.asker import Asker
from box_agent.enroller import Enroller
from box_agent.fetcher import Fetcher
from box_agent.lamp import find_lamp
from box_agent.plant import Bells, Plant, Worker
from box_agent.presence import Presence
from box_agent.puller import Puller
from box_agent.pusher import Pusher
from box_agent.quieter import Quieter
from box_agent.reporter import Reporter
from box_agent.rescue import Rescue, plain_address
from box_agent.screen_watch import ScreenWatch
from box_agent.sound import VlcChime, Voice
from box_agent.streamer import Streamer
from box_agent.television import TelevisionWaker
from box_agent.tv_power import CecTelevision, find_television
from box_agent.words import BoxWords
from offline_cache import bell
from offline_cache.alert_store import Dropped
from offline_cache.clock import FLOOR, BoxClock, boot_seconds, set_wall_clock
from offline_cache.content import Content
from offline_cache.database import is_unwritable
from offline_cache.outbox import Outbox

ASSETS = Path(__file__).parents[1] / "assets"
_STOP_SECONDS = 1.5
_LOOK_UP = 1.0
"""Python runs a signal's handler in the main thread alone; the system may have given it to any."""
_DISK_SECONDS = 20.0
"""How long a worker rests that could not write."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """What a start of the agent was given."""

    directory: Path
    city: str
    sound_capture: Path | None = None
    ca: Path | None = None
    """Certificates to check the city's with, where it has its own authority."""
    time: str | None = None
    """Where the time is asked without TLS; None for the city's own host."""
    set_clock: Callable[[datetime], None] = set_wall_clock


class End(Enum):
    """Why the agent ended."""

    STOPPED = "stopped"  # somebody asked for it
    AGAIN = "again"  # a file was replaced or a worker failed: start anew


@dataclass
class Outcome:
    """The one answer to why; whoever is first decides."""

    _done: threading.Event = field(default_factory=threading.Event)
    _end: End = End.STOPPED

    def set(self, end: End) -> None:
        if not self._done.is_set():
            self._end = end
            self._done.set()

    def wait(self) -> End:
        """Wait for it in the main thread, which hears a signal that another thread took when it looks up."""
        while not self._done.wait(_LOOK_UP):
            pass
        return self._end


def run(options: Options, outcome: Outcome) -> End:
    """Run until `outcome` is set by a signal, a failure, or a file that was replaced."""
    with ExitStack() as running:
        plant = running.enter_context(_plant(options))
        crew = Crew(_workers(plant, options, outcome, running), outcome)
        running.callback(crew.stop)
        crew.start()
        _log.info("the agent works on %s", options.directory)
        return outcome.wait()


@contextmanager
def _plant(options: Options) -> Iterator[Plant]:
    clock = BoxClock(FLOOR)
    content = Content.open(options.directory, clock.now())
    outbox = Outbox.open(options.directory, clock.now())
    outbox.identity.choose_city(options.city)
    outbox.close()
    presence = Presence(content.state, clock, lambda: bell.ring(options.directory / bell.FACE))
    presence.begin()
    rescue = Rescue(options.directory, options.time or plain_address(options.city), options.set_clock)
    plant = Plant(
        options.directory,
        options.city,
        clock,
        Bells(),
        presence,
        Dropped(),
        rescue=rescue,
        ca=options.ca,
        uniform=random.uniform,
    )
    try:
        yield plant
    finally:
        presence.end()
        content.close()


def _workers(plant: Plant, options: Options, outcome: Outcome, running: ExitStack) -> list[Worker]:
    """Build them in the order of their start: who makes an emergency heard comes first."""
    words = BoxWords.load(ASSETS)
    television = find_television()
    voice = Voice(ASSETS / "voice" / "mei_normal.htsvoice", options.directory)
    chime = VlcChime(ASSETS / "sounds", options.sound_capture, voice=voice)
    running.callback(chime.silence)
    connected = threading.Event()
    return [
        TelevisionWaker(plant, television),
        Alarm(plant, chime, Announcement(words.announce)),
        Quieter(plant, chime.hush),
        Streamer(plant, connected),
        Puller(plant, connected, words.refused),
        Pusher(plant, connected, words.refused, moved=lambda: outcome.set(End.AGAIN)),
        Enroller(plant),
        Fetcher(plant),
        Reporter(plant, television, _version()),
        Asker(plant, television, find_lamp()),
        *([ScreenWatch(plant, television)] if isinstance(television, CecTelevision) else []),
    ]


class Crew:
    """The workers, each in its thread."""

    def __init__(self, workers: list[Worker], outcome: Outcome) -> None:
        self._workers = workers
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(
                target=_body, args=(worker, outcome, self._stopped), name=worker.name, daemon=True
            )
            for worker in workers
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop in reverse. Who is in the middle of a request is left behind: the process ends without it."""
        self._stopped.set()
        for worker in reversed(self._workers):
            worker.stop()
        rest = _STOP_SECONDS
        for thread in reversed(self._threads):
            began = boot_seconds()
            thread.join(max(0.0, rest))
            rest -= boot_seconds() - began


def _body(worker: Worker, outcome: Outcome, stopped: threading.Event) -> None:
    try:
        while not _ran(worker):
            stopped.wait(_DISK_SECONDS)
    except Exception:  # noqa: BLE001 - the border of a thread: nothing above it could tell anybody
        _log.exception("%s failed: the agent starts anew", worker.name)
        outcome.set(End.AGAIN)


def _ran(worker: Worker) -> bool:
    """Run it to its end; False when the disk takes nothing: a fresh start would not help, waiting may."""
    try:
        worker.run()
    except sqlite3.Error as error:
        if not is_unwritable(error):
            raise
        return False
    return True


def _version() -> str:
    try:
        return version("minato-channel")
    except PackageNotFoundError:
        return "unknown"
