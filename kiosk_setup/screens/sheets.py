"""Contact sheets: all screens in one state on one picture, legible, each with its name."""

import math
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk_setup.sample_home import sample

COLUMNS = 3
THUMB = (640, 360)
GAP, CAPTION = 16, 40
_GROUND, _INK = "#5A6270", "#FFFFFF"
_QUALITY = 80


def contact_sheet(pictures: Mapping[str, Image.Image]) -> Image.Image:
    """Lay pictures out in rows with their names below."""
    rows = math.ceil(len(pictures) / COLUMNS)
    wide, high = THUMB[0] + GAP, THUMB[1] + CAPTION + GAP
    sheet = Image.new("RGB", (COLUMNS * wide + GAP, rows * high + GAP), _GROUND)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(sample.FONTS / "BIZUDPGothic-Bold.ttf"), 26)
    for place, (name, picture) in enumerate(pictures.items()):
        row, column = divmod(place, COLUMNS)
        x, y = GAP + column * wide, GAP + row * high
        sheet.paste(picture.resize(THUMB, Image.Resampling.LANCZOS), (x, y))
        pen.text((x, y + THUMB[1] + 6), name, _INK, font)
    return sheet


def save(sheet: Image.Image, path: Path) -> None:
    """Keep a sheet small: WebP, as every browser shows it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, "WEBP", quality=_QUALITY, method=5)
