"""The small face that the fake city and the real one show to the contract tests."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from cache_village import NOW, alert, household
from cache_village import notice as a_notice
from fake_city import FakeCity, RunningCity
from sqlalchemy import func, select

from city_server.app import create_app
from city_server.city import City
from city_server.clock import HandClock
from city_server.domain.alerts import AlertDraft
from city_server.main import server as city_process
from city_server.notices import Draft
from city_server.settings import Settings
from city_server.tables import CheckInRow, CommandRow
from wire.alerts import AlertStatus
from wire.content import NoticeKind


class AnyCity(Protocol):
    """What a contract test does to a city."""

    url: str
    household: str
    resident: str
    area: str

    def accept(self, code: str) -> None: ...
    def write_notice(self) -> str: ...
    def withdraw(self, notice: str) -> None: ...
    def raise_alert(self) -> None: ...
    def commands(self) -> int: ...
    def check_ins(self) -> int: ...
    def revoke(self, box: str) -> None: ...


class Fake:
    """The city of `fake_city.py`."""

    household, resident, area = "h-1", "r-1", "a-1"

    def __init__(self, running: RunningCity) -> None:
        self.city, self.url = running.city, running.url
        self.city.put("household", "h-1", household())
        self._notices = 0

    def accept(self, code: str) -> None:
        self.city.accept(code)

    def write_notice(self) -> str:
        self._notices += 1
        self.city.put("notice", f"n-{self._notices}", a_notice(self._notices))
        return f"n-{self._notices}"

    def withdraw(self, notice: str) -> None:
        self.city.delete("notice", notice)

    def raise_alert(self) -> None:
        self.city.raise_alerts(alert())

    def commands(self) -> int:
        return len(self.city.commands)

    def check_ins(self) -> int:
        return sum(1 for effect in self.city.effects if effect[0] == "check_in")

    def revoke(self, box: str) -> None:
        self.city.revoke_all()


class Real:
    """The city of `city_server`, with its sample village."""

    def __init__(self, city: City, url: str) -> None:
        self.city, self.url = city, url
        home = city.households.list()[0]
        self.household, self.area = home.id, home.area
        self.resident = home.item.residents[0].id

    def accept(self, code: str) -> None:
        self.city.enrolment.accept(code, self.household, staff=1)

    def write_notice(self) -> str:
        draft = Draft("断水の お知らせ", "あした 水が とまります。", NoticeKind.CITY, "水道課", ("all",))
        return self.city.notices.write(draft, staff=1).id

    def withdraw(self, notice: str) -> None:
        self.city.notices.withdraw(notice, staff=1)

    def raise_alert(self) -> None:
        draft = AlertDraft(
            status=AlertStatus.ACTUAL,
            level=4,
            title="避難指示",
            headline=("ひなん してください。",),
            advice=(),
            to_shelter=False,
            areas=(self.area,),
            sender="湊市",
            expires_at=NOW + timedelta(hours=3),
        )
        self.city.alerts.raise_alert(draft, staff=1)

    def commands(self) -> int:
        with self.city.database.reading() as session:
            return session.scalar(select(func.count()).select_from(CommandRow)) or 0

    def check_ins(self) -> int:
        with self.city.database.reading() as session:
            return session.scalar(select(func.coalesce(func.sum(CheckInRow.times), 0))) or 0

    def revoke(self, box: str) -> None:
        self.city.boxes.revoke(box, staff=1)


@contextmanager
def fake_city() -> Iterator[Fake]:
    running = RunningCity(FakeCity(now=lambda: NOW))
    running.start()
    yield Fake(running)
    running.stop()


@contextmanager
def real_city(folder: Path) -> Iterator[Real]:
    """Run the whole city but its command line, in a thread."""
    app = create_app(Settings(data=folder, sample=True), HandClock(NOW))
    city: City = app.state.city
    server = city_process(city, app)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        end = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < end, "the city did not start"
            time.sleep(0.01)
        try:
            yield Real(city, f"http://127.0.0.1:{listening.getsockname()[1]}")
        finally:
            city.hub._loop.call_soon_threadsafe(city.hub.close)
            server.should_exit = True
            thread.join(10)
        assert not thread.is_alive()
