"""A form: rows that are already filled in and can be changed, and what to do with them."""

from dataclasses import replace

from tvapp.domain.fitting import falling
from tvapp.domain.view import Field, FormView
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import LEFT, RIGHT, SAFE_WIDTH, Pen

ROWS_TOP = 172
STEP = 102
"""Height of a row where there is room enough."""


def paint(view: FormView, pen: Pen) -> None:
    """Draw a form."""
    fields, part = _shown(view, pen)
    pen.header(replace(view.frame, title=f"{view.frame.title}  {part}".rstrip()))
    step = min(STEP * pen.sheet.text / 56, (pen.content_bottom + 10 - ROWS_TOP) / max(1, len(fields)))
    values = LEFT + max(300.0, _widest(tuple(field.label for field in fields), pen) + 40)
    for place, row in enumerate(fields):
        last = place + 1 == len(fields)
        _field(row, view.change, (ROWS_TOP + place * step, step), values, pen, last=last)
    end = pen.buttons(view.buttons, back_apart=False)
    sizes = falling(pen.sheet.second + 2, 48)
    told = pen.fit(view.note, sizes, RIGHT - end - 40, 2)
    middle = pen.buttons_top + (pen.sheet.button + 40) / 2
    pen.write(RIGHT, middle - told.height / 2, told, "soft", Anchor.RIGHT)
    pen.foot(view.frame)


def _shown(view: FormView, pen: Pen) -> tuple[tuple[Field, ...], str]:
    """Show all rows; where they have no room, the part of them that holds the focus, and which that is."""
    room = int((pen.content_bottom + 10 - ROWS_TOP) / (pen.sheet.text + 14))
    if len(view.fields) <= room:
        return view.fields, ""
    places = [place for place, field in enumerate(view.fields) if field.id == view.focus]
    part, parts = (places[0] // room if places else 0), -(-len(view.fields) // room)
    return view.fields[part * room : (part + 1) * room], f"{part + 1} / {parts}"


def _widest(labels: tuple[str, ...], pen: Pen) -> float:
    return max((pen.measure(label, pen.sheet.second + 2, False) for label in labels), default=0.0)


def _field(
    row: Field, change: str, place: tuple[float, float], values: float, pen: Pen, *, last: bool
) -> None:
    y, step = place
    sheet = pen.sheet
    focused = row.id == pen.focus
    middle = y + step / 2
    on = pen.inks
    if focused:
        on = pen.card(row.id, LEFT, y + 4, SAFE_WIDTH, step - 10, radius=20)
    elif not last:
        pen.box(LEFT, y + step - 3, SAFE_WIDTH, 4, "line")
    inset = 24 if focused else 0
    pen.text(LEFT + inset, middle, row.label, sheet.second + 2 if not focused else sheet.second, ink=on.soft)
    action = row.action or change
    ink = on.ink if focused else "lake"
    taken = pen.text(RIGHT - inset, middle, action, sheet.second, ink=ink, bold=True, anchor=Anchor.RIGHT)
    room = RIGHT - 24 - taken - 30 - values
    most = min(sheet.row + 2, round(step * 0.86))
    told = pen.fit(row.value, falling(most, 48), room, bold=True)
    pen.write(values, middle - told.height / 2, told, on.ink)
