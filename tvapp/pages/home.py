"""Home: six tiles, the date, the weather and the age of what is known."""

from tvapp.domain.view import HomeView, Tile, Tone
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import FOOT_MIDDLE, HEADER_MIDDLE, LEFT, RIGHT, Pen

COLUMNS = 3
TILE_WIDTH, TILE_HEIGHT, GAP, TILES_TOP = 552, 352, 36, 188
TONE_INK = {
    Tone.PLAIN: "ink",
    Tone.LAKE: "lake",
    Tone.LEAF: "leaf",
    Tone.PLUM: "plum",
    Tone.AKA: "aka",
    Tone.EARTH: "earth",
}


def paint(view: HomeView, pen: Pen) -> None:
    """Draw home."""
    _header(view, pen)
    for place, tile in enumerate(view.tiles):
        row, column = divmod(place, COLUMNS)
        _tile(tile, LEFT + column * (TILE_WIDTH + GAP), TILES_TOP + row * (TILE_HEIGHT + GAP), pen)
    end = pen.foot(view.frame)
    width = pen.measure(view.settings.label, 48, True) + 56
    pen.button(view.settings, end + 8, FOOT_MIDDLE - 37, width, 74, 48)


def _header(view: HomeView, pen: Pen) -> None:
    clock = pen.text(RIGHT, HEADER_MIDDLE, view.frame.clock, 92, bold=True, anchor=Anchor.RIGHT)
    room = RIGHT - clock - 48
    if view.banner is not None:
        _banner(view.banner, room, pen)
        return
    x = LEFT + pen.text(LEFT, HEADER_MIDDLE, view.frame.title, 60, bold=True) + 56
    if view.weather is not None:
        size = pen.fitted(view.weather.text, (60, 56, 52, 48), room - x - 88)
        pen.picture(x, HEADER_MIDDLE - 34, 68, view.weather.icon, "sun")
        pen.text(x + 88, HEADER_MIDDLE, view.weather.text, size)


def _banner(banner: str, right: float, pen: Pen) -> None:
    pen.box(LEFT, HEADER_MIDDLE - 50, right - LEFT, 100, "sand", radius=24, edge="sand_edge", edge_width=5)
    size = pen.fitted(banner, (58, 56, 52, 48), right - LEFT - 64, bold=True)
    pen.text(LEFT + 32, HEADER_MIDDLE, banner, size, bold=True)


def _tile(tile: Tile, x: float, y: float, pen: Pen) -> None:
    on = pen.card(tile.id, x, y, TILE_WIDTH, TILE_HEIGHT)
    focused = tile.id == pen.focus
    middle = y + 68
    pen.picture(x + 36, middle - 34, 68, tile.icon, on.ink if focused else TONE_INK[tile.tone])
    title = pen.fitted(tile.title, (64, 60, 56), TILE_WIDTH - 126 - 36 - 66 - 20, bold=True)
    pen.text(x + 126, middle, tile.title, title, ink=on.ink, bold=True)
    pen.digit(x + TILE_WIDTH - 36, middle, tile.digit, on)
    for number, line in enumerate(tile.lines):
        pen.text(x + 36, y + 158 + number * 72, line, 56, ink=on.soft)
    if tile.badge is not None:
        fill, ink = ("card", "aka") if focused else ("aka", "card")
        pen.badge(x + 36, y + TILE_HEIGHT - 54, tile.badge, fill, ink)
