"""Who an item is for: everyone, an area, a section or one household."""

import hashlib

EVERYONE = "all"


def of_area(area: str) -> str:
    return f"area:{area}"


def of_section(section: str) -> str:
    return f"section:{section}"


def of_household(household: str) -> str:
    return f"household:{household}"


def epoch_for(epoch: str, audiences: tuple[str, ...]) -> str:
    """Name the history as these audiences see it.

    A box that now stands elsewhere is thereby in another history than its cursor, and starts anew.
    """
    mark = hashlib.sha256("\n".join(audiences).encode()).hexdigest()[:12]
    return f"{epoch}.{mark}"
