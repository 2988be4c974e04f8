"""Before the box belongs to a household: a code in large letters."""

from tvapp.domain.view import EnrolmentView
from tvapp.pages.ops import Anchor, Code
from tvapp.pages.pen import LEFT, RIGHT, SAFE_WIDTH, Pen

QR = 350
CARD_TOP = 286


def paint(view: EnrolmentView, pen: Pen) -> None:
    """Draw the code, how to use it, and the same as a QR code."""
    pen.header(view.frame)
    pen.text(
        LEFT,
        236,
        view.headline,
        pen.fitted(view.headline, (72, 64, 60, 56), SAFE_WIDTH, bold=True),
        bold=True,
    )
    room: float = SAFE_WIDTH
    if view.qr is not None:
        pen.ops.append(Code(RIGHT - QR, CARD_TOP, QR, view.qr))
        room -= QR + 48
    pen.box(LEFT, CARD_TOP, room, QR, "card", radius=28, edge="line")
    if view.code:
        size = pen.fitted(view.code, (180, 160, 140, 120), room - 80, bold=True)
        pen.text(LEFT + room / 2, CARD_TOP + QR / 2, view.code, size, bold=True, anchor=Anchor.CENTRE)
    for number, line in enumerate(view.lines):
        y = 684 + number * 74 if view.code else CARD_TOP + 80 + number * 80
        x = LEFT if view.code else LEFT + 44
        pen.text(x, y, line, pen.fitted(line, (56, 52, 48), room - 88 if not view.code else SAFE_WIDTH))
    if view.buttons:
        pen.buttons(view.buttons)
    pen.foot(view.frame)
