"""How a text will stand on the TV: the same lines and pages, before it is sent."""

import tomllib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from typeset.metrics import Font
from typeset.pages import pages

FONT = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf")


@dataclass(frozen=True)
class TvPages:
    """The TV's font and the room that the theme gives to a notice, in px at 1920 x 1080."""

    font: Font
    width: float
    size: float
    lines: int

    @classmethod
    def open(cls, theme: Path, font: Path = FONT) -> "TvPages":
        """Read the theme and the font. Raises `UnreadableFont` where the font is not installed."""
        tokens = tomllib.loads(theme.read_text(encoding="utf-8"))
        tv = tokens["tv"]
        return cls(Font.load(font), tv["safe_width"], tv["notice"], tokens["notice"]["lines"])

    def of(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Return the lines of each page."""
        return pages(text, self.width, self.lines, partial(self.font.width, size_px=self.size))

    def undrawable(self, text: str) -> str:
        """Return the characters that the TV's font lacks, each once."""
        return "".join(sorted(self.font.missing(text.replace("\n", ""))))
