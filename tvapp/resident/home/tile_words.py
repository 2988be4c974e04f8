"""Words on a tile of home, which cannot grow: what has no room gives way to shorter words that are true."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvapp.domain.scene import Scene


@dataclass(frozen=True)
class Told:
    lines: tuple[str, ...]
    badge: str | None = None


def told_in(scene: Scene, *texts: str, short: str | None = None) -> Told:
    """Break texts into the lines of a tile; where there is one line, `short` stands if they do not fit."""
    sheet = scene.sheet
    if sheet.tile_lines > 1:
        return Told(scene.type.fitted(texts, sheet.tile_width, sheet.tile_text, sheet.tile_lines))
    said = " ".join(" ".join(text.split("\n")) for text in texts)
    return Told((first_fitting(scene, said, *(() if short is None else (short,))),))


def first_fitting(scene: Scene, *texts: str) -> str:
    """Return the first of these that fits a line of a tile; the last is short enough for any."""
    return next((text for text in texts if fits(text, scene)), texts[-1])


def fits(line: str, scene: Scene) -> bool:
    return scene.type.width(line, scene.sheet.tile_text) <= scene.sheet.tile_width


def whole(scene: Scene, most: int, *texts: str) -> tuple[str, ...]:
    """Return the lines of the first of these that `most` lines of a tile hold whole; none where none does."""
    for text in texts:
        lines = scene.type.lines(text, scene.sheet.tile_width, scene.sheet.tile_text)
        if len(lines) <= most:
            return lines
    return ()


def stacked(head: tuple[str, ...], things: Sequence[tuple[str, ...]], scene: Scene) -> tuple[str, ...]:
    """Put things below each other while there is room, each in the first of its words that fits whole."""
    told = head
    for texts in things:
        room = scene.sheet.tile_lines - len(told)
        line = next((text for text in texts if fits(text, scene)), None)
        lines = whole(scene, room, texts[-1] if line is None else line)
        if not lines:
            break
        told += lines
    return told
