"""One step of `./minato test`: starts a tool, waits for it, and says how it went."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk_setup.junit import Sum, read_report

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 30 * 60.0
"""Seconds after which a step is taken to hang, and ended."""
_NO_TESTS = 5
"""pytest's exit code when it found no test."""


@dataclass(frozen=True)
class Step:
    """A tool to run. `layer` names a step that runs pytest and leaves a report."""

    name: str
    command: tuple[str, ...]
    layer: str | None = None


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    step: Step
    ok: bool
    seconds: float
    tests: Sum = field(default_factory=Sum)
    note: str = ""


def checks() -> tuple[Step, ...]:
    """Return the steps that look at the code without running it, in their order."""
    return (
        Step("format", _tool("ruff", "format", "--check", ".")),
        Step("lint", _tool("ruff", "check", ".")),
        Step("types", _tool("mypy")),
        Step("imports", (str(Path(sys.executable).with_name("lint-imports")), "--no-logo")),
        Step("strings", (sys.executable, "-m", "kiosk_setup.strings")),
    )


def layers(scratch: Path, extra: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps that run tests; their reports and temporary files are in `scratch`."""
    slow = ("screen", "browser", "journey")
    pure = _pytest(
        scratch,
        "pure",
        " and ".join(f"not {name}" for name in slow),
        ("-n", "2", "--dist", "worksteal", *extra),
    )
    return (pure, *(_pytest(scratch, name, name, extra) for name in slow))


def run(step: Step, scratch: Path, clock: Callable[[], float], longest: float = LONGEST) -> Outcome:
    """Run one step to its end. Tests speak while they run; a check speaks only when it finds something."""
    begun = clock()
    note = ""
    quiet = step.layer is None
    said = scratch / "said"  # a file, as a pipe would be kept open by whatever the step leaves behind
    with said.open("wb") as output:
        process = subprocess.Popen(
            step.command,
            cwd=ROOT,
            env=_environment(os.environ, scratch),
            stdout=output if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            start_new_session=True,  # so that what it leaves behind can be ended with it
        )
        try:
            process.wait(longest)
        except subprocess.TimeoutExpired:
            note = f"still running after {longest:.0f} s, ended"
        finally:
            _end_all(process)
    if quiet and process.returncode != 0:
        print(said.read_text(encoding="utf-8", errors="replace"), flush=True)
    return _judge(step, process.returncode, clock() - begun, note, scratch)


def _judge(step: Step, code: int, seconds: float, note: str, scratch: Path) -> Outcome:
    if step.layer is None:
        return Outcome(step, code == 0 and not note, seconds, note=note)
    tests = read_report(scratch / f"{step.layer}.xml")
    if code == _NO_TESTS and not note:
        return Outcome(step, ok=True, seconds=seconds, note="no test here")
    if tests is None:
        return Outcome(
            step, False, seconds, Sum(failed=1), note or f"pytest left no report (exit code {code})"
        )
    if code != 0 and tests.failed == 0:
        return Outcome(
            step, False, seconds, tests + Sum(failed=1), note or f"pytest ended with exit code {code}"
        )
    return Outcome(step, code == 0, seconds, tests, note)


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", name, *arguments)


def _pytest(scratch: Path, layer: str, markers: str, extra: tuple[str, ...]) -> Step:
    report, temporary = scratch / f"{layer}.xml", scratch / layer[0]
    options = ("-q", "-m", markers, f"--junitxml={report}", f"--basetemp={temporary}")
    return Step(f"{layer} tests", _tool("pytest", *options, *extra), layer)


def _environment(base: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """Let whatever a step writes for a while go where it is cleaned up."""
    return {**base, "TMPDIR": str(scratch)}


def _end_all(process: "subprocess.Popen[bytes]") -> None:
    """End what the step started and did not end itself: a server left behind would disturb the next."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
