"""What a process and its children cost: memory and processor."""

import os
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(status.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def pss_mb(pid: int) -> float:
    """Proportional set size of a process and its children, in MB (shared pages are counted once)."""
    total = 0
    for one in family(pid):
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def own_mb() -> float:
    """Memory that belongs to this process alone, in MB."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_")) / 1024


def idle_percent(pid: int, seconds: float) -> float:
    """Share of one core that a process and its children take while nothing happens."""
    before = _ticks(pid)
    time.sleep(seconds)
    return 100 * (_ticks(pid) - before) / _TICKS / seconds


def _ticks(pid: int) -> int:
    total = 0
    for one in family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total


def wakeups(pid: int, seconds: float) -> float:
    """How often a second a process, its children and all their threads get the processor."""
    before = _switches(pid)
    time.sleep(seconds)
    return (_switches(pid) - before) / seconds


def _switches(pid: int) -> int:
    total = 0
    for one in family(pid):
        for status in Path(f"/proc/{one}/task").glob("*/status"):
            try:
                lines = status.read_text(encoding="utf-8").splitlines()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)
    return total
