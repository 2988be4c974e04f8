"""What a benchmark found: ours beside a peer's."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure. `peer` is None where there is nothing to compare with."""

    what: str
    unit: str
    ours: float
    peer: float | None = None
    peer_name: str = ""
    aim: float | None = None
    """The ratio to the peer that we want to reach, or stay below."""


def table(rows: Iterable[Row]) -> str:
    """Return the rows as text, with the ratio of ours to the peer's."""
    return "\n".join(_line(row) for row in rows)


def _line(row: Row) -> str:
    told = f"  {row.what:<46}{row.ours:>10.3g} {row.unit}"
    if row.peer is None:
        return told
    ratio = f"{row.ours / row.peer:.3g} : 1" if row.peer else "-"
    told = f"{told}   {row.peer_name} {row.peer:.3g} {row.unit}   ours : theirs = {ratio}"
    if row.aim is None or not row.peer:
        return told
    return f"{told}   aim {row.aim:g}: {'reached' if row.ours <= row.aim * row.peer else 'NOT reached'}"
