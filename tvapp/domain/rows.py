"""How the row of a list is set, and how many such rows a page holds: long words take more room, never fewer.

A row is one line where its words fit beside each other. Where they do not, what it says takes as many lines
as it needs, and the note stands below: fewer rows stand on that page, and the list has more pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tvapp.domain.fitting import Fitted, Fitter, falling
from tvapp.domain.paging import Page, packed
from tvapp.domain.scene import Scene
from tvapp.domain.sheet import GAP, SAFE_WIDTH, Sheet
from tvapp.domain.view import Row

INSET = 32
"""px between the edge of a row and its words."""
BETWEEN = 26
"""px between a badge, the words and a note."""
PAD = 12
"""px above and below the words of a row of several lines."""
_TIGHT = 16
"""px that one line and a note below it need beside their sizes, where a usual row is high enough for both."""


@dataclass(frozen=True)
class SetRow:
    """A row as it is drawn: its words, its note, and how high it is in px."""

    text: Fitted
    note: Fitted
    mark: float
    """px that the badge takes, with the room after it."""
    beside: bool
    """The note stands beside the words, else below them."""
    height: float


def set_row(row: Row, base: float, sheet: Sheet, fitter: Fitter) -> SetRow:
    """Set a row that is `base` px high at the least."""
    inner = SAFE_WIDTH - 2 * INSET
    mark = 0.0 if row.mark is None else fitter.measure(row.mark, sheet.second, True) + 60 + BETWEEN
    note = fitter.whole(row.note or "", falling(sheet.second, 48), inner)
    beside = inner - mark - (_width(note, fitter) + BETWEEN if note.lines else 0)
    least = min(sheet.text, 72)
    if len(note.lines) < 2:
        text = fitter.whole(row.text, falling(min(sheet.row, int(base * 0.7)), least), beside, bold=True)
        if len(text.lines) < 2:
            return SetRow(text, note, mark, beside=True, height=base)
    text = fitter.whole(row.text, falling(max(least, sheet.row - 4), least), inner - mark, bold=True)
    tight = len(text.lines) == len(note.lines) == 1 and base >= text.size + note.size + _TIGHT
    height = base if tight else max(base, text.height + note.height + 2 * PAD)
    return SetRow(text, note, mark, beside=not note.lines, height=height)


def page(rows: Sequence[Row], wanted: int, scene: Scene) -> Page[Row]:
    """Return one page of a list: as many rows as there is room for, at most those of the text size."""
    sheet, fitter = scene.sheet, scene.type.fitter
    heights = [set_row(row, sheet.row_height, sheet, fitter).height for row in rows]
    return packed(rows, heights, wanted, sheet.content_height, GAP)


def page_of(rows: Sequence[Row], item: str, scene: Scene) -> int:
    """Return the page on which a row stands, known by its id; the first where it is none of them."""
    shown = page(rows, 0, scene)
    while item not in [row.id for row in shown.items]:
        if shown.number + 1 == shown.count:
            return 0
        shown = page(rows, shown.number + 1, scene)
    return shown.number


def _width(told: Fitted, fitter: Fitter) -> float:
    return max((fitter.measure(line, told.size, told.bold) for line in told.lines), default=0.0)
