"""The city of the simulation: the real services over a real database, and its backups."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from city_server.alerts import Alerts
from city_server.app import open_city
from city_server.boxes import Boxes
from city_server.city import City
from city_server.clock import HandClock
from city_server.commands import Commands
from city_server.database import Database
from city_server.enrolment import Enrolment
from city_server.history import open_history
from city_server.households import Households
from city_server.keys import load_or_make
from city_server.rides import Rides
from city_server.settings import Settings
from city_server.sync import Sync
from city_server.tables import Head
from kiosk_setup.chaos.plan import HOMES, home_of
from offline_cache.content import Content
from offline_cache.outbox import Outbox
from typeset.words import Words
from wire.base import TOKYO
from wire.enrolment import AlertKey, EnrolmentAnswer
from wire.signing import public_key

NOW = datetime(2026, 11, 24, 8, 5, tzinfo=TOKYO)
_BUSY_DATABASE = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Template:
    """A city that was filled once, with a box in each home; every story starts from a copy."""

    folder: Path
    words: Words
    answers: tuple[EnrolmentAnswer, ...]
    asleep: Path
    """A folder for each home with the files of a box that has mirrored all of it, and nothing else yet."""

    def lay_asleep(self, box: int, folder: Path) -> None:
        """Give a box the files it went to sleep with."""
        shutil.copytree(self.asleep / home_of(box), folder)

    @classmethod
    def make(cls, folder: Path, boxes: int) -> "Template":
        city = open_city(Settings(data=folder, sample=True), HandClock(NOW))
        city.bus.refresh()
        answers = []
        for number in range(boxes):
            offer = city.enrolment.offer(f"box-{number}")
            city.enrolment.accept(offer.code, home_of(number), staff=1)
            answers.append(city.enrolment.ask(offer.claim))
        asleep = folder.with_name("asleep")
        for number in range(min(boxes, len(HOMES))):
            _mirrored(city, answers[number], asleep / home_of(number))
        city.database.close()
        return cls(folder, city.words, tuple(answers), asleep)


def _mirrored(city: City, answer: EnrolmentAnswer, folder: Path) -> None:
    """Bring everything that the city has for a home into the files of its box."""
    speaker = city.boxes.identify(str(answer.token))
    with closing(Content.open(folder, NOW)) as content, closing(Outbox.open(folder, NOW)) as outbox:
        while content.cursor() == "" or content.began() is not None:
            page = city.sync.page(speaker, content.cursor(), content.began())
            outbox.identity.meet_epoch(page.epoch)
            content.apply(page)
        home = content.household()
        if home is not None:
            outbox.identity.belongs_to(home.id, home.area)


@dataclass
class Town:
    """One running city. `restore` puts another database under the same services."""

    folder: Path
    words: Words
    clock: HandClock
    late: list[Callable[[], object]] = field(default_factory=list)
    """Requests whose sender has given up, and which the city has yet to hear."""
    _backup: bytes | None = None

    def __post_init__(self) -> None:
        self._open(restored=False)

    def _open(self, *, restored: bool) -> None:
        key = load_or_make(self.folder / "alert_key")
        self.database = Database(f"sqlite:///{self.folder / 'city.db'}")
        open_history(self.database, self.clock, self.folder / "life", restored=restored)
        self.boxes = Boxes(self.database, self.clock)
        self.sync = Sync(self.database, self.clock, self.boxes)
        rides = Rides(self.database, self.clock, self.words)
        self.commands = Commands(self.database, self.clock, self.words, rides)
        self.alerts = Alerts(self.database, self.clock, self.words, key)
        self.keys: tuple[AlertKey, ...] = (public_key(key.id, key.private),)
        self.enrolment = Enrolment(self.database, self.clock, self.keys)
        self.households = Households(self.database, self.clock)

    def enrol(self, home: str, where: str) -> EnrolmentAnswer:
        """Do what a technician does."""
        self.clock.advance(timedelta(minutes=1))
        offer = self.enrolment.offer(where)
        self.enrolment.accept(offer.code, home, staff=1)
        return self.enrolment.ask(offer.claim)

    def back_up(self) -> None:
        """Keep a copy of this moment."""
        with closing(sqlite3.connect(self.folder / "city.db")) as running:
            self._backup = running.serialize()

    def restore(self) -> bool:
        """Come back as it was at the last backup; False when there is none."""
        if self._backup is None:
            return False
        self.close()
        for suffix in _BUSY_DATABASE:
            (self.folder / f"city.db{suffix}").unlink(missing_ok=True)
        (self.folder / "city.db").write_bytes(self._backup)
        self._open(restored=True)
        return True

    def head(self) -> tuple[str, int]:
        """Say where the city's history stands."""
        with self.database.reading() as session:
            head = session.get_one(Head, 1)
            return head.epoch, head.seq

    def deliver_late(self) -> None:
        """Let the city hear what was on its way."""
        late, self.late = self.late, []
        for ask in late:
            ask()

    def close(self) -> None:
        self.database.close()


def copy_of(template: Template, folder: Path) -> Town:
    """Start a story's city."""
    shutil.copytree(template.folder, folder)
    return Town(folder, template.words, HandClock(NOW))
