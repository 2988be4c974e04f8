"""A city is lost and restored, in real processes: what a person was told was taken is there again."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from agent_process import AgentProcess, until
from sqlalchemy import select

from city_server.clock import CityClock
from city_server.database import Database
from city_server.enrolment import Enrolment
from city_server.tables import CheckInRow, CommandRow
from offline_cache.snapshot import SaidState
from wire.commands import CheckIn
from wire.content import Answer

pytestmark = pytest.mark.journey
CITY = [sys.executable, "-m", "city_server.main"]


@dataclass
class CityProcess:
    """`minato-city` of one directory, started and stopped by hand."""

    data: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    log: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with (self.data.parent / "city.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*CITY, "--data", str(self.data), "--port", str(self.port), "--sample"],
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            )
        until(self._answers, 30, "the city answers")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)
        self.process = None

    def keep(self, what: str, file: Path) -> int:
        return subprocess.run([*CITY, what, str(file), "--data", str(self.data)], check=False).returncode

    def said(self) -> tuple[list[str], int]:
        """The answers in the city's book, and how many commands it ever took."""
        database = Database(f"sqlite:///{self.data / 'city.db'}")
        with database.reading() as session:
            answers = list(session.scalars(select(CheckInRow.answer).order_by(CheckInRow.resident)))
            commands = len(session.scalars(select(CommandRow.number)).all())
        database.close()
        return answers, commands

    def enrol(self, code: str) -> None:
        database = Database(f"sqlite:///{self.data / 'city.db'}")
        Enrolment(database, CityClock(), ()).accept(code, "akai-01", staff=1)
        database.close()

    def _answers(self) -> bool:
        try:
            return requests.get(self.url + "/healthz", timeout=2).ok
        except requests.RequestException:
            return False


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CityProcess]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    city = CityProcess(tmp_path / "city", port)
    city.start()
    yield city
    if city.process is not None:
        city.kill()


@pytest.fixture
def home(town: CityProcess, tmp_path: Path) -> Iterator[AgentProcess]:
    agent = AgentProcess(tmp_path / "box", town.url)
    agent.start()
    until(lambda: agent.code() is not None, 30, "a code on the TV")
    town.enrol(agent.code() or "")
    until(lambda: agent.snapshot().household is not None, 30, "the household on the TV")
    yield agent
    agent.end()


def _say(agent: AgentProcess, answer: Answer) -> None:
    name = agent.face.say(CheckIn(resident="akai-01-1", answer=answer))
    until(
        lambda: {one.name: one.state for one in agent.snapshot().said}[name] is SaidState.SENT,
        30,
        "the city has it",
    )


def test_a_check_in_acknowledged_after_the_backup_comes_back_from_the_box(
    town: CityProcess, home: AgentProcess, tmp_path: Path
) -> None:
    _say(home, Answer.FAIR)
    assert town.keep("backup", tmp_path / "backup") == 0, "while it runs"
    _say(home, Answer.POOR)
    assert town.said()[0] == ["poor"]
    assert town.keep("restore", tmp_path / "backup") == 2, "not while it runs"
    town.kill()
    assert town.keep("restore", tmp_path / "backup") == 0
    assert town.said()[0] == ["fair"], "the backup must really lack the later answer"
    town.start()
    until(lambda: town.said()[0] == ["poor"], 60, "the answer that was acknowledged is there again")
    until(lambda: home.snapshot().line.connected, 30, "the line")
    until(lambda: {one.state for one in home.snapshot().said} == {SaidState.SENT}, 30, "all of it answered")
    assert town.said()[1] >= 2
    assert home.snapshot().household is not None
