"""A real `minato-agent` process, started, killed and looked at by the tests."""

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fake_city import FakeCity

from offline_cache.clock import FLOOR, BoxClock
from offline_cache.face_memory import FaceMemory
from offline_cache.snapshot import Snapshot


def until(holds: Callable[[], object], seconds: float = 40.0, what: str = "") -> None:
    """Wait for a condition; the deadline is far beyond what a loaded machine needs."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"did not come true in {seconds} s: {what}"
        time.sleep(0.02)


ENROLMENT = 60.0
"""Seconds to wait for a code: far more than a first start takes; the log tells why it took them."""


class AgentProcess:
    def __init__(self, directory: Path, url: str | None) -> None:
        self.directory = directory
        self.directory.mkdir(parents=True, exist_ok=True)
        self.url = url
        self.sounds = directory / "heard"
        self.face = FaceMemory.open(directory, BoxClock(FLOOR))
        self.process: subprocess.Popen[str] | None = None
        self.said = ""

    def start(self) -> None:
        city = [] if self.url is None else ["--city", self.url]
        command = [sys.executable, "-m", "box_agent.main", "--data", str(self.directory)]
        with (self.directory / "log").open("a") as log:
            self.process = subprocess.Popen(
                [*command, "--sound-capture", str(self.sounds), *city], stderr=log, text=True
            )

    def log(self) -> str:
        return (self.directory / "log").read_text()

    def fill_disk(self) -> None:
        """Let no file of the running agent grow past its first page, as on a disk without room."""
        assert self.process is not None
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))

    def free_disk(self) -> None:
        assert self.process is not None
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, unlimited)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        assert self.process.wait(5) == -signal.SIGKILL, "it was to die by the kill"
        self.process = None

    def stop(self) -> float:
        """Ask it to end; returns the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.terminate()
        assert self.process.wait(5) == 0
        self.process = None
        return time.monotonic() - began

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(5)
        self.face.close()

    def snapshot(self) -> Snapshot:
        return self.face.snapshot()

    def code(self) -> str | None:
        """What the TV shows while the box is nobody's."""
        enrolment = self.snapshot().enrolment
        return None if enrolment is None else enrolment.code

    def enrolled(self, city: FakeCity) -> None:
        """Start it and do what the technician does."""
        self.start()
        try:
            until(lambda: self.code() is not None, ENROLMENT, "a code on the TV")
        except AssertionError as error:
            raise AssertionError(f"{error}; the agent says:\n{self.log()}") from None
        city.accept(self.code() or "")
        until(lambda: self.snapshot().household is not None, what="the household on the TV")
