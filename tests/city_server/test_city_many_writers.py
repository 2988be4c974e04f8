"""Two hundred write at once while boxes sync all the time: each ends with exactly what it should have."""

import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from conftest import NOW, EnrolledBox, enroller

from city_server.app import open_city
from city_server.audiences import EVERYONE, of_area, of_household, of_section
from city_server.changes import publish, withdraw
from city_server.city import City
from city_server.clock import HandClock
from city_server.settings import Settings
from city_server.speaker import Speaker
from wire.content import LivingLine, LivingPage
from wire.sync import Cursor, Op

WRITERS, EACH = 200, 4
AUDIENCES = (EVERYONE, of_area("akai"), of_section("akai-1"), of_household("akai-01"), of_area("hara"))
HOMES = ("akai-01", "akai-02", "hara-01")


class Undone(Exception):
    """Raised to roll back a transaction that has drawn numbers."""


@dataclass
class Mirror:
    """What a box holds that applies page after page, and how often it met something new."""

    city: City
    speaker: Speaker
    cursor: str = ""
    held: dict[tuple[str, str], object] = field(default_factory=dict)
    meetings: int = 0

    def pull(self) -> bool:
        """Apply one page; tells whether there is more."""
        page = self.city.sync.page(self.speaker, self.cursor)
        assert not (page.reset and self.cursor), "nothing here is a reason to begin anew"
        for change in page.changes:
            if change.op is Op.PUT:
                self.held[change.kind, change.key] = change.body
            else:
                self.held.pop((change.kind, change.key), None)
        self.meetings += bool(page.changes)
        self.cursor = str(Cursor(epoch=page.epoch, seq=page.to_seq))
        return page.more

    def follow(self, over: threading.Event) -> None:
        while not over.is_set():
            self.pull()
        while self.pull():
            pass


@pytest.fixture
def processes(kept: Settings) -> Iterator[list[City]]:
    """The city as several processes would have it open; on SQLite there is one."""
    with ExitStack() as opened:
        cities = []
        for _ in range(4 if kept.database else 1):
            city = open_city(kept, HandClock(NOW))
            opened.callback(city.database.close)
            cities.append(city)
        yield cities


def test_two_hundred_writers_and_every_box_has_exactly_what_it_should(processes: list[City]) -> None:
    first = processes[0]
    enrol = enroller(first)
    boxes = [enrol(home) for home in HOMES]
    mirrors = [Mirror(processes[at % len(processes)], box.speaker) for at, box in enumerate(boxes)]
    over, gate = threading.Event(), threading.Barrier(WRITERS)
    failures: list[BaseException] = []
    writers = [
        threading.Thread(target=_write, args=(processes[at % len(processes)], at, gate, failures))
        for at in range(WRITERS)
    ]
    readers = [threading.Thread(target=mirror.follow, args=(over,)) for mirror in mirrors]
    for thread in (*readers, *writers):
        thread.start()
    for writer in writers:
        writer.join(120)
        assert not writer.is_alive()
    over.set()
    for reader in readers:
        reader.join(60)
        assert not reader.is_alive()
    assert not failures
    for mirror, box in zip(mirrors, boxes, strict=True):
        assert mirror.held == _everything(first, box)
        assert mirror.meetings > 2, "the box must have synced while they wrote"


def _write(city: City, number: int, gate: threading.Barrier, failures: list[BaseException]) -> None:
    chance = random.Random(number)  # noqa: S311 - no secret
    try:
        gate.wait(60)
        for turn in range(EACH):
            try:
                _write_once(city, chance, f"{number}.{turn}")
            except Undone:
                continue
    except Exception as error:  # noqa: BLE001 - told to the test, which fails of it
        failures.append(error)


def _write_once(city: City, chance: random.Random, words: str) -> None:
    key, audience = f"p-{chance.randrange(60)}", chance.choice(AUDIENCES)
    with city.database.writing() as writing:
        if chance.random() < 0.25:
            withdraw(writing, NOW, audience, "living", f"{audience.replace(':', '.')}-{key}")
        else:
            named = f"{audience.replace(':', '.')}-{key}"
            page = LivingPage(id=named, title="頁", lines=(LivingLine(label="い", text=words),))
            publish(writing, NOW, audience, named, page)
        if chance.random() < 0.2:
            raise Undone


def _everything(city: City, box: EnrolledBox) -> dict[tuple[str, str], object]:
    fresh = Mirror(city, box.speaker)
    while fresh.pull():
        pass
    return fresh.held
