"""Turns any photo into a picture at TV size, upright and without what its camera wrote into it."""

from pathlib import Path

from PIL import Image, ImageOps

from city_server.media.errors import Fault, Unusable
from city_server.media.prepared import Piece, Sheet
from wire.media import AttachmentKind, MediaKind

LARGEST = (1920, 1080)
MAX_PIXELS = 80_000_000
"""More than any camera takes; opened it is 240 MB."""
MIN_WIDTH, MIN_HEIGHT = 160, 120
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_QUALITY = 85


def prepare(source: Path, out: Path) -> tuple[Sheet, ...]:
    """Make one page of a photo. Raises Unusable."""
    try:
        with Image.open(source, formats=FORMATS) as opened:
            _check(*opened.size)
            opened.draft("RGB", LARGEST)  # a JPEG is decoded no larger than it is needed
            picture = flat(ImageOps.exif_transpose(opened))
    except Unusable:
        raise
    except Image.DecompressionBombError as error:
        raise Unusable(Fault.HUGE) from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError) as error:
        # All of these were seen from decoders that were fed garbage behind a sound head.
        raise Unusable(Fault.BROKEN) from error
    return (Sheet(kind=AttachmentKind.PHOTO, piece=save(picture, out / "photo.jpg")),)


def flat(picture: Image.Image) -> Image.Image:
    """Return it without transparency, on white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGB", picture.size, "white")
        layer = picture.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB")


def save(picture: Image.Image, file: Path, largest: tuple[int, int] = LARGEST) -> Piece:
    """Write a JPEG of at most `largest`; nothing but pixels goes into it."""
    picture.thumbnail(largest, Image.Resampling.LANCZOS)
    plain = Image.frombytes("RGB", picture.size, picture.tobytes())
    plain.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return Piece(file=file.name, kind=MediaKind.PICTURE, width=plain.width, height=plain.height)


def _check(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise Unusable(Fault.HUGE)
    if width < MIN_WIDTH or height < MIN_HEIGHT:
        raise Unusable(Fault.TINY)
