"""How are you today: the question, three answers, and two calls set apart."""

from tvapp.domain.view import CheckInView, Choice, Icon, Tone
from tvapp.pages.home import TONE_INK
from tvapp.pages.ops import Anchor
from tvapp.pages.pen import FOOT_MIDDLE, LEFT, RIGHT, SAFE_WIDTH, Inks, Pen

ANSWER_WIDTH, ANSWER_HEIGHT, ANSWERS_TOP = 552, 350, 378
CALL_WIDTH, CALL_HEIGHT, CALLS_TOP = 846, 160, 768
GAP = 36


def paint(view: CheckInView, pen: Pen) -> None:
    """Draw the question and its answers."""
    pen.header(view.frame)
    on = pen.card("question", LEFT, 186, SAFE_WIDTH, 152)
    note = pen.text(RIGHT - 48, 262, view.note, 52, ink=on.ink, anchor=Anchor.RIGHT)
    size = pen.fitted(view.question, (84, 76, 68, 60), SAFE_WIDTH - 140 - note, bold=True)
    pen.text(LEFT + 48, 262, view.question, size, ink=on.ink, bold=True)
    for place, answer in enumerate(view.answers):
        _answer(answer, LEFT + place * (ANSWER_WIDTH + GAP), pen, given=view.given == answer.id)
    for place, call in enumerate(view.calls):
        _call(call, LEFT + place * (CALL_WIDTH + GAP), pen)
    pen.foot(view.frame, status=False)
    width = pen.measure(view.back.label, 48, True) + 64
    pen.button(view.back, RIGHT - width, FOOT_MIDDLE - 37, width, 74, 48)


def _answer(answer: Choice, x: float, pen: Pen, *, given: bool) -> None:
    on = pen.card(answer.id, x, ANSWERS_TOP, ANSWER_WIDTH, ANSWER_HEIGHT)
    ink = on.ink if answer.id == pen.focus else TONE_INK[answer.tone]
    pen.picture(x + (ANSWER_WIDTH - 150) / 2, ANSWERS_TOP + 54, 150, answer.icon, ink)
    middle = ANSWERS_TOP + 260
    words = pen.measure(answer.label, 62, True)
    start = x + (ANSWER_WIDTH - words - 24 - 66) / 2
    pen.text(start, middle, answer.label, 62, ink=on.ink, bold=True)
    pen.digit(start + words + 24 + 66, middle, answer.digit, on)
    if given:
        pen.picture(x + ANSWER_WIDTH - 100, ANSWERS_TOP + 28, 68, Icon.CHECK, ink)


def _call(call: Choice, x: float, pen: Pen) -> None:
    help_wanted = call.tone is Tone.AKA and call.id != pen.focus
    if help_wanted:
        pen.box(x, CALLS_TOP, CALL_WIDTH, CALL_HEIGHT, "aka_soft", radius=28, edge="aka")
        on = Inks("aka", "aka", "aka_soft", "aka")
    else:
        on = pen.card(call.id, x, CALLS_TOP, CALL_WIDTH, CALL_HEIGHT)
    middle = CALLS_TOP + CALL_HEIGHT / 2
    pen.text(x + 36, middle, call.label, 64, ink=on.ink, bold=True, anchor=Anchor.LEFT)
    pen.digit(x + CALL_WIDTH - 36, middle, call.digit, on)
