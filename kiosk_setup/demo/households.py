"""Chooses which sample households get a box: the first two live in different areas."""

import tomllib
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """A household that gets a box."""

    household: str
    area: str


def choose_homes(village: Path, count: int) -> tuple[Home, ...]:
    """Take `count` households, going round the areas in the order of the sample village's files."""
    table = tomllib.loads((village / "households.toml").read_text(encoding="utf-8"))
    by_area: dict[str, list[Home]] = {}
    for household in table["households"]:
        area = household["section"].rpartition("-")[0]  # a section is named `<area>-<number>`
        by_area.setdefault(area, []).append(Home(household["id"], area))
    rounds = zip_longest(*by_area.values())
    return tuple(home for homes in rounds for home in homes if home is not None)[:count]
