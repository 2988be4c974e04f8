"""Starts the village's programs, each a process of its own, and stops them again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kiosk_setup.errors import NotReady

PATIENCE = 60.0
"""Seconds a program may take to come up on a slow machine."""
GRACE = 10.0


@dataclass(frozen=True)
class Program:
    """One running program, the command line that starts it again, and its log."""

    name: str
    command: tuple[str, ...]
    log: Path
    process: "subprocess.Popen[bytes]" = field(repr=False)

    def ended(self) -> bool:
        """Tell whether it runs no more."""
        return self.process.poll() is not None


def start(name: str, arguments: tuple[str, ...], log: Path) -> Program:
    """Start a console script of this environment, such as `minato-city`, with its words in a log."""
    command = (str(Path(sys.executable).with_name(name)), *arguments)
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    return Program(name, command, log, process)


def wait_for(what: str, program: Program, ready: Callable[[], bool]) -> None:
    """Wait until a program is ready. Raises `NotReady` when it ended or took too long."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if program.ended():
            raise NotReady(f"{what} ended at once; {_last_words(program.log)}")
        if time.monotonic() > deadline:
            raise NotReady(f"{what} is not ready after {PATIENCE:.0f} s; see {program.log}")
        time.sleep(0.05)


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-4:]
    return "its last words:\n  " + "\n  ".join(lines)


def stop_all(programs: list[Program], folder: Path) -> None:
    """Stop in reverse order what was started here, then whatever else runs on this folder."""
    for program in reversed(programs):
        _stop(program.process.pid, program.ended)
    for pid in running_on(folder):
        _stop(pid, partial(_gone, pid))


def _gone(pid: int) -> bool:
    """Tell whether a process ended; one that its parent has not buried yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _stop(pid: int, ended: Callable[[], bool]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        if ended():
            return
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + GRACE
        while not ended() and time.monotonic() < deadline:
            time.sleep(0.02)


def running_on(folder: Path) -> Iterator[int]:
    """Find programs of ours that were started again by hand on a data folder below this one."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = status.read_bytes().decode(errors="replace").split("\0")
            here = status.with_name("cwd").readlink()
        except OSError:
            continue
        named = words[words.index("--data") + 1] if _ours(words) and "--data" in words[:-1] else ""
        if named and (here / named).resolve().is_relative_to(folder):
            yield int(status.parent.name)


def _ours(words: list[str]) -> bool:
    """Tell whether a command line is one of a village's programs, as a console script or by the launcher."""
    names = {"city", "agent", "tv"}
    if "kiosk_setup.launcher" in words[:-1]:
        return words[words.index("kiosk_setup.launcher") + 1] in names
    return any(Path(word).name in {f"minato-{name}" for name in names} for word in words[:3])
