"""The emergency: black ground, the level's colour as a band, its words in white."""

from tvapp.domain.fitting import Fitted, falling
from tvapp.domain.view import AlertView
from tvapp.pages.ops import HEIGHT, WIDTH, Anchor
from tvapp.pages.pen import LEFT, RIGHT, Inks, Pen

BAND = 44
BLACK = Inks("card", "card", "alert_black", "card", "card", "alert_black")
BANDS = {5: "level5", 4: "level4", 3: "level3"}
EDGES = {5: "card", 4: "level4_edge", 3: "level3"}
CARD_TOP, CARD_WIDTH, CARD_BOTTOM = 484, 938, 884
PAD, PAD_BELOW = 40, 14
FOOT = 946


def paint(view: AlertView, pen: Pen) -> None:
    """Draw an emergency or a drill."""
    pen.inks = BLACK
    _band(view, pen)
    _title(view, pen)
    _headline(view, pen)
    _advice(view, pen)
    _buttons(view, pen)
    _foot(view, pen)


def _headline(view: AlertView, pen: Pen) -> None:
    """Say what happens in the largest letters, one sentence a line."""
    for number, line in enumerate(view.headline):
        told = pen.fit(line, falling(92, 64), RIGHT - LEFT, bold=True)
        pen.write(LEFT, 286 + number * 112 - told.height / 2, told)


def _foot(view: AlertView, pen: Pen) -> None:
    """Say who sent it and when, or, once it was answered, what became of the answer."""
    if not view.answered:
        title = pen.text(LEFT, FOOT, view.frame.title, pen.sheet.least)
        told = pen.fit(view.frame.status, falling(pen.sheet.second, 48), RIGHT - LEFT - title - 60)
        pen.write(RIGHT, FOOT - told.height / 2, told, anchor=Anchor.RIGHT)
        return
    told = pen.fit(view.answered, falling(min(72, pen.sheet.head), 52), RIGHT - LEFT, bold=True)
    pen.write(LEFT, FOOT - told.height / 2, told)


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
        edge = EDGES.get(view.level or 0, "card")
        pen.box(x, middle - 46, width, 92, "alert_black", radius=20, edge=edge, edge_width=8)
        pen.text(x + width / 2, middle, view.level_text, 68, bold=True, anchor=Anchor.CENTRE)
        x += width + 48
    title = pen.fit(view.title, falling(112, 64), RIGHT - x, bold=True)
    pen.write(x, middle - title.height / 2, title)
    x += max(pen.measure(line, title.size, True) for line in (*title.lines, "")) + 40
    sizes = falling(pen.sheet.second + 6, 48)
    for words in (view.area, view.area_brief):
        area = pen.fitted(words, sizes, RIGHT - x)
        if pen.measure(words, area, False) <= RIGHT - x:
            pen.text(RIGHT, middle, words, area, anchor=Anchor.RIGHT)
            return


def _advice(view: AlertView, pen: Pen) -> None:
    if not view.advice_title and not view.advice:
        return
    pen.box(LEFT, CARD_TOP, CARD_WIDTH, CARD_BOTTOM - CARD_TOP, "alert_card", radius=28)
    y = _goal(view, pen)
    told = _set(view.advice, CARD_BOTTOM - PAD_BELOW - y, 52, pen)
    spare = CARD_BOTTOM - PAD_BELOW - y - sum(part.height for part in told)
    between = max(0.0, min(14.0, spare / (len(told) + 1)))
    for part in told:
        y = pen.write(LEFT + PAD, y, part) + between


def parts(view: AlertView, pen: Pen) -> tuple[tuple[str, ...], ...]:
    """Share the advice out, so that each part fits below where to go."""
    room = CARD_BOTTOM - PAD_BELOW - _goal(view, pen)
    least = max(56, round(pen.sheet.advice * 0.85))
    shared: list[tuple[str, ...]] = [()]
    for sentence in view.advice:
        longer = (*shared[-1], sentence)
        if shared[-1] and sum(part.height for part in _set(longer, room, least, pen)) > room:
            shared.append((sentence,))
        else:
            shared[-1] = longer
    return tuple(shared)


def _set(advice: tuple[str, ...], room: float, least: int, pen: Pen) -> tuple[Fitted, ...]:
    """Set sentences as large as they fit, or at the least size."""
    told: tuple[Fitted, ...] = ()
    for size in falling(pen.sheet.advice, least):
        told = tuple(pen.fit(sentence, (size,), CARD_WIDTH - 2 * PAD, 4) for sentence in advice)
        if sum(part.height for part in told) <= room:
            break
    return told


def _goal(view: AlertView, pen: Pen) -> float:
    """Say where to go and how far, on one line or on two; returns where that ends."""
    y: float = CARD_TOP + 28
    if not view.advice_title:
        return y
    room = CARD_WIDTH - 2 * PAD
    wanted = round(pen.sheet.advice * 72 / 56)
    note_size = pen.sheet.advice
    note = pen.measure(view.advice_note, note_size, False) + 20
    size = pen.fitted(view.advice_title, falling(wanted, 60), room - note, bold=True)
    together = pen.measure(view.advice_title, size, True) + note <= room
    told = pen.fit(view.advice_title, falling(size if together else wanted, 56), room, bold=True)
    end = pen.write(LEFT + PAD, y, told)
    middle = y + told.height / 2
    if together:
        x = LEFT + PAD + pen.measure(view.advice_title, told.size, True) + 20
        pen.text(x, middle, view.advice_note, note_size)
        return end
    return pen.write(LEFT + PAD, end, pen.fit(view.advice_note, (note_size,), room))


def _buttons(view: AlertView, pen: Pen) -> None:
    x = LEFT + CARD_WIDTH + 44
    width = RIGHT - x
    count = max(3, len(view.buttons))
    gap = 22
    height = min(118, (CARD_BOTTOM - CARD_TOP - gap * (count - 1)) / count)
    for place, button in enumerate(view.buttons):
        y = CARD_TOP + place * (height + gap)
        on = pen.card(button.id, x, y, width, height, radius=24)
        words = f"{button.digit} {button.label}" if button.digit else button.label
        size = pen.fitted(words, falling(min(pen.sheet.row, int(height * 0.7)), 56), width - 60, bold=True)
        pen.text(x + 36, y + height / 2, words, size, ink=on.ink, bold=True)
