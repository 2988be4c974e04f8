"""The emergency: black ground, the level's colour as a band, its words in white."""

from tvapp.domain.view import AlertView
from tvapp.pages.ops import HEIGHT, WIDTH, Anchor
from tvapp.pages.pen import LEFT, RIGHT, Inks, Pen

BAND = 44
BLACK = Inks("card", "card", "alert_black", "card", "card", "alert_black")
BANDS = {5: "level5", 4: "level4", 3: "level3"}
EDGES = {5: "card", 4: "level4_edge", 3: "level3"}
CARD_TOP, CARD_WIDTH, CARD_HEIGHT = 484, 938, 400
STEP, MOST_ADVICE, ROOMY = 68, 4, 3


def paint(view: AlertView, pen: Pen) -> None:
    """Draw an emergency or a drill."""
    pen.inks = BLACK
    _band(view, pen)
    _title(view, pen)
    for number, line in enumerate(view.headline):
        size = pen.fitted(line, (92, 84, 76, 68), RIGHT - LEFT, bold=True)
        pen.text(LEFT, 286 + number * 112, line, size, bold=True)
    _advice(view, pen)
    _buttons(view, pen)
    _foot(view, pen)


FOOT = 946


def _foot(view: AlertView, pen: Pen) -> None:
    """Say who sent it and when, or, once it was answered, what became of the answer."""
    if not view.answered:
        pen.text(LEFT, FOOT, view.frame.title, 48)
        pen.text(RIGHT, FOOT, view.frame.status, 48, anchor=Anchor.RIGHT)
        return
    size = pen.fitted(view.answered, (60, 56, 52, 48), RIGHT - LEFT, bold=True)
    pen.text(LEFT, FOOT, view.answered, size, bold=True)


def _band(view: AlertView, pen: Pen) -> None:
    band = BANDS.get(view.level or 0, "lake")
    pen.box(0, 0, WIDTH, HEIGHT, band)
    if view.level == 5:
        # Black on black would be no band at all: a white line sets level 5 off from the page.
        pen.box(BAND - 10, BAND - 10, WIDTH - 2 * BAND + 20, HEIGHT - 2 * BAND + 20, "card")
    pen.box(BAND, BAND, WIDTH - 2 * BAND, HEIGHT - 2 * BAND, "alert_black")


def _title(view: AlertView, pen: Pen) -> None:
    middle = 147
    x: float = LEFT
    if view.drill:
        x += pen.badge(x, middle, view.drill, "gold", "alert_black", size=68) + 36
    if view.level_text:
        width = pen.measure(view.level_text, 68, True) + 76
        pen.box(
            x,
            middle - 46,
            width,
            92,
            "alert_black",
            radius=20,
            edge=EDGES.get(view.level or 0, "card"),
            edge_width=8,
        )
        pen.text(x + width / 2, middle, view.level_text, 68, bold=True, anchor=Anchor.CENTRE)
        x += width + 48
    title = pen.fitted(view.title, (112, 100, 88, 76, 68, 60), RIGHT - x, bold=True)
    x += pen.text(x, middle, view.title, title, bold=True) + 40
    if pen.measure(view.area, 54, False) <= RIGHT - x:
        pen.text(RIGHT, middle, view.area, 54, anchor=Anchor.RIGHT)


def _advice(view: AlertView, pen: Pen) -> None:
    if not view.advice_title and not view.advice:
        return
    pen.box(LEFT, CARD_TOP, CARD_WIDTH, CARD_HEIGHT, "alert_card", radius=28)
    y: float = CARD_TOP + (64 if view.advice_title else 60)
    lines = view.advice
    if view.advice_title:
        y, lines = _goal(view, y, pen)
    for line in lines:
        pen.text(LEFT + 40, y, line, pen.fitted(line, (56, 52), CARD_WIDTH - 80))
        y += STEP if len(lines) > ROOMY else STEP + 8


def _goal(view: AlertView, y: float, pen: Pen) -> tuple[float, tuple[str, ...]]:
    """Say where to go and how far, on one line or on two; returns what is left: where, and of the advice."""
    room = CARD_WIDTH - 80
    note = pen.measure(view.advice_note, 56, False) + 20
    size = pen.fitted(view.advice_title, (72, 64, 60, 56), room - note, bold=True)
    together = pen.measure(view.advice_title, size, True) + note <= room
    if not together:
        size = pen.fitted(view.advice_title, (72, 64, 60, 56, 52), room, bold=True)
    width = pen.text(LEFT + 40, y, view.advice_title, size, bold=True)
    if together:
        pen.text(LEFT + 40 + width + 20, y, view.advice_note, 56)
        return y + 72, view.advice
    pen.text(LEFT + 40, y + 72, view.advice_note, 56)
    return y + 72 + STEP, view.advice[:-1] if len(view.advice) == MOST_ADVICE else view.advice


def _buttons(view: AlertView, pen: Pen) -> None:
    x = LEFT + CARD_WIDTH + 44
    width = RIGHT - x
    count = max(3, len(view.buttons))
    gap = 22
    height = min(109, (CARD_HEIGHT - gap * (count - 1)) / count)
    for place, button in enumerate(view.buttons):
        y = CARD_TOP + place * (height + gap)
        on = pen.card(button.id, x, y, width, height, radius=24)
        words = f"{button.digit} {button.label}" if button.digit else button.label
        size = pen.fitted(words, (60, 56), width - 72, bold=True)
        pen.text(x + 40, y + height / 2, words, size, ink=on.ink, bold=True)
