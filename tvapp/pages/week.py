"""Seven days side by side, each a face with its word."""

from tvapp.domain.fitting import falling
from tvapp.domain.view import DayMark, Icon, WeekView
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import CONTENT_TOP, LEFT, SAFE_WIDTH, Pen

DAYS, GAP, INSIDE = 7, 18, 16
WIDTH = (SAFE_WIDTH - GAP * (DAYS - 1)) / DAYS
FACE, TICK = 100, 68


def paint(view: WeekView, pen: Pen) -> None:
    """Draw the days and the buttons below."""
    pen.header(view.frame)
    for place, day in enumerate(view.days):
        _day(day, LEFT + place * (WIDTH + GAP), pen)
    pen.buttons(view.buttons, back_apart=False)
    pen.foot(view.frame)


def _day(day: DayMark, x: float, pen: Pen) -> None:
    edge, width = ("lake", 8) if day.today else ("line", 4)
    height = pen.content_bottom - CONTENT_TOP
    pen.box(x, CONTENT_TOP, WIDTH, height, "card", radius=28, edge=edge, edge_width=width)
    middle, room = x + WIDTH / 2, WIDTH - 2 * INSIDE
    weekday = pen.fit(day.weekday, falling(pen.sheet.row, 48), room, 1, bold=True)
    y = pen.write(middle, CONTENT_TOP + 18, weekday, anchor=Anchor.CENTRE)
    date = pen.fit(day.day, falling(pen.sheet.second, 48), room, 1)
    y = pen.write(middle, y, date, "soft", anchor=Anchor.CENTRE) + 8
    if day.icon is not None:
        pen.picture(middle - FACE / 2, y, FACE, day.icon, TONE_INK[day.tone])
    word = pen.fit(day.word, falling(pen.sheet.text, 48), room, 2, bold=True)
    y = pen.write(middle, y + FACE + 10, word, anchor=Anchor.CENTRE)
    if day.medicine:
        told = pen.fit(day.medicine, falling(pen.sheet.second, 48), room, 1)
        top = CONTENT_TOP + height - 12 - told.height
        pen.write(middle, top, told, "soft", anchor=Anchor.CENTRE)
        if top - TICK >= y:  # with the largest letters the word stands alone
            pen.picture(middle - TICK / 2, top - TICK, TICK, Icon.CHECK, "leaf")
