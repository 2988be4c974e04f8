"""A real `minato-city` process, started, killed and looked at by the tests."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import requests
from agent_process import until
from sqlalchemy import select

from city_server.clock import CityClock
from city_server.database import Database
from city_server.enrolment import Enrolment
from city_server.tables import CheckInRow, CommandRow

CITY = [sys.executable, "-m", "city_server.main"]


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class CityProcess:
    """`minato-city` of one directory, started and stopped by hand."""

    data: Path
    port: int
    options: tuple[str, ...] = ("--sample",)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with (self.data.parent / "city.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*CITY, "--data", str(self.data), "--port", str(self.port), *self.options],
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
