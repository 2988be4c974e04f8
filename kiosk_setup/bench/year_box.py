"""A box that lives through a year in one process with its city: the real files, and messages as bytes."""

import logging
from collections.abc import Callable
from pathlib import Path

from city_server.city import City
from kiosk_setup.chaos.clock import BoxTime
from offline_cache.alert_shelf import AlertShelf
from offline_cache.alert_store import AlertStore, Dropped
from offline_cache.city_api import Pulled, read_page
from offline_cache.content import Content
from offline_cache.media import MediaShelf
from offline_cache.media_plan import plan, wanted
from offline_cache.outbox import Outbox, Saying
from offline_cache.sync import Hooks, Sync
from wire.alerts import SignedAlerts
from wire.base import read_strict, read_tolerant
from wire.commands import AlertReply, Body, CommandBatch, Verdicts
from wire.content import Notice
from wire.enrolment import EnrolmentAnswer

BUDGET = 2_000_000
"""Bytes its files may take: less than what comes in a fortnight would, so that it has to choose."""

_log = logging.getLogger(__name__)


class YearBox:
    """One box in its folder. What it does is what the agent's workers do."""

    any_reply = next(iter(AlertReply))

    def __init__(self, folder: Path, city: City, answer: EnrolmentAnswer) -> None:
        self.folder = folder
        self._city, self._token = city, str(answer.token)
        self._clock = BoxTime(city.clock, city.clock.now())  # type: ignore[arg-type]
        self._content = Content.open(folder, city.clock.now())
        self._outbox = Outbox.open(folder, city.clock.now())
        self._outbox.identity.enrol(str(answer.box), self._token, str(answer.household), answer.alert_keys)
        self._store = AlertStore(self._outbox.db, Dropped())
        self._shelf, self._media = AlertShelf(self._outbox.db), MediaShelf.of(folder)
        hooks = Hooks(heard=self._clock.heard, changed=lambda: None)
        self._sync = Sync(self._content, self._outbox, self, hooks, "だめです")  # type: ignore[arg-type]

    def sync(self, cursor: str, began: int | None = None) -> Pulled:
        """Get a page, as `CityApi` does."""
        page = self._city.sync.page(self._city.boxes.identify(self._token), cursor, began)
        return read_page(page.model_dump_json().encode())

    def send(self, batch: CommandBatch) -> Verdicts:
        """Send commands, as `CityApi` does."""
        sent = read_strict(CommandBatch, batch.model_dump_json())
        answer = self._city.commands.receive(self._city.boxes.identify(self._token), sent)
        return read_tolerant(Verdicts, answer.model_dump_json())

    def pull(self) -> None:
        self._sync.pull()

    def push(self) -> None:
        self._sync.push(self._clock)

    def say(self, body: Body) -> None:
        self._outbox.append(Saying(body, self._clock.now(), clock_trusted=True))

    def take_alerts(self) -> None:
        """Take the list of the area, and announce what is new on it."""
        area = self._outbox.identity.now().area or ""
        signed = self._city.alerts.signed(area)[1]
        self._store.take(read_tolerant(SignedAlerts, signed.model_dump_json()))
        held = self._shelf.held(area)
        if held is not None:
            self._shelf.keep_rung(self._shelf.not_rung(held.alerts.alerts), self._clock.now())

    def fetch(self, path: Callable[[str], Path | None]) -> None:
        """Bring the files that notices show, and drop what nothing shows."""
        things = [item.read() for item in self._content.items() if item.kind == "notice"]
        files = wanted((), [thing for thing in things if isinstance(thing, Notice)], None)
        decided = plan(files, self._media.here(), BUDGET)
        self._media.drop(decided.drop)
        for file in decided.fetch:
            source = path(file.sha256)
            if source is None:
                _log.warning("the city does not give a file")
                continue
            self._media.append(file, 0, [source.read_bytes()])
            self._media.finish(file)

    def tidy(self) -> None:
        """Do what a report does on the side."""
        self._outbox.purge(self._clock.now())
        self._shelf.forget_rung(self._clock.now())

    def close(self) -> None:
        self._content.close()
        self._outbox.close()
