"""How are you today: the question, three answers, and two calls set apart."""

from tvapp.domain.fitting import falling
from tvapp.domain.view import CheckInView, Choice, Icon, Tone
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import LEFT, RIGHT, SAFE_WIDTH, Inks, Pen

QUESTION_TOP, QUESTION_HEIGHT = 186, 152
ANSWER_WIDTH, CALL_WIDTH = 552, 846
GAP = 36
FACE = 150


def paint(view: CheckInView, pen: Pen) -> None:
    """Draw the question and its answers."""
    pen.header(view.frame)
    question(view.question, view.note, pen)
    bottom = pen.foot_top - 24
    call = 160 if pen.sheet.text < 80 else 148
    top, height = QUESTION_TOP + QUESTION_HEIGHT + 40, bottom - call - 40
    size, inline = _answers_size(view.answers, pen)
    for place, answer in enumerate(view.answers):
        box = (LEFT + place * (ANSWER_WIDTH + GAP), top, ANSWER_WIDTH, height - top)
        _answer(answer, box, size, pen, inline=inline, given=view.given == answer.id)
    for place, choice in enumerate(view.calls):
        _call(choice, (LEFT + place * (CALL_WIDTH + GAP), bottom - call, CALL_WIDTH, call), pen)
    pen.foot(view.frame, *view.more, view.back, at_right=True)


def question(text: str, note: str, pen: Pen) -> None:
    """Draw what is asked, which has the focus first."""
    on = pen.card("question", LEFT, QUESTION_TOP, SAFE_WIDTH, QUESTION_HEIGHT)
    middle = QUESTION_TOP + QUESTION_HEIGHT / 2
    noted = pen.text(RIGHT - 48, middle, note, pen.sheet.second + 4, ink=on.ink, anchor=Anchor.RIGHT)
    sizes = falling(round(pen.sheet.head * 1.4), 60)
    told = pen.fit(text, sizes, SAFE_WIDTH - 140 - noted, 2, bold=True)
    pen.write(LEFT + 48, middle - told.height / 2, told, on.ink)


def _answers_size(answers: tuple[Choice, ...], pen: Pen) -> tuple[int, bool]:
    """Choose one size for all answers, and whether their digits stand beside the words or in the corner."""
    digit = pen.sheet.second + 18 + 24
    wanted = pen.sheet.row + 2
    widest = max(pen.measure(answer.label, wanted, True) for answer in answers)
    if widest + digit <= ANSWER_WIDTH - 40:
        return wanted, True
    longest = max((answer.label for answer in answers), key=lambda label: pen.measure(label, wanted, True))
    return pen.fitted(longest, falling(wanted, 56), ANSWER_WIDTH - 40, bold=True), False


def _answer(
    answer: Choice,
    box: tuple[float, float, float, float],
    size: int,
    pen: Pen,
    *,
    inline: bool,
    given: bool,
) -> None:
    x, y, width, height = box
    on = pen.card(answer.id, x, y, width, height)
    ink = on.ink if answer.id == pen.focus else TONE_INK[answer.tone]
    if answer.icon is not None:
        pen.picture(x + (width - FACE) / 2, y + height * 0.15, FACE, answer.icon, ink)
    middle = y + height * 0.74
    words = pen.measure(answer.label, size, True)
    digit = pen.sheet.second + 18
    start = x + (width - words - (24 + digit if inline else 0)) / 2
    pen.text(start, middle, answer.label, size, ink=on.ink, bold=True)
    if inline:
        pen.digit(start + words + 24 + digit, middle, answer.digit, on)
    else:
        pen.digit(x + 28 + digit, y + 28 + digit / 2, answer.digit, on)
    if given:
        pen.picture(x + width - 100, y + 28, 68, Icon.CHECK, ink)


def _call(call: Choice, box: tuple[float, float, float, float], pen: Pen) -> None:
    x, y, width, height = box
    help_wanted = call.tone is Tone.AKA and call.id != pen.focus
    if help_wanted:
        pen.box(x, y, width, height, "aka_soft", radius=28, edge="aka")
        on = Inks("aka", "aka", "aka_soft", "aka")
    else:
        on = pen.card(call.id, x, y, width, height)
    middle = y + height / 2
    room = width - 72 - pen.sheet.second - 40
    size = pen.fitted(call.label, falling(pen.sheet.row + 4, 56), room, bold=True)
    pen.text(x + 36, middle, call.label, size, ink=on.ink, bold=True)
    pen.digit(x + width - 36, middle, call.digit, on)
