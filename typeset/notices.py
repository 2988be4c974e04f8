"""How a notice stands on the TV: one answer for the box that shows it and the office that writes it."""

from dataclasses import dataclass

from typeset.metrics import Font
from typeset.pages import pages


@dataclass(frozen=True)
class NoticeType:
    """The room and the type of a notice's page, in px at 1920 x 1080.

    A title wider than `title_width` does not fit the head line; it is said whole at the top of the text.
    """

    regular: Font
    bold: Font
    width: float = 1728
    size: float = 64
    lines: int = 6
    title_width: float = 1150
    title_size: float = 66

    def has_room(self, title: str) -> bool:
        """Tell whether a title fits the head line."""
        return self.bold.width(title, self.title_size) <= self.title_width

    def pages(self, title: str, body: str) -> tuple[tuple[str, ...], ...]:
        """Return the lines of each page; at least one page comes back."""
        text = body.rstrip() if self.has_room(title) else f"{title}\n{body.rstrip()}"
        return pages(text, self.width, self.lines, lambda part: self.regular.width(part, self.size))
