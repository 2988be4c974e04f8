"""Tells whether a picture still is the one that was approved, whatever draws it.

Both are made small and soft. Another release of Mesa or FreeType moves the edges of letters by shades; made
soft, that is less than `ALIKE` everywhere. A text that moved, or another colour, is more than it somewhere:
what is looked at is the worst place of the picture and not the mean, so that a large page hides nothing.
"""

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

SMALL = (288, 162)
"""Size of the approved pictures, so small that all of them can be kept."""
ALIKE = 13
"""The largest difference of one soft pixel, of 255, that is taken for the same picture."""
_SOFTNESS = 1.5
"""Radius of the blur in small pixels, 10 on the TV: wider than a stroke, narrower than a letter."""


def small(picture: Image.Image) -> Image.Image:
    """Return a picture as it is kept."""
    return picture.resize(SMALL, Image.Resampling.BOX)


def keep(picture: Image.Image, path: Path) -> None:
    """Approve a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small(picture).save(path, "WEBP", lossless=True, method=6)


def difference(picture: Image.Image, approved: Image.Image) -> int:
    """Return how far the worst place is from the approved picture, 0 to 255 of the worst channel."""
    soft = (_soft(small(picture)), _soft(approved))
    histogram = ImageChops.difference(*soft).histogram()
    return max(shade % 256 for shade, count in enumerate(histogram) if count)


def _soft(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").filter(ImageFilter.GaussianBlur(_SOFTNESS))
