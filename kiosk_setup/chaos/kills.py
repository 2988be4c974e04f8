"""Kills box and city at any moment, for real, by the thousand: is anything lost that was taken?"""

import os
import random
import select
import socket
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from kiosk_setup.chaos.mortal import ENDED, KILLED, MortalBox, Stage, ended, forked, kill, serve
from kiosk_setup.chaos.season import planted
from kiosk_setup.chaos.story import SPEEDY
from kiosk_setup.chaos.town import Template
from offline_cache.database import OUTBOX
from wire.commands import Outcome, command_name
from wire.enrolment import EnrolmentAnswer

A_BOX = 50
"""Kills of one box; then it sends what is left, everything is looked at, and another one comes."""
CITY_ONE_IN = 40
_MARKS = 14
"""A box is killed a moment after one of the first so many things it told."""
_OPENING, _MOMENT = 0.03, 0.004
"""Seconds that opening the files may take, and anything else."""
_PATIENCE = 120.0


@dataclass
class KillFindings:
    """What the kills showed: in which stage the box was hit, what was taken and sent, and what is wrong."""

    hit: Counter[str] = field(default_factory=Counter)
    city_hit: int = 0
    taken: int = 0
    sent: int = 0
    broken: list[str] = field(default_factory=list)

    def add(self, other: "KillFindings") -> None:
        """Put those of another process to these."""
        self.hit += other.hit
        self.city_hit += other.city_hit
        self.taken += other.taken
        self.sent += other.sent
        self.broken += other.broken

    @property
    def kills(self) -> int:
        """How often a box was killed."""
        return sum(self.hit.values())


def kill_all(count: int, seed: int, jobs: int, plant: str = "") -> KillFindings:
    """Kill so often, in several processes at once, each with a city of its own."""
    shares = [share for share in (count // jobs + (number < count % jobs) for number in range(jobs)) if share]
    found = KillFindings()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for one in pool.map(kill_some, shares, range(seed, seed + len(shares)), [plant] * len(shares)):
            found.add(one)
    return found


def kill_some(count: int, seed: int, plant: str = "") -> KillFindings:
    """Kill so often in this process, which must have one thread only: it forks."""
    found, chance = KillFindings(), random.Random(seed)  # noqa: S311 - no secret
    place = SPEEDY if SPEEDY.is_dir() else None
    boxes = -(-count // A_BOX)
    with tempfile.TemporaryDirectory(prefix="minato-kills-", dir=place) as folder, planted(plant):
        template = Template.make(Path(folder) / "city", boxes)
        with _city(template.folder) as city:
            for number, answer in enumerate(template.answers):
                box = _Doomed(Path(folder) / f"box-{number}", answer, city, chance, found)
                for _ in range(min(A_BOX, count - number * A_BOX)):
                    box.once()
                box.look()
    return found


@dataclass
class _City:
    """A city that can be killed; its address stays."""

    folder: Path
    listening: socket.socket
    process: int = 0
    check_ins: int = 0
    calls: set[str] = field(default_factory=set)
    """What its boxes said and it answered."""

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def start(self) -> None:
        self.process = forked(lambda: serve(self.folder, self.listening))

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """Ask its database, beside it."""
        with closing(sqlite3.connect(self.folder / "city.db", timeout=_PATIENCE)) as database:
            return database.execute(question).fetchall()


@contextmanager
def _city(folder: Path) -> Iterator[_City]:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        city = _City(folder, listening)
        city.start()
        try:
            yield city
        finally:
            kill(city.process)


@dataclass(frozen=True)
class _Entry:
    """What an outbox holds; `outcome` is None until the city has answered."""

    name: str
    kind: str
    outcome: str | None


@dataclass
class _Doomed:
    """One box, killed again and again. `names` is everything it said was taken."""

    folder: Path
    answer: EnrolmentAnswer
    city: _City
    chance: random.Random
    found: KillFindings
    names: set[str] = field(default_factory=set)

    def once(self) -> None:
        """Let it live, and kill it a moment after something it told."""
        reads, writes = os.pipe()
        box, seed = MortalBox(self.folder, self.city.port, self.answer, writes), self.chance.random()
        process = forked(lambda: box.live(random.Random(seed)))  # noqa: S311 - no secret
        os.close(writes)
        told = _heard(reads, self.chance.randrange(1, _MARKS))
        time.sleep(self.chance.uniform(0, _OPENING if told[-1:] == [Stage.OPEN] else _MOMENT))
        if self.chance.randrange(CITY_ONE_IN) == 0:
            self.found.city_hit += kill(self.city.process) == KILLED
            self.city.start()
        how = kill(process)
        told += _rest(reads)
        if how == KILLED:
            self.found.hit[[one for one in told if " " not in one][-1]] += 1
        else:
            self.found.broken.append(f"a box ended by itself: {how}")
        self.names |= {one.removeprefix("taken ") for one in told if one.startswith("taken ")}

    def look(self) -> None:
        """Is everything that was taken here or there, and in the end there, once?"""
        self._here_or_there()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        last = MortalBox(self.folder, self.city.port, self.answer, nowhere)
        if ended(forked(last.send_all)) != ENDED:
            self.found.broken.append("a box could not send what was left")
        os.close(nowhere)
        self._there_once()
        self.found.taken += len(self.names)

    def _here_or_there(self) -> None:
        there = self._there()
        waiting = {one.name for one in self._here() if one.outcome is None}
        if gone := self.names - there - waiting:
            self.found.broken.append(f"{len(gone)} things that were taken are nowhere: {min(gone)}")
        if damaged := list(self.folder.glob("*.damaged-*")):
            self.found.broken.append(f"a file was damaged: {damaged[0].name}")

    def _there_once(self) -> None:
        here, there = self._here(), self._there()
        self.found.sent += len(here)
        if left := {one.name for one in here if one.outcome is None or one.name not in there}:
            self.found.broken.append(f"{len(left)} things did not get to the city: {min(left)}")
        done = [one for one in here if one.outcome in (Outcome.DONE, Outcome.DUPLICATE)]
        self.city.check_ins += sum(one.kind == "check_in" for one in done)
        self.city.calls |= {one.name for one in done if one.kind == "call"}
        (counted,) = self.city.ask("SELECT coalesce(sum(times), 0) FROM check_ins")[0]
        if counted != self.city.check_ins:
            self.found.broken.append(f"{self.city.check_ins} check-ins had {counted} effects")
        if {str(name) for (name,) in self.city.ask("SELECT id FROM calls")} != self.city.calls:
            self.found.broken.append("the calls of the city are not those of its boxes")

    def _here(self) -> list[_Entry]:
        with closing(sqlite3.connect(self.folder / OUTBOX)) as database:
            rows = database.execute("SELECT installation, number, kind, outcome FROM entries").fetchall()
        return [_Entry(command_name(row[0], row[1]), row[2], row[3]) for row in rows]

    def _there(self) -> set[str]:
        rows = self.city.ask("SELECT installation, number FROM commands")
        return {command_name(str(installation), int(str(number))) for installation, number in rows}


def _heard(pipe: int, marks: int) -> list[str]:
    """Wait until so many things were told."""
    told = b""
    end = time.monotonic() + _PATIENCE
    while told.count(b"\n") < marks and time.monotonic() < end:
        if select.select([pipe], [], [], 1.0)[0]:
            piece = os.read(pipe, 4096)
            if not piece:
                break
            told += piece
    return told.decode().splitlines()


def _rest(pipe: int) -> list[str]:
    """Read what a process that is dead had told, and close the pipe."""
    told = b""
    while piece := os.read(pipe, 65_536):
        told += piece
    os.close(pipe)
    return told.decode().splitlines()
