"""A PostgreSQL of our own, from Debian's packages: in a folder, for a test or a measurement, then gone."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from kiosk_setup.errors import NotReady, SetupError

_PROGRAMS = Path("/usr/lib/postgresql")
QUICK = (
    "autovacuum=off",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "shared_buffers=16MB",
)


def programs() -> Path | None:
    """Find the newest version that Debian has installed."""
    found = sorted(_PROGRAMS.glob("*/bin"), key=lambda folder: int(folder.parent.name))
    return found[-1] if found else None


@dataclass
class OwnPostgres:
    """A running server, reached by a socket in its folder."""

    folder: Path
    process: "subprocess.Popen[bytes]"
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, name: str) -> str:
        return f"postgresql://minato@/{name}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """Make a database, a copy of another; returns its name."""
        name = f"city_{next(self._numbers)}"
        self._do(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def end_every_connection(self, name: str) -> int:
        """Cut every line to a database, as a restart does; returns how many there were."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as line:
            found = line.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            ).fetchall()
        return len(found)

    def _do(self, command: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as line:
            line.execute(command)


@contextmanager
def own_postgres(settings: tuple[str, ...] = QUICK) -> Iterator[OwnPostgres]:
    """Start one and end it. It refuses to run as root, so then it runs as nobody, in a folder of theirs.

    Without the quick settings it is as Debian sets it up: every commit waits for the disk. Raises
    `SetupError` when it is not installed or does not start.
    """
    found = programs()
    if found is None:
        raise SetupError("PostgreSQL is missing: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="minato-pg-", dir="/tmp"))
    who = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(folder, who.pw_uid, who.pw_gid)
    other: dict[str, object] = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    other = other if os.geteuid() == 0 else {}
    data = folder / "data"
    quiet = {
        "stdout": subprocess.DEVNULL,
        "cwd": folder,
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    }
    make = [
        found / "initdb",
        "-D",
        data,
        "-U",
        "minato",
        "-A",
        "trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(make, check=True, **quiet, **other)  # type: ignore[call-overload]
    options = [
        word for one in (*settings, "listen_addresses=", "max_connections=300") for word in ("-c", one)
    ]
    run = [found / "postgres", "-D", data, "-k", folder, *options]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(run, stderr=log, **quiet, **other)  # type: ignore[call-overload]
    try:
        server = OwnPostgres(folder, process)
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(20)
        log.close()
        shutil.rmtree(folder)


def _wait(server: OwnPostgres, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > end:
                told = (server.folder / "log").read_text()
                raise NotReady(f"PostgreSQL did not start; it says:\n{told}") from None
        else:
            return
