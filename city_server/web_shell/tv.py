"""How a notice will stand on the TV: the same lines and pages, before it is sent."""

from dataclasses import dataclass
from pathlib import Path

from typeset.metrics import Font
from typeset.notices import NoticeType

FONTS = Path("/usr/share/fonts/truetype/bizud-gothic")


@dataclass(frozen=True)
class TvPages:
    """A notice's page as every box sets it."""

    type: NoticeType

    @classmethod
    def open(cls, fonts: Path = FONTS) -> "TvPages":
        """Read the fonts. Raises `UnreadableFont` where they are not installed."""
        regular, bold = (Font.load(fonts / f"BIZUDPGothic-{weight}.ttf") for weight in ("Regular", "Bold"))
        return cls(NoticeType(regular, bold))

    def of(self, title: str, body: str) -> tuple[tuple[str, ...], ...]:
        """Return the lines of each page."""
        return self.type.pages(title, body)

    def undrawable(self, text: str) -> str:
        """Return the characters that the TV's font lacks, each once."""
        return "".join(sorted(self.type.regular.missing(text.replace("\n", ""))))
