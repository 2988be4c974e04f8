"""What one box costs its line on a day when nothing happens: the real agent beside the real city.

The stream with its heartbeats is watched for some minutes and scaled to a day. Pulls come every hour, reports
every five minutes: some of each are measured on lines of their own, and multiplied by how often they come.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from box_agent.puller import STREAM_TRUSTED
from box_agent.reporter import EVERY
from kiosk_setup.bench.counted_line import CountedLine, Passed, counted_line
from offline_cache.city_api import CityApi
from offline_cache.content import Content
from offline_cache.outbox import Outbox
from offline_cache.sync import Hooks, Sync
from wire.enrolment import EnrolmentAnswer
from wire.sync import BoxReport

DAY = timedelta(days=1).total_seconds()
MINUTES = 5.0
_PATIENCE = 90.0
_SETTLED = 5.0
"""Seconds after which what a start asks for is over."""
_ENOUGH = 3

Pair = tuple[float, float]
"""Bytes of HTTP, and bytes with the headers of TCP and IP."""


@dataclass(frozen=True)
class QuietDay:
    """Bytes of a day, both ways: of HTTP, and with the headers of TCP and IP. No TLS is in it."""

    carried: float
    whole: float
    beats: float
    """Of `whole`, what the open stream takes."""


@contextmanager
def city_process(folder: Path, now: datetime) -> Iterator[int]:
    """Serve the city of a folder in a process of its own, from `now` on; hands over its port."""
    port = _free_port()
    command = [sys.executable, "-m", "city_server.main", "--data", str(folder), "--port", str(port)]
    command += ["--now", now.isoformat()]
    with _process(command, folder / "city.log"):
        _until(lambda: _answers(port), "the city answers")
        yield port


def first_sync(port: int, folder: Path, answer: EnrolmentAnswer, now: datetime) -> tuple[float, int]:
    """Mirror everything into new files; returns the seconds it took and the things mirrored."""
    with _box(folder, answer, now) as box:
        begun = time.perf_counter()
        box.pull(port)
        return time.perf_counter() - begun, len(box.content.items())


def quiet_day(port: int, folder: Path, answer: EnrolmentAnswer, now: datetime) -> QuietDay:
    """Let the agent of an enrolled box run, and watch its line. Takes `MINUTES`."""
    with counted_line(port) as line:
        with _box(folder, answer, now) as box:
            box.pull(line.port)
            pulls = [_measured(line, lambda: box.pull(line.port)) for _ in range(_ENOUGH)]
            reports = [_measured(line, lambda: box.report(line.port)) for _ in range(_ENOUGH)]
        agent = [sys.executable, "-m", "box_agent.main", "--data", str(folder)]
        with _process([*agent, "--city", f"http://127.0.0.1:{line.port}"], folder / "agent.log"):
            _until(lambda: bool(line.asking("GET /box/v1/stream")), "the stream is open")
            time.sleep(_SETTLED)
            carried, whole = _watched(line.asking("GET /box/v1/stream")[-1], MINUTES * 60)
    return _scaled((carried, whole), _mean(pulls), _mean(reports))


def _scaled(stream: Pair, pull: Pair, report: Pair) -> QuietDay:
    often = (DAY, DAY / STREAM_TRUSTED, DAY / EVERY)
    carried, whole = (
        sum(each * times for each, times in zip(column, often, strict=True))
        for column in zip(stream, pull, report, strict=True)
    )
    return QuietDay(carried, whole, stream[1] * DAY)


def _mean(pairs: list[Pair]) -> Pair:
    first, second = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    return first, second


def _watched(stream: Passed, seconds: float) -> tuple[float, float]:
    """Return what goes over the open stream in a second: bytes of HTTP, and with headers."""
    stream.look()
    carried, whole, begun = stream.carried, stream.whole, time.monotonic()
    time.sleep(seconds)
    stream.look()
    spent = time.monotonic() - begun
    return (stream.carried - carried) / spent, (stream.whole - whole) / spent


def _measured(line: CountedLine, do: Callable[[], object]) -> Pair:
    before = line.total()
    do()
    _until(lambda: all(one.over for one in line.passed), "the line is put down")
    after = line.total()
    return after[0] - before[0], after[1] - before[1]


@dataclass(frozen=True)
class _Box:
    """A box's files, and its requests as the agent makes them: each on a line of its own."""

    content: Content
    outbox: Outbox
    token: str

    def pull(self, port: int) -> None:
        hooks = Hooks(heard=lambda _: None, changed=lambda: None)
        with CityApi(f"http://127.0.0.1:{port}", self.token) as api:
            Sync(self.content, self.outbox, api, hooks, "").pull()

    def report(self, port: int) -> None:
        told = BoxReport(version="0.1.0", applied=1_000_000, waiting=0, clock_trusted=True)
        with CityApi(f"http://127.0.0.1:{port}", self.token) as api:
            api.report(told)


@contextmanager
def _box(folder: Path, answer: EnrolmentAnswer, now: datetime) -> Iterator[_Box]:
    if answer.box is None or answer.token is None or answer.household is None:
        raise ValueError("an answer that gives no home")
    content, outbox = Content.open(folder, now), Outbox.open(folder, now)
    outbox.identity.enrol(answer.box, answer.token, answer.household, answer.alert_keys)
    with closing(content), closing(outbox):
        yield _Box(content, outbox, answer.token)


@contextmanager
def _process(command: list[str], log: Path) -> Iterator[None]:
    with log.open("wb") as told, subprocess.Popen(command, stdout=told, stderr=told) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"it did not come true in {_PATIENCE:.0f} s: {what}")
        time.sleep(0.05)
