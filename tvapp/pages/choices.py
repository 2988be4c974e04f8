"""A question about oneself with a few large answers, three in a row."""

from tvapp.domain.fitting import falling
from tvapp.domain.view import Choice, ChoicesView, Icon
from tvapp.pages.check_in import FACE, GAP, QUESTION_HEIGHT, QUESTION_TOP, question
from tvapp.pages.home import TONE_INK
from tvapp.pages.pen import LEFT, SAFE_WIDTH, Pen

IN_A_ROW = 3
TOP = QUESTION_TOP + QUESTION_HEIGHT + 40
LARGER = 1.35
"""These words stand alone in their box, so they are larger than a row's."""


def paint(view: ChoicesView, pen: Pen) -> None:
    """Draw the question and its answers: in one row, or in two."""
    pen.header(view.frame)
    question(view.question, view.note, pen)
    columns = min(len(view.choices), IN_A_ROW)
    rows = -(-len(view.choices) // columns)
    width = (SAFE_WIDTH - GAP * (columns - 1)) / columns
    height = (pen.foot_top - 24 - TOP - GAP * (rows - 1)) / rows
    size = _size(view.choices, width, pen)
    for place, choice in enumerate(view.choices):
        row, column = divmod(place, columns)
        spot = (LEFT + column * (width + GAP), TOP + row * (height + GAP), width, height)
        _choice(choice, spot, size, pen, given=view.given == choice.id)
    pen.foot(view.frame, view.back, at_right=True)


def _size(choices: tuple[Choice, ...], width: float, pen: Pen) -> int:
    """Choose the largest size at which every answer fits its box beside its digit."""
    room = width - 60 - (pen.sheet.second + 18) - 24
    longest = max((choice.label for choice in choices), key=lambda label: pen.measure(label, 100, True))
    return pen.fitted(longest, falling(round(pen.sheet.row * LARGER), 56), room, bold=True)


def _choice(
    choice: Choice, spot: tuple[float, float, float, float], size: int, pen: Pen, *, given: bool
) -> None:
    x, y, width, height = spot
    on = pen.card(choice.id, x, y, width, height)
    ink = on.ink if choice.id == pen.focus else TONE_INK[choice.tone]
    middle = y + height / 2
    if choice.icon is not None:
        pen.picture(x + (width - FACE) / 2, middle - FACE, FACE, choice.icon, ink)
        middle += FACE / 2 + 10
    digit, words = pen.sheet.second + 18, pen.measure(choice.label, size, True)
    start = x + (width - words - 24 - digit) / 2
    pen.text(start, middle, choice.label, size, ink=on.ink, bold=True)
    pen.digit(start + words + 24 + digit, middle, choice.digit, on)
    if given:
        pen.picture(x + width - 100, y + 28, 68, Icon.CHECK, ink)
