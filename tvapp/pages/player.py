"""A film or a recording: the picture large, beside it what is going on and how to end it."""

from tvapp.domain.fitting import falling
from tvapp.domain.view import PlayerView
from tvapp.pages.ops import Anchor, Film, Photo
from tvapp.pages.pen import HEADER_MIDDLE, LEFT, RIGHT, SAFE_WIDTH, Pen

FILM_WIDTH, FILM_HEIGHT, FILM_TOP = 1280, 720, 66
COLUMN = LEFT + FILM_WIDTH + 36
BAR = 14
BUTTON = 120
SPOKEN = 108
"""Height of the words below a still picture."""


def paint(view: PlayerView, pen: Pen) -> None:
    """Draw the page around the picture; the picture itself moves without it."""
    pen.box(LEFT, FILM_TOP, FILM_WIDTH, FILM_HEIGHT, "alert_black" if view.moving else "card")
    if view.moving:
        pen.ops.append(Film(LEFT, FILM_TOP, FILM_WIDTH, FILM_HEIGHT))
    else:
        _told(view, pen)
    _bar(view, pen)
    pen.text(RIGHT, HEADER_MIDDLE, view.frame.clock, 92, bold=True, anchor=Anchor.RIGHT)
    _column(view, pen)
    title = pen.fit(view.frame.title, falling(60, 56), FILM_WIDTH, 1, bold=True)
    if title.lines != (view.frame.title,):
        title = pen.fit(view.frame.title, (52, 48), SAFE_WIDTH, 2, bold=True)
    pen.write(LEFT, FILM_TOP + FILM_HEIGHT + 82 - title.height / 2, title)
    pen.foot(view.frame)


def _told(view: PlayerView, pen: Pen) -> None:
    """Where no picture moves, the words stand in its place, below the still picture if there is one."""
    if view.still is not None:
        pen.ops.append(Photo(LEFT, FILM_TOP, FILM_WIDTH, FILM_HEIGHT - SPOKEN, view.still))
        told = pen.fit(view.told, falling(60, 48), FILM_WIDTH - 48, 1, bold=True)
        top = FILM_TOP + FILM_HEIGHT - SPOKEN / 2 - told.height / 2
        pen.write(LEFT + FILM_WIDTH / 2, top, told, anchor=Anchor.CENTRE)
        return
    told = pen.fit(view.told, falling(80, 56), FILM_WIDTH - 96, 3, bold=True)
    top = FILM_TOP + FILM_HEIGHT / 2 - told.height / 2
    pen.write(LEFT + FILM_WIDTH / 2, top, told, anchor=Anchor.CENTRE)


def _bar(view: PlayerView, pen: Pen) -> None:
    """How far it has come, as a bar below the picture."""
    top = FILM_TOP + FILM_HEIGHT
    pen.box(LEFT, top, FILM_WIDTH, BAR, "line")
    if view.part:
        pen.box(LEFT, top, FILM_WIDTH * view.part / 100, BAR, "lake")


def _column(view: PlayerView, pen: Pen) -> None:
    width = RIGHT - COLUMN
    for place, line in enumerate(view.time.split(" / ")):
        pen.text(RIGHT, 236 + place * 76, f"/ {line}" if place else line, 56, anchor=Anchor.RIGHT)
    y: float = FILM_TOP + FILM_HEIGHT - BUTTON
    for button in reversed(view.buttons):
        size = next(
            (one for one in falling(60, 48) if pen.measure(button.label, one, True) <= width - 40), 48
        )
        pen.button(button, COLUMN, y, width, BUTTON, size)
        y -= BUTTON + 36
