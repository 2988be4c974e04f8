"""How wide words are on the TV and where their lines break, in the two weights the channel uses."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from offline_cache.preferences import TextSize
from tvapp.domain.fitting import Fitter
from tvapp.domain.sheet import NORMAL, Sheet, sheet
from typeset.lines import break_lines
from typeset.metrics import Font
from typeset.notices import NoticeType

_REMEMBERED = 512
"""Texts kept broken; a page shows about thirty."""

_Asked = tuple[str, float, float, bool]
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Typesetter:
    """Breaks text by the advances of the real fonts. Sizes and widths are px of a 1920 x 1080 page."""

    regular: Font
    bold: Font
    sheet: Sheet = NORMAL
    _broken: dict[_Asked, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _cut: dict[_Asked, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, folder: Path | str) -> "Typesetter":
        """Read BIZ UDPGothic from a folder of fonts. Raises typeset's UnreadableFont."""
        fonts = Path(folder)
        return cls(
            Font.load(fonts / "BIZUDPGothic-Regular.ttf"),
            Font.load(fonts / "BIZUDPGothic-Bold.ttf"),
        )

    @property
    def notices(self) -> NoticeType:
        """How a notice is set: at the normal size just as the office saw it."""
        size = self.sheet
        usual = NoticeType(self.regular, self.bold)
        if size == NORMAL:
            return usual
        narrower = NORMAL.head / size.head
        return replace(
            usual,
            size=size.body,
            lines=size.body_lines,
            title_width=usual.title_width * narrower,
            title_size=size.head,
        )

    def at(self, size: TextSize) -> "Typesetter":
        """Return the same type for another text size; what was measured before is still remembered."""
        return replace(self, sheet=sheet(size))

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide one line is, in px."""
        return (self.bold if bold else self.regular).width(text, size)

    def measured(self, text: str, size: int, bold: bool) -> float:  # noqa: FBT001  the painters' own shape
        """Return the same as `width`, the way the painters ask."""
        return self.width(text, size, bold=bold)

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
        """Break a text into lines of at most `width` px; at least one line comes back."""
        asked = (text, width, size, bold)
        found = self._broken.get(asked)
        if found is None:
            found = break_lines(text, width, lambda part: self.width(part, size, bold=bold))
            _remember(self._broken, asked, found)
        return found

    @property
    def fitter(self) -> Fitter:
        """Return the painters' fitter, which remembers the lines it broke."""
        return _Remembering(self.measured, self)

    def pages(self, text: str, width: float, size: float, lines_per_page: int) -> tuple[tuple[str, ...], ...]:
        """Set a text on pages of at most `lines_per_page` lines; at least one page comes back."""
        lines = self.lines(text, width, size)
        return tuple(lines[first : first + lines_per_page] for first in range(0, len(lines), lines_per_page))

    def fitted(self, texts: tuple[str, ...], width: float, size: float, most: int) -> tuple[str, ...]:
        """Break texts one below the other and keep `most` lines; what is cut ends in …."""
        lines = tuple(line for text in texts for line in self.lines(text, width, size))
        if len(lines) <= most:
            return lines
        return (*lines[: most - 1], self.cut(lines[most - 1] + "…", width, size))

    def cut(self, text: str, width: float, size: float) -> str:
        """Shorten one line to `width` px; a shortened line ends in …."""
        asked = (text, width, size, True)
        found = self._cut.get(asked)
        if found is None:
            found = self._shortened(text, width, size)
            _remember(self._cut, asked, found)
        return found

    def _shortened(self, text: str, width: float, size: float) -> str:
        if self.width(text, size) <= width:
            return text
        kept = text.removesuffix("…")
        while kept and self.width(kept + "…", size) > width:
            kept = kept[:-1]
        return kept.rstrip() + "…"


@dataclass
class _Remembering(Fitter):
    """Breaks lines by a typesetter's memory: lists are cut into pages at every tick."""

    type: Typesetter

    def broken(self, text: str, size: int, width: float, *, bold: bool = False) -> tuple[str, ...]:
        return self.type.lines(text, width, size, bold=bold)


def _remember(known: dict[_Asked, _Answer], asked: _Asked, answer: _Answer) -> None:
    """Keep an answer, and never more than `_REMEMBERED` of them."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[asked] = answer
