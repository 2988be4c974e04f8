"""Home: six tiles, the date, the weather and the age of what is known."""

from itertools import product

from tvapp.domain.fitting import falling
from tvapp.domain.view import HomeView, Tile, Tone, WeatherLine
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import CLOCK, HEADER_MIDDLE, LEFT, RIGHT, SAFE_WIDTH, Pen

GAP, TILES_TOP = 36, 188
ICON = 68
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
    columns, rows = view.columns, -(-len(view.tiles) // view.columns)
    width = (SAFE_WIDTH - (columns - 1) * GAP) / columns
    gap = GAP if rows < 3 else 28
    height = (pen.foot_top - 24 - TILES_TOP - (rows - 1) * gap) / rows
    size = _words_size(view, pen)
    for place, tile in enumerate(view.tiles):
        row, column = divmod(place, columns)
        box = (LEFT + column * (width + GAP), TILES_TOP + row * (height + gap), width, height)
        _tile(tile, box, size, pen)
    pen.foot(view.frame, view.settings)


def _header(view: HomeView, pen: Pen) -> None:
    clock = pen.text(RIGHT, HEADER_MIDDLE, view.frame.clock, CLOCK, bold=True, anchor=Anchor.RIGHT)
    right = RIGHT - clock - 48
    if view.banner is not None:
        _banner(view.banner, right, pen)
        return
    title, weather = _sizes(view, right - LEFT, pen)
    x = LEFT + pen.text(LEFT, HEADER_MIDDLE, view.frame.title, title, bold=True) + 48
    if weather is not None and view.weather is not None:
        words, size = weather
        pen.picture(x, HEADER_MIDDLE - ICON / 2, ICON, view.weather.icon, "sun")
        pen.text(x + ICON + 20, HEADER_MIDDLE, words, size)


def _sizes(view: HomeView, room: float, pen: Pen) -> tuple[int, tuple[str, int] | None]:
    """Choose the sizes of date and weather so that both fit; the date goes first."""
    title = view.frame.title
    sheet = pen.sheet
    if view.weather is not None:
        for words, date in product(_weathers(view.weather), falling(sheet.head, 60)):
            left = room - pen.measure(title, date, True) - 48 - ICON - 20
            size = pen.fitted(words, falling(min(sheet.text + 4, date), 52), left)
            if pen.measure(words, size, False) <= left:
                return date, (words, size)
    return pen.fitted(title, falling(sheet.head, 48), room, bold=True), None


def _weathers(weather: WeatherLine) -> tuple[str, ...]:
    return (weather.text, weather.brief) if weather.brief else (weather.text,)


def _banner(banner: str, right: float, pen: Pen) -> None:
    sheet = pen.sheet
    pen.box(LEFT, HEADER_MIDDLE - 56, right - LEFT, 112, "sand", radius=24, edge="sand_edge", edge_width=5)
    told = pen.fit(banner, falling(sheet.text + 2, 52), right - LEFT - 64, bold=True)
    if told.lines[0] != banner:
        told = pen.fit(banner, (48,), right - LEFT - 64, 2, bold=True)
    pen.write(LEFT + 32, HEADER_MIDDLE - told.height / 2, told)


def _words_size(view: HomeView, pen: Pen) -> int:
    """Choose one size for the words of all tiles."""
    sizes = falling(pen.sheet.text, pen.sheet.tile_text)
    lines = (line for tile in view.tiles for line in tile.lines)
    return min((pen.fitted(line, sizes, pen.sheet.tile_width) for line in lines), default=sizes[0])


def _tile(tile: Tile, box: tuple[float, float, float, float], size: int, pen: Pen) -> None:
    x, y, width, height = box
    sheet = pen.sheet
    on = pen.card(tile.id, x, y, width, height)
    focused = tile.id == pen.focus
    inset = (width - sheet.tile_width) / 2
    middle = y + (62 if sheet.tile_lines == 1 else 50 + inset / 2)
    pen.picture(x + inset, middle - ICON / 2, ICON, tile.icon, on.ink if focused else TONE_INK[tile.tone])
    room = sheet.tile_width - ICON - 22 - sheet.second - 18 - 12
    title = pen.fitted(tile.title, falling(max(64, sheet.head), 56), room, bold=True)
    pen.text(x + inset + ICON + 22, middle, tile.title, title, ink=on.ink, bold=True)
    pen.digit(x + width - inset, middle, tile.digit, on)
    step = sheet.text + 16
    last = y + height - round(sheet.text * 0.6) - 16
    first = last - (sheet.tile_lines - 1) * step
    for number, line in enumerate(tile.lines):
        pen.text(x + inset, first + number * step, line, size, ink=on.soft)
    if tile.badge is not None:
        fill, ink = ("card", "aka") if focused else ("aka", "card")
        pen.badge(x + inset, last, tile.badge, fill, ink, sheet.text - 4)
