"""What happens in one bad winter: drawn whole from its seed, so that it can be told and shortened."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

STEPS = 70
FAULT_KINDS = 9
"""So many kinds of fault at least are in every plan; a box that is away may miss some of them."""
AWAKE = 5
"""So many boxes take part in a winter; the others of its village sleep until the spring."""
WOKEN = 3
"""So many of the sleepers are woken in the end. All of one home hold the same bytes but their names."""
HOMES = ("akai-01", "akai-02", "akai-03", "hara-01", "hara-02")


def home_of(box: int) -> str:
    """Say in which home a box stands when the winter begins."""
    return HOMES[box % len(HOMES)]


class Deed(StrEnum):
    """What people and machines do on any day."""

    SAY = "say"
    PULL = "pull"
    PUSH = "push"
    ALERTS = "alerts"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    RAISE_ALERT = "raise alert"
    END_ALERT = "end alert"
    TIME = "time"
    BACKUP = "backup"
    ENROL = "enrol"


class Fault(StrEnum):
    """What a bad winter adds. Those of the line hit the next request of a box."""

    DROP = "drop"
    LOST_ANSWER = "lost answer"
    DUPLICATE = "duplicate"
    DELAY = "delay"
    HALF_OPEN = "half open"  # heard of nothing; the city hears it later
    REORDER = "reorder"  # an older list of alerts comes after a newer one
    STUMBLE = "stumble"
    TOO_LARGE = "too large"
    CRASH = "crash"  # the box dies in the middle of a write
    POWER_CUT = "power cut"  # and loses what was not synced
    RESTORE = "restore"
    CLOCK_JUMP = "clock jump"
    DISK_FULL = "disk full"
    CORRUPT_PAGE = "corrupt page"
    REVOKED = "revoked"
    MOVED = "moved"


LINE = frozenset(
    {
        Fault.DROP,
        Fault.LOST_ANSWER,
        Fault.DUPLICATE,
        Fault.DELAY,
        Fault.HALF_OPEN,
        Fault.STUMBLE,
        Fault.TOO_LARGE,
    }
)

_WEIGHTS: Mapping[Deed, int] = {
    Deed.SAY: 20,
    Deed.PULL: 16,
    Deed.PUSH: 16,
    Deed.ALERTS: 4,
    Deed.PUBLISH: 8,
    Deed.WITHDRAW: 4,
    Deed.RAISE_ALERT: 2,
    Deed.END_ALERT: 1,
    Deed.TIME: 3,
    Deed.BACKUP: 1,
    Deed.ENROL: 2,
}


@dataclass(frozen=True)
class Step:
    """One thing that happens. What it does depends on its own numbers alone, never on chance."""

    what: Deed | Fault
    box: int
    number: int

    def __str__(self) -> str:
        return f"{self.what} box={self.box} n={self.number}"


def draw(seed: int, boxes: int) -> tuple[Step, ...]:
    """Draw the plan of a seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    deeds: list[Deed | Fault] = list(chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=STEPS))
    kinds = chance.sample(list(Fault), FAULT_KINDS)
    faults = [*kinds, *chance.choices(kinds, k=FAULT_KINDS)]
    for fault in faults:
        deeds.insert(chance.randrange(5, len(deeds)), fault)
    if Fault.RESTORE in faults:
        deeds.insert(chance.randrange(5), Deed.BACKUP)
    awake = range(boxes) if boxes <= AWAKE else chance.sample(range(boxes), AWAKE)
    return tuple(Step(what, chance.choice(awake), chance.randrange(10_000)) for what in deeds)


def harder(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Add to a winter that turned out too mild what strikes wherever it falls."""
    last = steps[-1]
    sure = (Fault.DROP, Deed.PULL, Fault.CLOCK_JUMP, Fault.MOVED, Fault.POWER_CUT, Fault.CORRUPT_PAGE)
    return (*steps, *(Step(what, last.box, last.number) for what in sure))


def sleepers(steps: Iterable[Step], boxes: int) -> tuple[int, ...]:
    """Choose who of those that no step touches is woken in the end; another winter, others."""
    chance = random.Random(sum(step.number for step in steps))  # noqa: S311 - no secret
    asleep = sorted({*range(boxes)} - {step.box for step in steps})
    return tuple(chance.sample(asleep, min(WOKEN, len(asleep)))) if boxes > AWAKE else ()
