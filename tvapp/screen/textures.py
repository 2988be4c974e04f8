"""Textures of text, icons and codes, kept while they are likely to be drawn again."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kivy.core.image import Image as CoreImage
from kivy.core.text import Label as CoreLabel
from kivy.core.text import LabelBase
from kivy.graphics.texture import Texture

from tvapp.domain.view import Icon

log = logging.getLogger(__name__)
FACE = "channel"
BUDGET = 12 * 1024 * 1024
"""Bytes of texture kept; a page needs about 3 MB."""
ICON_SIZES = (68, 100, 150)


class Textures:
    """Makes each texture once. All are white or hold their own colours; white ones are tinted when drawn."""

    def __init__(self, icons: Path, regular: Path, bold: Path, substitute: Callable[[str], str]) -> None:
        """Take the folder of icons, the two font files, and what swaps characters they lack."""
        LabelBase.register(FACE, str(regular), fn_bold=str(bold))
        self._substitute = substitute
        self._icons = icons
        self._kept: OrderedDict[tuple[Any, ...], Texture] = OrderedDict()
        self._bytes = 0
        self._exact = False

    @property
    def exact(self) -> bool:
        """Whether a pixel of a text is a pixel of the picture: then nothing has to be smoothed."""
        return self._exact

    @exact.setter
    def exact(self, exact: bool) -> None:
        if exact != self._exact:
            self._exact = exact
            for key, texture in self._kept.items():
                if key[0] == "text":
                    self._sharpen(texture)

    def _sharpen(self, texture: Texture) -> Texture:
        texture.mag_filter = texture.min_filter = "nearest" if self._exact else "linear"
        return texture

    def text(self, text: str, size: int, *, bold: bool) -> Texture:
        """One line of white text, as wide as it is drawn."""
        key = ("text", text, size, bold)
        return self._kept_or(key, lambda: self._sharpen(_text(self._substitute(text), size, bold=bold)))

    def icon(self, icon: Icon, size: int) -> Texture:
        """An icon in the file size nearest to `size`."""
        nearest = min(ICON_SIZES, key=lambda there: abs(there - size))
        path = self._icons / f"{icon.value}-{nearest}.png"
        return self._kept_or(("icon", path), lambda: CoreImage(str(path), mipmap=False).texture)

    def code(self, text: str) -> Texture:
        """A QR code, black on white with its quiet zone, one pixel a module."""
        return self._kept_or(("code", text), lambda: _code(text))

    def photo(self, path: str, width: int, height: int) -> Texture | None:
        """A picture file in this size, what stands out of its shape cut off; None when it cannot be read."""
        try:
            return self._kept_or(("photo", path, width, height), lambda: _photo(path, width, height))
        except OSError:
            log.exception("a picture cannot be read")
            return None

    def _kept_or(self, key: tuple[Any, ...], make: Callable[[], Texture]) -> Texture:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        texture = make()
        self._kept[key] = texture
        self._bytes += texture.width * texture.height * 4
        while self._bytes > BUDGET and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.width * oldest.height * 4
        return texture


def _text(text: str, size: int, *, bold: bool) -> Texture:
    return _WhiteText(text=text, font_size=size, font_name=FACE, bold=bold, color=(1, 1, 1, 1)).drawn()


class _WhiteText(CoreLabel):  # type: ignore[misc]
    """Kivy's text in the order of colours that screens have, which drivers fill fastest."""

    def drawn(self) -> Texture:
        """Draw the text into a texture of its own size."""
        self.resolve_font_name()
        self._size = self.render()
        if min(self._size) <= 1:
            return self.texture_1px
        self.texture = Texture.create(size=self._size, colorfmt="bgra")
        self.texture.flip_vertical()
        self.render(real=True)
        return self.texture


def _photo(path: str, width: int, height: int) -> Texture:
    """Raises `OSError` when the file is not there or holds no picture."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - a box without photos never needs it

    with Image.open(path) as picture:
        shown = ImageOps.fit(picture.convert("RGB"), (width, height))
    return _upload((width, height), shown.tobytes(), smooth=True, colours="rgb")


def _code(text: str) -> Texture:
    import segno  # noqa: PLC0415 - a code is shown once in the life of most boxes

    rows = [bytes(row) for row in segno.make(text, error="m").matrix_iter(scale=1, border=4)]
    shade = {0: b"\xff\xff\xff\xff", 1: b"\x00\x00\x00\xff"}
    return _upload(
        (len(rows[0]), len(rows)), b"".join(shade[dark] for row in rows for dark in row), smooth=False
    )


def _upload(size: tuple[int, int], pixels: bytes, *, smooth: bool, colours: str = "rgba") -> Texture:
    texture = Texture.create(size=size, colorfmt=colours)
    texture.blit_buffer(pixels, colorfmt=colours, bufferfmt="ubyte")
    texture.flip_vertical()
    if not smooth:
        texture.mag_filter = texture.min_filter = "nearest"
    return texture
