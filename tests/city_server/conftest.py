"""A sample city for every test, on a real database, with a clock moved by hand."""

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from city_server.app import create_app, open_city
from city_server.city import City
from city_server.clock import HandClock
from city_server.main import server as city_process
from city_server.settings import Settings
from city_server.speaker import Speaker
from kiosk_setup.own_postgres import OwnPostgres, own_postgres, programs
from wire.base import TOKYO, Frozen
from wire.commands import KIND_OF, Command, CommandBatch, Verdict

NOW = datetime(2026, 11, 22, 8, 5, tzinfo=TOKYO)


@dataclass(frozen=True)
class EnrolledBox:
    """A box with its token, speaking for a household."""

    city: City
    speaker: Speaker
    token: str

    def say(self, body: Frozen, number: int, /, **change: Any) -> Verdict:
        """Send one command, as installation `inst-<household>`."""
        command = self.command(body, number, **change)
        batch = CommandBatch(installation=f"inst-{self.speaker.household}", commands=(command,))
        (verdict,) = self.city.commands.receive(self.speaker, batch).verdicts
        return verdict

    def command(self, body: Frozen, number: int, /, **change: Any) -> Command:
        said = Command(
            number=number,
            kind=KIND_OF[type(body)],  # type: ignore[index]
            made_at=self.city.clock.now(),
            clock_trusted=True,
            body=body.model_dump(mode="json"),
        )
        return said.model_copy(update=change)


Enrol = Callable[[str], EnrolledBox]


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a city that was just filled, to be copied."""
    folder = tmp_path_factory.mktemp("village")
    open_city(Settings(data=folder, sample=True), HandClock(NOW)).database.close()
    return folder


@pytest.fixture
def folder(village: Path, tmp_path: Path) -> Path:
    shutil.copytree(village, tmp_path / "city")
    return tmp_path / "city"


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture(scope="session")
def postgres() -> Iterator[OwnPostgres]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: see kiosk_setup/packages-test.txt")
    with own_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def filled(postgres: OwnPostgres, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The database of a city that was just filled, and its directory, to be copied."""
    name, folder = postgres.create(), tmp_path_factory.mktemp("on-postgresql")
    open_city(
        Settings(data=folder, sample=True, database=postgres.url(name)), HandClock(NOW)
    ).database.close()
    return name, folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is said of the city's data holds on both databases; its pages are looked at on one."""
    if "kept" in metafunc.fixturenames:
        pages = metafunc.module.__name__.startswith("test_console")
        one = pages or metafunc.definition.get_closest_marker("sqlite") is not None
        metafunc.parametrize("kept", ["sqlite"] if one else ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a city of one's own, on either database."""
    if request.param == "sqlite":
        yield Settings(data=request.getfixturevalue("folder"))
        return
    server: OwnPostgres = request.getfixturevalue("postgres")
    name, folder = request.getfixturevalue("filled")
    shutil.copytree(folder, tmp_path / "kept")
    copy = server.create(template=name)
    yield Settings(data=tmp_path / "kept", database=server.url(copy))
    server.drop(copy)


@pytest.fixture
def city(kept: Settings, clock: HandClock) -> Iterator[City]:
    opened = open_city(kept, clock)
    opened.bus.refresh()
    opened.living.refresh()
    yield opened
    opened.database.close()


def enroller(city: City) -> Enrol:
    def enrol(household: str) -> EnrolledBox:
        offer = city.enrolment.offer(f"test-{household}")
        city.enrolment.accept(offer.code, household, staff=1)
        answer = city.enrolment.ask(offer.claim)
        assert answer.token is not None
        return EnrolledBox(city, city.boxes.identify(answer.token), answer.token)

    return enrol


@pytest.fixture
def enrol(city: City) -> Enrol:
    return enroller(city)


@dataclass(frozen=True)
class Served:
    """A city that answers real HTTP on 127.0.0.1."""

    city: City
    port: int
    server: uvicorn.Server

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/box/v1"


@contextlib.contextmanager
def serving(settings: Settings, clock: HandClock) -> Iterator[Served]:
    """Run the whole program but its command line, in a thread."""
    app = create_app(settings, clock)
    server = city_process(app.state.city, app)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            wait_until(lambda: server.started)
            yield Served(app.state.city, listening.getsockname()[1], server)
        finally:
            loop = app.state.city.hub._loop
            loop.call_soon_threadsafe(app.state.city.hub.close)
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()


@pytest.fixture
def served(kept: Settings, clock: HandClock) -> Iterator[Served]:
    with serving(kept, clock) as running:
        yield running


def wait_until(fulfilled: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for a condition. Fails when it does not come in time."""
    end = time.monotonic() + seconds
    while not fulfilled():
        assert time.monotonic() < end, "it did not happen in time"
        threading.Event().wait(0.01)
