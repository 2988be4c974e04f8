"""Takes the power away at every write and sync of box and city, losing and tearing what no sync had secured.

Runs in a process of its own into which `power_cut.c` is preloaded: it sits between the very SQLite that
Python uses and the kernel. `minato chaos --power-cuts` starts `python -m kiosk_setup.chaos.power_cuts`.
"""

import argparse
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kiosk_setup.chaos.mortal import ENDED, KILLED, ended, forked
from kiosk_setup.chaos.powered import BoxSession, CitySession, Session
from kiosk_setup.chaos.season import planted
from kiosk_setup.chaos.story import SPEEDY
from kiosk_setup.chaos.town import Template
from kiosk_setup.errors import SetupError

_SOURCE = Path(__file__).with_name("power_cut.c")
_NEVER = 1_000_000


@dataclass
class CutFindings:
    """How often the power went, what that did to sectors that no sync had secured, and what was lost."""

    cuts: int = 0
    kept: int = 0
    lost: int = 0
    torn: int = 0
    moments: dict[str, int] = field(default_factory=dict)
    """Of each session: how many writes and syncs it has, any of which may be the last."""
    told: int = 0
    """Things that were said to be kept before the power went."""
    broken: list[str] = field(default_factory=list)


def cut_power(cuts: int, seed: int, plant: str = "", *, lying_disk: bool = False) -> CutFindings:
    """Start the process that has the power in its hand. Raises SetupError without a compiler."""
    with tempfile.TemporaryDirectory(prefix="minato-power-") as folder:
        library = _built(Path(folder) / "power_cut.so")
        command = [
            sys.executable,
            "-m",
            "kiosk_setup.chaos.power_cuts",
            str(cuts),
            str(seed),
            "--plant",
            plant,
        ]
        done = subprocess.run(
            [*command, *(["--lying-disk"] if lying_disk else [])],
            env=os.environ | {"LD_PRELOAD": str(library)},
            stdout=subprocess.PIPE,
            check=True,
        )
    return CutFindings(**json.loads(done.stdout))


def _built(library: Path) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise SetupError("a compiler is needed: apt-get install gcc libc6-dev")
    options = ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"]
    subprocess.run([compiler, *options, "-o", library, _SOURCE, "-ldl"], check=True)
    return library


def main() -> int:
    """Cut the power so often, at moments spread evenly over all there are, and print what was found."""
    parser = argparse.ArgumentParser(prog="kiosk_setup.chaos.power_cuts")
    parser.add_argument("cuts", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--plant", default="")
    parser.add_argument("--lying-disk", action="store_true")
    asked = parser.parse_args()
    place = SPEEDY if SPEEDY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="minato-power-", dir=place) as folder, planted(asked.plant):
        found = _Cutter(Path(folder), asked.seed, asked.lying_disk).cut(asked.cuts)
    print(json.dumps(asdict(found)))
    return 0


@dataclass
class _Cutter:
    """Plays sessions from the same start again and again, each to another moment."""

    folder: Path
    seed: int
    lying_disk: bool
    found: CutFindings = field(default_factory=CutFindings)

    def cut(self, cuts: int) -> CutFindings:
        template = Template.make(self.folder / "city", 1)
        BoxSession.prepare(self.folder / "box")
        kinds: dict[str, tuple[Path, Callable[[Path], Session]]] = {
            "box": (self.folder / "box", BoxSession),
            "city": (template.folder, lambda folder: CitySession(folder, template)),
        }
        for name, (start, opened) in kinds.items():
            moments = self._moments(start, opened)
            self.found.moments[name] = moments
            share = cuts // len(kinds)
            for number in range(share):
                moment = int(number * max(1.0, moments / share)) % moments
                self._once(start, opened, 1 + moment, self.seed + number)
        return self.found

    def _moments(self, start: Path, opened: Callable[[Path], Session]) -> int:
        """Count the writes and syncs of a session that nothing ends."""
        code, told = self._played(opened(self._fresh(start)), _NEVER, 0)
        if code != ENDED:
            raise SetupError(f"a session ended with {code} before the power went: {told}")
        return int(told[-1].split()[1])

    def _once(self, start: Path, opened: Callable[[Path], Session], moment: int, seed: int) -> None:
        session = opened(self._fresh(start))
        code, told = self._played(session, moment, seed)
        if code != KILLED or not told[-1:] or not told[-1].startswith("power"):
            self.found.broken.append(f"the power did not go at {moment}: {code}, {told[-1:]}")
            return
        kept, lost, torn = (int(word) for word in told.pop().split()[1:])
        self.found.cuts += 1
        self.found.kept += kept
        self.found.lost += lost
        self.found.torn += torn
        self.found.told += len(told)
        code, faults = _asked(lambda pipe: _tell_all(pipe, session.faults(told)))
        if code != ENDED:
            faults.append("it did not start again")
        where = f"{type(session).__name__}, moment {moment}, seed {seed}"
        self.found.broken += [f"{where}: {fault}" for fault in faults]

    def _fresh(self, start: Path) -> Path:
        run = self.folder / "run"
        shutil.rmtree(run, ignore_errors=True)
        return Path(shutil.copytree(start, run))

    def _played(self, session: Session, moment: int, seed: int) -> tuple[int, list[str]]:
        """Let a session live in its own process until the power goes; returns how it ended, what it told."""
        power = ctypes.CDLL(None)
        where = str(session.folder).encode()

        def live(pipe: int) -> None:
            power.power_goes(where, ctypes.c_long(moment), ctypes.c_uint64(seed), pipe, int(self.lying_disk))
            session.live(lambda what: _tell_all(pipe, [what]))
            _tell_all(pipe, [f"calls {power.power_calls()}"])

        return _asked(live)


def _asked(do: Callable[[int], None]) -> tuple[int, list[str]]:
    """Do something in a process of its own; returns how that ended, and the lines it wrote into its pipe."""
    reads, writes = os.pipe()
    process = forked(lambda: do(writes))
    os.close(writes)
    with os.fdopen(reads, encoding="utf-8") as told:
        lines = told.read().splitlines()
    return ended(process), lines


def _tell_all(pipe: int, lines: list[str]) -> None:
    os.write(pipe, "".join(f"{line}\n" for line in lines).encode())


if __name__ == "__main__":
    sys.exit(main())
