"""Short texts, one below the other, on pages of the size that the household reads."""

from collections.abc import Iterator

from tvapp.domain.scene import Scene

WIDTH = 1728
"""Room for a line of a page, in px."""
_EMPTY: list[tuple[str, ...]] = [()]


def set_on_pages(texts: tuple[str, ...], scene: Scene, together: int = 1) -> tuple[tuple[str, ...], ...]:
    """Break texts into lines and pages; `together` texts in a row are never parted by a page."""
    room, pages = scene.sheet.body_lines, _EMPTY
    for lines in _groups(texts, scene, together):
        pages = _added(pages, lines, room)
    return tuple(pages)


def _groups(texts: tuple[str, ...], scene: Scene, together: int) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(texts), together):
        group = texts[first : first + together]
        yield tuple(line for text in group for line in scene.type.lines(text, WIDTH, scene.sheet.body))


def _added(pages: list[tuple[str, ...]], lines: tuple[str, ...], room: int) -> list[tuple[str, ...]]:
    """Put lines on the last page, or on new ones."""
    if len(pages[-1]) + len(lines) <= room:
        return [*pages[:-1], (*pages[-1], *lines)]
    kept = pages if pages[-1] else []
    return [*kept, *(lines[first : first + room] for first in range(0, len(lines), room))]
