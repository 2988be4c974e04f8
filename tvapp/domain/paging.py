"""Lists longer than a page: pages with つぎの and まえの, and もどる on every one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tvapp.domain.step import BACK
from tvapp.domain.view import Button
from typeset.words import Words

NEXT = "next"
PREVIOUS = "previous"
_ROUNDING = 0.5
"""px by which heights that fill a page exactly may be reckoned too high."""

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Page(Generic[ItemT]):
    items: tuple[ItemT, ...]
    number: int
    """From 0; never past the last page, even when the list has become shorter."""
    count: int


def page(items: Sequence[ItemT], wanted: int, rows: int) -> Page[ItemT]:
    """Cut one page of `rows` out of a list (`scene.sheet.rows`); there is always at least one page."""
    count = max(1, -(-len(items) // rows))
    number = min(max(wanted, 0), count - 1)
    return Page(tuple(items[number * rows : (number + 1) * rows]), number, count)


def packed(
    items: Sequence[ItemT], heights: Sequence[float], wanted: int, room: float, gap: float
) -> Page[ItemT]:
    """Cut one page out of a list of rows of these heights: as many as the room holds, and never none."""
    pages: list[list[ItemT]] = [[]]
    taken = 0.0
    for item, height in zip(items, heights, strict=True):
        if pages[-1] and taken + gap + height > room + _ROUNDING:
            pages.append([])
        taken = taken + gap + height if pages[-1] else height
        pages[-1].append(item)
    number = min(max(wanted, 0), len(pages) - 1)
    return Page(tuple(pages[number]), number, len(pages))


def buttons(shown: Page[ItemT], words: Words) -> tuple[Button, ...]:
    """Return the buttons below a page: つぎの, まえの where there is one, もどる always."""
    turning = []
    if shown.number + 1 < shown.count:
        turning.append(Button(NEXT, words("tv.button.next")))
    if shown.number > 0:
        turning.append(Button(PREVIOUS, words("tv.button.previous")))
    return (*turning, Button(BACK, words("tv.button.back")))


def turned(item: str, shown: Page[ItemT]) -> int | None:
    """Return the page a button leads to, or None when it is no button that turns."""
    match item:
        case "next" if shown.number + 1 < shown.count:
            return shown.number + 1
        case "previous" if shown.number > 0:
            return shown.number - 1
        case _:
            return None


def of(kind: str, name: str) -> str:
    """Name a row, so that no content can be taken for a button: `notice:<id>`."""
    return f"{kind}:{name}"


def named(kind: str, item: str) -> str | None:
    """Return the name inside a row's id, or None when it is another kind of item."""
    return item.removeprefix(f"{kind}:") if item.startswith(f"{kind}:") else None
