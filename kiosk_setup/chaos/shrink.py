"""Shortens the plan that broke a law to what is needed to break it."""

from collections.abc import Callable, Sequence

from kiosk_setup.chaos.plan import Step

Breaks = Callable[[Sequence[Step]], bool]
"""Plays a plan; tells whether it breaks the law in question."""

TRIES = 150
"""Enough for a plan of a hundred steps; a plan that needs more stays a little longer than it must."""


def shrink(steps: Sequence[Step], breaks: Breaks) -> tuple[Step, ...]:
    """Leave out larger and then smaller pieces as long as the law is still broken."""
    left, tries = list(steps), 0
    size = len(left) // 2
    while size and tries < TRIES:
        start = 0
        while start < len(left) and tries < TRIES:
            trial = left[:start] + left[start + size :]
            tries += 1
            if breaks(trial):
                left = trial
            else:
                start += size
        size //= 2
    return tuple(left)
