"""One page of a text that is read: as many lines as the text size has room for."""

from tvapp.domain.fitting import falling
from tvapp.domain.view import ReaderView
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import CONTENT_TOP, HEADER_MIDDLE, LEFT, RIGHT, Pen, head_top


def paint(view: ReaderView, pen: Pen) -> None:
    """Draw a page of text."""
    sheet = pen.sheet
    x: float = LEFT
    if view.mark is not None:
        x += pen.badge(LEFT, HEADER_MIDDLE, view.mark, "lake", "card", min(64, sheet.second + 4)) + 30
    page = pen.text(RIGHT, HEADER_MIDDLE, view.page, sheet.second + 2, ink="soft", anchor=Anchor.RIGHT)
    title = pen.fit(view.frame.title, falling(sheet.head + 6, 48), RIGHT - page - 40 - x, 2, bold=True)
    if len(title.lines) > 1:
        title = pen.fit(view.frame.title, (52, 48), RIGHT - page - 40 - x, 2, bold=True)
    pen.write(x, head_top(title), title)
    room = pen.content_bottom - CONTENT_TOP + 10
    step = room / sheet.body_lines
    for number, line in enumerate(view.lines):
        pen.text(LEFT, CONTENT_TOP + 4 + (number + 0.5) * step, line, sheet.body)
    pen.buttons(view.buttons)
    pen.foot(view.frame)
