"""Plays many seeds, on every core there is, and puts together what they showed."""

import gc
import importlib
import logging
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field

from kiosk_setup.chaos.plan import Fault, draw, harder
from kiosk_setup.chaos.shrink import shrink
from kiosk_setup.chaos.story import Ending, play, template
from kiosk_setup.chaos.town import Template
from kiosk_setup.errors import SetupError

KINDS_AT_LEAST = 5
"""So many kinds of fault must really have struck in a seed, or it proves too little."""
_PORTION = 20
_SHRUNK = 3
"""Of so many broken seeds the plan is shortened; the others are told by their number."""


@dataclass(frozen=True)
class Broken:
    """A law that a seed broke, and the steps that suffice for it."""

    seed: int
    law: str
    how: str
    trace: tuple[str, ...] = ()


@dataclass
class Findings:
    """What the seeds showed so far."""

    seeds: int = 0
    fired: Counter[str] = field(default_factory=Counter)
    calm: list[int] = field(default_factory=list)
    """Seeds in which too few kinds of fault struck."""
    broken: list[Broken] = field(default_factory=list)

    def add(self, other: "Findings") -> None:
        """Put another portion's findings to these."""
        self.seeds += other.seeds
        self.fired += other.fired
        self.calm += other.calm
        self.broken += other.broken


@dataclass(frozen=True)
class Season:
    """Which seeds to play. `plant` names a bug of the tests, `module:name`, to see that it is found."""

    first: int
    count: int
    boxes: int
    plant: str = ""
    stop_early: bool = False

    def portions(self) -> Iterator["Season"]:
        """Cut it for the cores."""
        for start in range(0, self.count, _PORTION):
            count = min(_PORTION, self.count - start)
            yield Season(self.first + start, count, self.boxes, self.plant, self.stop_early)


def play_all(season: Season, jobs: int, told: Callable[[Findings], None]) -> Findings:
    """Play every seed. `told` hears how it stands after each portion."""
    all_of_it = Findings()
    spawn = multiprocessing.get_context("spawn")
    with template(season.boxes) as start, ProcessPoolExecutor(jobs, mp_context=spawn) as pool:
        portions = [pool.submit(play_portion, portion, start) for portion in season.portions()]
        for done in as_completed(portions):
            all_of_it.add(done.result())
            told(all_of_it)
    all_of_it.broken.sort(key=lambda broken: (broken.seed, broken.law))
    return all_of_it


def play_portion(season: Season, start: Template) -> Findings:
    """Play some seeds in this process, each from a copy of the same village."""
    findings = Findings()
    with _quiet_log(), _rarely_tidied(), planted(season.plant):
        for seed in range(season.first, season.first + season.count):
            plan = draw(seed, season.boxes)
            ending = play(plan, start)
            if _too_calm(ending):
                plan = harder(plan)
                ending = play(plan, start)
            _note(findings, seed, ending)
            if ending.violations:
                law = ending.violations[0].law
                trace: Sequence[object] = ()
                if len(findings.broken) < _SHRUNK and not season.stop_early:
                    trace = shrink(plan, lambda steps, law=law: play(steps, start).broke(law))  # type: ignore[misc]
                told = tuple(str(step) for step in trace)
                findings.broken += [Broken(seed, one.law, one.how, told) for one in ending.violations]
                if season.stop_early:
                    break
    return findings


@contextmanager
def _quiet_log() -> Iterator[None]:
    """Keep quiet what the box and the city say of faults: they are expected here."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _rarely_tidied() -> Iterator[None]:
    """Leave alone what was there before, and look for garbage seldom: that takes a sixth of the time."""
    often = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()


def _note(findings: Findings, seed: int, ending: Ending) -> None:
    findings.seeds += 1
    findings.fired += Counter({str(fault): count for fault, count in ending.fired.items()})
    if _too_calm(ending):
        findings.calm.append(seed)


def _too_calm(ending: Ending) -> bool:
    return len(ending.fired) < KINDS_AT_LEAST <= len(Fault)


def planted(name: str) -> AbstractContextManager[object]:
    """Put a bug in; nothing without a name. Raises SetupError where the tests are not."""
    if not name:
        return nullcontext()
    module, _, bug = name.partition(":")
    try:
        found: Callable[[], AbstractContextManager[object]] = getattr(importlib.import_module(module), bug)
    except (ImportError, AttributeError) as error:
        raise SetupError(f"there is no bug {name} here") from error
    return found()
