"""How much fits on a page: the sizes of type for each text size, and the room they leave."""

from dataclasses import dataclass

from offline_cache.preferences import TextSize

SAFE_WIDTH = 1728
"""px of a line between the safe area's edges."""
CONTENT_TOP, BUTTONS_BOTTOM = 180, 906
"""px between which the rows of a page and the buttons below them stand."""
ABOVE_BUTTONS = 32
GAP = 16
"""px between the rows of a list or a board."""


@dataclass(frozen=True)
class Sheet:
    """Font sizes in px of a 1920 x 1080 page, and how many rows and lines of them one page holds."""

    text: int
    """What is read."""
    second: int
    """Second lines and key hints."""
    least: int
    """What hints, badges and head lines may shrink to where they have no room."""
    head: int
    body: int
    """The text of a notice."""
    row: int
    button: int
    rows: int
    """Rows of a list on one page."""
    body_lines: int
    board_rows: int
    """Rows of days or numbers on one page."""
    place_rows: int
    """Rows of places: each has two lines."""
    columns: int
    """Columns of tiles at home."""
    tile_width: int
    """Room for the words of a tile."""
    tile_lines: int
    tile_text: int
    """The size at which words on a tile have to fit."""
    advice: int
    """What is to be done in an emergency."""

    @property
    def buttons_top(self) -> int:
        return BUTTONS_BOTTOM - self.button - 40

    @property
    def content_height(self) -> int:
        """Px for what stands above a row of buttons."""
        return self.buttons_top - ABOVE_BUTTONS - CONTENT_TOP

    @property
    def row_height(self) -> float:
        """Px of a row of one line: so many of them stand on a page as `rows` says."""
        return self.shared(self.rows)

    def shared(self, count: int) -> float:
        """Px of each of `count` rows of one height that fill a page."""
        return (self.content_height - (count - 1) * GAP) / count


NORMAL = Sheet(
    text=56,
    second=48,
    least=48,
    head=60,
    body=64,
    row=60,
    button=60,
    rows=5,
    body_lines=6,
    board_rows=4,
    place_rows=3,
    columns=3,
    tile_width=480,
    tile_lines=3,
    tile_text=56,
    advice=56,
)
_SHEETS = {
    TextSize.NORMAL: NORMAL,
    TextSize.LARGE: Sheet(
        text=64,
        second=54,
        least=50,
        head=66,
        body=76,
        row=68,
        button=66,
        rows=4,
        body_lines=5,
        board_rows=3,
        place_rows=2,
        columns=3,
        tile_width=496,
        tile_lines=3,
        tile_text=64,
        advice=64,
    ),
    TextSize.LARGEST: Sheet(
        text=80,
        second=64,
        least=54,
        head=76,
        body=92,
        row=84,
        button=78,
        rows=3,
        body_lines=4,
        board_rows=2,
        place_rows=2,
        columns=2,
        tile_width=774,
        tile_lines=1,
        tile_text=68,
        advice=72,
    ),
}


def sheet(size: TextSize) -> Sheet:
    """Return the sheet of a text size."""
    return _SHEETS[size]
