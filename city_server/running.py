"""Whether a city runs: a lock on its directory that ends with the process, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from city_server.database import Database
from city_server.errors import Broken
from city_server.settings import Settings

_LOCK = "running.lock"
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """Let nobody replace this city's database meanwhile. Raises Broken while somebody does."""
    with _locked(settings.data, fcntl.LOCK_SH, "the city is being restored"):
        yield


@contextmanager
def stopped(settings: Settings) -> Iterator[None]:
    """Let no process serve this city meanwhile. Raises Broken when one does."""
    with _locked(settings.data, fcntl.LOCK_EX, "the city is running: stop it first"):
        if settings.database:
            _nobody_else(Database(settings.database_url))
        yield


def _nobody_else(database: Database) -> None:
    """Processes on other machines hold no lock here, but lines to the database."""
    try:
        if not database.shared:
            return
        with database.reading() as session:
            if session.execute(text(_OTHERS)).scalar_one():
                raise Broken("somebody else uses the city's database: stop every process first")
    finally:
        database.close()


@contextmanager
def _locked(data: Path, how: int, otherwise: str) -> Iterator[None]:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(data / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Broken(otherwise) from error
        yield
    finally:
        os.close(handle)
