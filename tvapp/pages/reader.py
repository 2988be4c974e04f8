"""One page of a text that is read, six lines at most."""

from tvapp.domain.view import ReaderView
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import HEADER_MIDDLE, LEFT, RIGHT, Pen

FIRST_LINE, LINE_STEP, SIZE = 236, 95, 64


def paint(view: ReaderView, pen: Pen) -> None:
    """Draw a page of text."""
    x: float = LEFT
    if view.mark is not None:
        x += pen.badge(LEFT, HEADER_MIDDLE, view.mark, "lake", "card") + 34
    page = pen.text(RIGHT, HEADER_MIDDLE, view.page, 54, ink="soft", anchor=Anchor.RIGHT)
    size = pen.fitted(view.frame.title, (66, 60, 56, 52, 48), RIGHT - page - 40 - x, bold=True)
    pen.text(x, HEADER_MIDDLE, view.frame.title, size, bold=True)
    for number, line in enumerate(view.lines):
        pen.text(LEFT, FIRST_LINE + number * LINE_STEP, line, SIZE)
    pen.buttons(view.buttons)
    pen.foot(view.frame)
