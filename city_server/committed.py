"""What one transaction changed, told after its commit: at worst nobody hears it, and boxes poll."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Committed:
    """Who is concerned by a commit."""

    head: int
    """The last number it drew; 0 when boxes mirror nothing of it."""
    audiences: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    alert_areas: frozenset[str] = frozenset()
    dropped_boxes: frozenset[str] = frozenset()
    writes: int = 0
    """How many transactions the city has ever written, this one included."""
    anything: bool = False
    """Commits went by unheard: everybody may be concerned."""


ANYTHING = Committed(head=0, anything=True)

Listener = Callable[[Committed], None]
"""Called after each commit, in the thread that heard of it; quick, and never fails."""
