"""Turns a PDF into TV pages: each a picture that fills the screen, with the words that stand on it."""

import itertools
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from city_server.domain.texts import cleaned
from city_server.media.errors import Fault, Unusable
from city_server.media.pictures import save
from city_server.media.prepared import Sheet
from wire.media import MAX_PAGE_CHARACTERS, AttachmentKind

MAX_PAGES = 12
TV_AREA = (1328, 860)
"""The room for a page on the TV, in px."""
_TV_SHAPE = TV_AREA[1] / TV_AREA[0]
_SKETCH = 500
"""Width in px of the drawing in which margins and seams are looked for."""
_LEAST_WIDTH = 0.8
_PAPER = 24
"""How dark a spot may be that still counts as paper."""
_MARGIN = 0.015
_MAX_POINTS = 14_400
"""The largest page that the format knows, 200 inches."""


@dataclass(frozen=True)
class Part:
    """A piece of a page, in parts of its width and height from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def prepare(source: Path, out: Path) -> tuple[Sheet, ...]:
    """Make the pages of a document. Raises Unusable."""
    try:
        document = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unusable(Fault.LOCKED if locked else Fault.BROKEN) from error
    try:
        return _sheets(document, out)
    except (pdfium.PdfiumError, ValueError, OSError) as error:
        raise Unusable(Fault.BROKEN) from error
    finally:
        document.close()


def _sheets(document: pdfium.PdfDocument, out: Path) -> tuple[Sheet, ...]:
    if len(document) == 0:
        raise Unusable(Fault.BROKEN)
    if len(document) > MAX_PAGES:
        raise Unusable(Fault.MANY_PAGES)
    sheets: list[Sheet] = []
    for page in document:
        sheets += _page(page, out, len(sheets))
        page.close()
    return tuple(sheets)


def _page(page: pdfium.PdfPage, out: Path, before: int) -> list[Sheet]:
    width, height = page.get_size()
    if not (1 <= width <= _MAX_POINTS and 1 <= height <= _MAX_POINTS):
        raise Unusable(Fault.BROKEN)
    sketch = page.render(scale=_SKETCH / max(width, height)).to_pil().convert("L")
    sheets = []
    for number, part in enumerate(parts(sketch), start=before + 1):
        piece = save(_drawn(page, part), out / f"page-{number}.jpg", TV_AREA)
        sheets.append(Sheet(kind=AttachmentKind.DOCUMENT, piece=piece, text=_words(page, part)))
    return sheets


def parts(sketch: Image.Image) -> list[Part]:
    """Leave the margins out, and cut what is too high where no words stand."""
    left, top, right, bottom = _inked(sketch)
    high = bottom - top
    count = min(3, max(1, round(high / (right - left) / _TV_SHAPE)))
    cuts = [top, *(_seam(sketch, top + high * cut / count, high / count) for cut in range(1, count)), bottom]
    return [
        Part(
            max(0.0, left / sketch.width - _MARGIN),
            max(0.0, upper / sketch.height - (_MARGIN if upper == top else 0)),
            min(1.0, right / sketch.width + _MARGIN),
            min(1.0, lower / sketch.height + (_MARGIN if lower == bottom else 0)),
        )
        for upper, lower in itertools.pairwise(cuts)
    ]


def _inked(sketch: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of what is printed, widened to most of the page: a column of words is no strip."""
    box = ImageChops.invert(sketch).point(lambda ink: 255 if ink > _PAPER else 0).getbbox()
    left, top, right, bottom = box or (0, 0, *sketch.size)
    aside = (sketch.width - int(sketch.width * _LEAST_WIDTH)) // 2
    return min(left, aside), top, max(right, sketch.width - aside), bottom


def _seam(sketch: Image.Image, near: float, room: float) -> int:
    """Find the emptiest row near a cut."""
    reach = int(room * 0.2)
    rows = range(max(0, int(near) - reach), min(sketch.height, int(near) + reach + 1))
    bright = sketch.resize((1, sketch.height), Image.Resampling.BOX).tobytes()
    return max(rows, key=lambda row: (bright[row], -abs(row - near)), default=int(near))


def _drawn(page: pdfium.PdfPage, part: Part) -> Image.Image:
    width, height = page.get_size()
    wide, high = width * (part.right - part.left), height * (part.bottom - part.top)
    scale = min(TV_AREA[0] / wide, TV_AREA[1] / high)
    crop = (width * part.left, height * (1 - part.bottom), width * (1 - part.right), height * part.top)
    drawn: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
    return drawn


def _words(page: pdfium.PdfPage, part: Part) -> str:
    """Return what stands there as text; a turned page gives all of its words with its first part."""
    text = page.get_textpage()
    try:
        if page.get_rotation():
            found = text.get_text_bounded() if part.top <= _MARGIN else ""
        else:
            left, bottom, right, top = page.get_cropbox()
            high = top - bottom
            found = text.get_text_bounded(left, top - high * part.bottom, right, top - high * part.top)
    finally:
        text.close()
    return cleaned(found)[:MAX_PAGE_CHARACTERS]
