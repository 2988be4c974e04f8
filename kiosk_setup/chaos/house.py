"""A box of the simulation: the real store and sync on real files, dying and losing what boxes can lose."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk_setup.chaos.clock import BoxTime
from kiosk_setup.chaos.line import Line
from kiosk_setup.chaos.plan import Fault
from kiosk_setup.chaos.town import Town
from offline_cache.alert_shelf import AlertShelf
from offline_cache.alert_store import AlertStore, Dropped
from offline_cache.content import Content
from offline_cache.database import CONTENT, OUTBOX, is_unwritable
from offline_cache.errors import CityRefused, CityUnreachable, OutOfStep, TokenRejected
from offline_cache.outbox import Outbox, Saying
from offline_cache.sync import Hooks, Sync
from wire.commands import Body
from wire.enrolment import EnrolmentAnswer

_FULL = 2
_PAGE, _FRAME, _WAL_HEAD = 4096, 4096 + 24, 32
_INSTRUCTIONS = 25


class Died(Exception):
    """Raised when the box dies in the middle of what it does."""


@dataclass
class House:
    """One box. `promised` are the names of everything it said was taken, with the home that said it."""

    number: int
    folder: Path
    town: Town
    clock: BoxTime
    home: str
    fired: Counter[Fault]
    promised: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """The highest number of an area's list of alerts that was ever held."""
    crash_in: int | None = None
    damaged: bool = False

    def start(self) -> None:
        """Open the files, as a start of the box does."""
        self.content = Content.open(self.folder, self.clock.now())
        self.outbox = Outbox.open(self.folder, self.clock.now())
        self.store = AlertStore(self.outbox.db, Dropped())
        self.shelf = AlertShelf(self.outbox.db)
        self.line = Line(self.town, self.outbox.identity.now().token or "", self.fired)
        hooks = Hooks(heard=self.clock.heard, changed=lambda: None)
        self.sync = Sync(self.content, self.outbox, self.line, hooks, "だめです")  # type: ignore[arg-type]
        self.crash_in = None

    def stop(self) -> None:
        self.content.close()
        self.outbox.close()

    def enrolled(self, answer: EnrolmentAnswer) -> None:
        """Become a home's box."""
        box, token, home = answer.box, answer.token, answer.household
        if box is None or token is None or home is None:
            raise ValueError("an answer that gives no home")
        self.home, self.line.token = home, token
        self.outbox.identity.enrol(box, token, home, answer.alert_keys)

    # --- what it does -------------------------------------------------------------------------------

    def say(self, body: Body) -> None:
        """Keep what is said; from here on it is promised."""
        household = self.outbox.identity.now().household or ""
        saying = Saying(body, self.clock.now(), self.clock.trusted())
        name = self._alive(lambda: self.outbox.append(saying))
        if isinstance(name, str):
            self.promised.setdefault(name, household)

    def pull(self) -> bool:
        """Mirror what is new; tells whether it came to an end."""
        return self._alive(self.sync.pull) is not None

    def push(self) -> bool:
        """Send what waits; tells whether it came to an end."""
        return self._alive(lambda: self.sync.push(self.clock)) is not None

    def take_alerts(self) -> bool:
        """Fetch the list of alerts."""

        def fetch() -> bool:
            area = self.outbox.identity.now().area
            if area is not None:
                self.store.take(self.line.alerts(area))
                self.numbers[area] = max(self.numbers.get(area, -1), self.shelf.number(area))
            return True

        return self._alive(fetch) is not None

    def meet_older_list(self, newer: Callable[[], None]) -> bool:
        """Have an answer come late: after the list of an alert that was raised meanwhile."""
        area = self.outbox.identity.now().area
        if area is None:
            return False
        late = self.town.alerts.signed(area)[1]
        newer()
        self.take_alerts()
        self.store.take(late)
        return True

    def _alive(self, do: Callable[[], object]) -> object:
        """Do something; None when the line, the disk or the box itself failed."""
        if not self.outbox.identity.now().token:
            return None
        try:
            self._arm()
            return do()
        except TokenRejected:
            self.disown()
        except (CityUnreachable, CityRefused, OutOfStep):
            return None
        except sqlite3.Error as error:
            if self.crash_in is not None and self.crash_in <= 0:
                self.fired[Fault.CRASH] += 1
                self.restart()
            elif is_unwritable(error):
                self.fired[Fault.DISK_FULL] += 1
            else:
                raise
        finally:
            self._disarm()
        return None

    def disown(self) -> None:
        """The city does not know this box any more: as the agent does."""
        self.content.wipe()
        self.outbox.identity.forget_token(self.line.token)

    # --- what happens to it -------------------------------------------------------------------------

    def _arm(self) -> None:
        if self.crash_in is None:
            return

        def tick() -> int:
            self.crash_in = (self.crash_in or 0) - 1
            return int(self.crash_in <= 0)

        for db in (self.content.db, self.outbox.db):
            db.conn.set_progress_handler(tick, _INSTRUCTIONS)

    def _disarm(self) -> None:
        for db in (self.content.db, self.outbox.db):
            db.conn.set_progress_handler(None, 0)

    def restart(self) -> None:
        """Die and start again: what no transaction had finished is gone."""
        faults = self.line.faults
        self.stop()
        self.clock.forget()
        self.start()
        self.line.faults = faults

    def cut_power(self, number: int) -> None:
        """Lose what SQLite had not synced: it says itself how careful it is with each file."""
        kept: dict[str, bytes] = {}
        for name, db in ((CONTENT, self.content.db), (OUTBOX, self.outbox.db)):
            (careful,) = db.conn.execute("PRAGMA synchronous").fetchone()
            kept[name] = (self.folder / name).read_bytes()
            wal = self.folder / f"{name}-wal"
            data = wal.read_bytes() if wal.exists() else b""
            frames = max(0, len(data) - _WAL_HEAD) // _FRAME
            left = frames if careful >= _FULL else number % (frames + 1)
            kept[f"{name}-wal"] = data[: _WAL_HEAD + left * _FRAME] if frames else data
        self.stop()
        for name, data in kept.items():
            (self.folder / name).write_bytes(data)
        for name in (CONTENT, OUTBOX):
            (self.folder / f"{name}-shm").unlink(missing_ok=True)
        self.clock.forget()
        self.start()

    def corrupt(self, number: int) -> None:
        """Turn a page of one of the files into noise while the box is off."""
        self.stop()
        name = CONTENT if number % 3 else OUTBOX
        with (self.folder / name).open("r+b") as file:
            pages = file.seek(0, 2) // _PAGE
            file.seek(_PAGE * (number % pages))
            file.write(b"\xa5" * _PAGE)
        self.clock.forget()
        self.damaged = self.damaged or name == OUTBOX
        if name == OUTBOX:
            self.numbers.clear()  # the numbers of alerts may have been on that page
        self.start()

    def fill_disk(self, *, full: bool) -> None:
        """Let no file grow, or let them grow again."""
        for db in (self.content.db, self.outbox.db):
            (pages,) = db.conn.execute("PRAGMA page_count").fetchone()
            db.conn.execute(f"PRAGMA max_page_count = {pages if full else 1_000_000}")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)
