"""What of a text is really on a picture, measured from its pixels, and what ought to be there.

What ought to be there is set a second time by another program (Pillow's FreeType, not Kivy's SDL_ttf) from
the same font file, so that a text that is cut, covered, too small or tofu shows as a difference.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from kiosk_setup.sample_home import sample
from tvapp.pages.ops import Text

Bounds = tuple[int, int, int, int]
Rgb = tuple[int, int, int]
_MARGIN = 16
_HALF = 96
"""How much ink a pixel needs to count for the bounds of a text, of 255."""
_RARE = 0.002
"""Share of a text's pixels below which a colour is an accident of a smooth edge."""
_SOFTNESS = 4
"""Blur in px before shapes are compared: two rasterisers differ by a pixel here and there."""


@dataclass(frozen=True)
class Ink:
    """A text as found. `bounds` are px of the picture, or None when there is nothing."""

    text: Text
    ground: Rgb
    colour: Rgb
    bounds: Bounds | None
    expected: Bounds
    """What the font says the bounds are, for a text whose box begins at 0, 0."""
    unlike: float
    """How far the worst character is from what ought to be there: 0 the same, 1 and more something else."""

    @property
    def contrast(self) -> float:
        """WCAG 2.2 contrast of the text against what is really behind it."""
        light, dark = sorted((_luminance(self.ground), _luminance(self.colour)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    @property
    def measured_size(self) -> float:
        """The font size that the drawn height and width tell, in px."""
        if self.bounds is None:
            return 0.0
        drawn, said = _span(self.bounds), _span(self.expected)
        # The longer side tells the size more finely: a line of arrows is not even half an em high.
        side = 0 if said[0] > said[1] else 1
        return self.text.size * drawn[side] / said[side]


def found(picture: Image.Image, text: Text, box: Bounds) -> Ink:
    """Measure one text of a picture. `box` is where it was placed: x, y, width, height."""
    x, y, wide, high = box
    crop = picture.crop((x, y, x + wide, y + high))
    ground, colour = _colours(crop)
    cover = _cover(crop, ground, colour)
    bounds = cover.point(_is_ink).getbbox()
    mask = expected_mask(text.text, text.size, bold=text.bold)
    expected = mask.point(_is_ink).getbbox() or (0, 0, 1, 1)
    unlike = 1.0 if bounds is None else _unlike(cover.crop(bounds), mask.crop(expected), text.size)
    there = None if bounds is None else (x + bounds[0], y + bounds[1], x + bounds[2], y + bounds[3])
    return Ink(text, ground, colour, there, expected, unlike)


@cache
def expected_mask(text: str, size: int, *, bold: bool) -> Image.Image:
    """Set a text again, white on black."""
    font = _font(size, bold=bold)
    wide = round(font.getlength(text)) + 2 * _MARGIN
    mask = Image.new("L", (wide, size + 2 * _MARGIN))
    ImageDraw.Draw(mask).text((_MARGIN, _MARGIN), text, 255, font)
    return mask


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = "BIZUDPGothic-Bold.ttf" if bold else "BIZUDPGothic-Regular.ttf"
    return ImageFont.truetype(str(sample.FONTS / name), size)


def _colours(crop: Image.Image) -> tuple[Rgb, Rgb]:
    """Return what is behind a text and its ink: the commonest colour at the edge (胸 in bold is mostly ink),
    and the farthest from it that is not rare.
    """
    wide, high = crop.size
    rim: Counter[Rgb] = Counter()
    for side in ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high), (wide - 1, 0, wide, high)):
        rim.update(dict(_counted(crop.crop(side))))
    ground = rim.most_common(1)[0][0]
    counted = dict(_counted(crop))
    least = _RARE * crop.width * crop.height
    often = [colour for colour, count in counted.items() if count >= least]
    return ground, max(often, key=lambda colour: _far(colour, ground))


def _counted(crop: Image.Image) -> list[tuple[Rgb, int]]:
    colours = crop.getcolors(crop.width * crop.height) or []
    return [(colour, count) for count, colour in colours if isinstance(colour, tuple) and len(colour) == 3]


def _far(one: Rgb, other: Rgb) -> float:
    return abs(_luminance(one) - _luminance(other))


def _cover(crop: Image.Image, ground: Rgb, colour: Rgb) -> Image.Image:
    """Return how much of each pixel is ink, told by the channel in which ink and ground differ most."""
    channel = max(range(3), key=lambda band: abs(colour[band] - ground[band]))
    low, span = ground[channel], (colour[channel] - ground[channel]) or 1
    steps = [max(0, min(255, round(255 * (value - low) / span))) for value in range(256)]
    return crop.getchannel(channel).point(steps)


def _is_ink(value: float) -> int:
    return 255 if value >= _HALF else 0


def _unlike(drawn: Image.Image, mask: Image.Image, size: int) -> float:
    """Compare two shapes em by em: the worst tells. What differs in size is told by the size."""
    stretched = mask.resize(drawn.size, Image.Resampling.BILINEAR)
    soft = [shape.filter(ImageFilter.GaussianBlur(_SOFTNESS)) for shape in (drawn, stretched)]
    cells = max(1, round(drawn.width / size))
    differs = ImageChops.difference(*soft).resize((cells, 1), Image.Resampling.BOX).tobytes()
    wanted = soft[1].resize((cells, 1), Image.Resampling.BOX).tobytes()
    typical = max(1.0, sum(wanted) / cells)
    return max(bad / max(there, typical / 2) for bad, there in zip(differs, wanted, strict=True))


def _span(bounds: Bounds) -> tuple[int, int]:
    return bounds[2] - bounds[0], bounds[3] - bounds[1]


def _luminance(colour: Rgb) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (value / 255 for value in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
