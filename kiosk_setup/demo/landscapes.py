"""Paints the sample village in four seasons, for its waiting picture: invented, as everything of it is."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1920, 1080)
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Season:
    """One picture: the sky from top to horizon, the ridges from far to near, the fields, what falls."""

    name: str
    sky: tuple[Colour, Colour]
    ridges: tuple[Colour, ...]
    fields: tuple[Colour, ...]
    sun: tuple[float, float, Colour]
    snow: bool = False


SEASONS = (
    Season(
        "spring",
        ((126, 178, 221), (244, 226, 222)),
        ((163, 184, 204), (128, 160, 158), (99, 143, 112), (74, 122, 78)),
        ((150, 186, 140), (190, 211, 214), (134, 176, 110)),
        (0.72, 0.24, (255, 247, 224)),
    ),
    Season(
        "summer",
        ((52, 122, 196), (196, 226, 240)),
        ((128, 164, 190), (82, 136, 128), (48, 108, 74), (30, 84, 48)),
        ((104, 160, 66), (126, 180, 74), (88, 146, 56)),
        (0.24, 0.2, (255, 252, 236)),
    ),
    Season(
        "autumn",
        ((92, 116, 168), (250, 208, 160)),
        ((150, 136, 156), (158, 112, 92), (176, 92, 48), (122, 60, 34)),
        ((206, 166, 72), (186, 142, 58), (220, 184, 96)),
        (0.66, 0.5, (255, 226, 168)),
    ),
    Season(
        "winter",
        ((108, 132, 164), (226, 226, 232)),
        ((190, 200, 214), (168, 182, 202), (206, 214, 226), (232, 237, 244)),
        ((238, 242, 248), (226, 232, 242), (246, 249, 252)),
        (0.34, 0.36, (255, 250, 240)),
        snow=True,
    ),
)


def paint_all(folder: Path) -> tuple[Path, ...]:
    """Paint the four seasons as JPEG files of 1920 x 1080 into a folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_save(season, folder / f"{season.name}.jpg") for season in SEASONS)


def _save(season: Season, path: Path) -> Path:
    picture(season).save(path, quality=88)
    return path


def picture(season: Season) -> Image.Image:
    """Paint one season; the same every time."""
    dice = random.Random(season.name)  # noqa: S311 - a painter's hand, no secret
    image = _sky(season)
    draw = ImageDraw.Draw(image)
    for place, colour in enumerate(season.ridges):
        depth = place / (len(season.ridges) - 1)
        draw.polygon(list(_ridge(dice, 0.36 + 0.2 * depth, 0.15 - 0.06 * depth)), fill=colour)
    _fields(draw, season, dice)
    _houses(draw, season, dice)
    if season.snow:
        _snow(draw, dice)
    return image.filter(ImageFilter.GaussianBlur(0.8))


def _sky(season: Season) -> Image.Image:
    width, height = SIZE
    strip = Image.new("RGB", (1, height))
    zenith, horizon = season.sky
    for y in range(height):
        part = min(1.0, y / (height * 0.62))
        strip.putpixel((0, y), _mixed(zenith, horizon, part))
    image = strip.resize(SIZE)
    across, down, colour = season.sun
    glow = Image.new("L", SIZE, 0)
    middle, high = across * width, down * height
    for radius, light in ((420, 40), (230, 70), (120, 120), (62, 255)):
        ImageDraw.Draw(glow).ellipse((middle - radius, high - radius, middle + radius, high + radius), light)
    image.paste(Image.new("RGB", SIZE, colour), mask=glow.filter(ImageFilter.GaussianBlur(18)))
    return image


def _ridge(dice: random.Random, base: float, swing: float) -> Iterator[tuple[float, float]]:
    """A line of mountains: a few waves laid over each other, closed at the foot of the picture."""
    width, height = SIZE
    waves = [(dice.uniform(0.6, 1.4) * 2**n, dice.uniform(0, 6.3), swing / 1.9**n) for n in range(7)]
    for x in range(0, width + 8, 8):
        up = sum(math.sin(x / width * 6.3 * often + begun) * much for often, begun, much in waves)
        yield x, height * (base - up)
    yield width, height
    yield 0, height


def _fields(draw: ImageDraw.ImageDraw, season: Season, dice: random.Random) -> None:
    """Terraces on the near slope, each a little lower and wider than the one above."""
    width, height = SIZE
    top = 0.66
    for place in range(9):
        low = top + 0.02 + place * 0.011
        colour = season.fields[place % len(season.fields)]
        begun, often = dice.uniform(0, 6.3), dice.uniform(0.5, 1.1)
        line = [
            (x, height * (top + 0.016 * math.sin(x / width * 6.3 * often + begun)))
            for x in range(0, width + 16, 16)
        ]
        draw.polygon([*line, (width, height), (0, height)], fill=colour)
        draw.line(line, fill=_mixed(colour, (40, 46, 40), 0.35), width=3 + place // 2)
        top = low


def _houses(draw: ImageDraw.ImageDraw, season: Season, dice: random.Random) -> None:
    width, height = SIZE
    roof = (236, 240, 246) if season.snow else (88, 78, 74)
    for place in range(7):
        size = dice.uniform(34, 58)
        x = width * (0.1 + 0.115 * place) + dice.uniform(-30, 30)
        y = height * (0.685 + dice.uniform(0, 0.05))
        draw.rectangle((x, y, x + size * 1.7, y + size * 0.8), fill=(206, 192, 170))
        window = (x + size * 0.3, y + size * 0.25, x + size * 0.65, y + size * 0.55)
        draw.rectangle(window, fill=(250, 214, 128))
        eaves = [(x - size * 0.3, y), (x + size * 0.35, y - size * 0.75)]
        draw.polygon([*eaves, (x + size * 1.35, y - size * 0.75), (x + size * 2.0, y)], fill=roof)


def _snow(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    width, height = SIZE
    for _ in range(420):
        x, y, size = dice.uniform(0, width), dice.uniform(0, height), dice.uniform(1.5, 5)
        draw.ellipse((x, y, x + size, y + size), fill=(255, 255, 255))


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue
