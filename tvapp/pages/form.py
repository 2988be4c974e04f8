"""A form: rows that are already filled in and can be changed, and what to do with them."""

from tvapp.domain.view import Field, FormView
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import BUTTONS_TOP, LEFT, RIGHT, SAFE_WIDTH, Pen

ROWS_TOP, ROW_STEP = 172, 102
VALUE_LEFT = LEFT + 300


def paint(view: FormView, pen: Pen) -> None:
    """Draw a form."""
    pen.header(view.frame)
    for place, row in enumerate(view.fields):
        _field(row, view.change, ROWS_TOP + place * ROW_STEP, pen, last=place + 1 == len(view.fields))
    end = pen.buttons(view.buttons, back_apart=False)
    size = pen.fitted(view.note, (50, 48), RIGHT - end - 40)
    pen.text(RIGHT, BUTTONS_TOP + 50, view.note, size, ink="soft", anchor=Anchor.RIGHT)
    pen.foot(view.frame)


def _field(row: Field, change: str, y: float, pen: Pen, *, last: bool) -> None:
    focused = row.id == pen.focus
    middle = y + 50
    on = pen.inks
    if focused:
        on = pen.card(row.id, LEFT, y + 4, SAFE_WIDTH, 92, radius=20)
    elif not last:
        pen.box(LEFT, y + 99, SAFE_WIDTH, 4, "line")
    inset = 24 if focused else 0
    label = pen.fitted(row.label, (52, 48), VALUE_LEFT - LEFT - inset - 16)
    pen.text(LEFT + inset, middle, row.label, label, ink=on.soft)
    room = RIGHT - 200 - VALUE_LEFT
    size = pen.fitted(row.value, (62, 58, 56), room, bold=True)
    pen.text(VALUE_LEFT, middle, row.value, size, ink=on.ink, bold=True)
    pen.text(
        RIGHT - inset,
        middle,
        row.action or change,
        48,
        ink=on.ink if focused else "lake",
        bold=True,
        anchor=Anchor.RIGHT,
    )
