"""Before the box belongs to a household: a code in large letters."""

from tvapp.domain.fitting import Fitted, falling
from tvapp.domain.view import EnrolmentView
from tvapp.pages.ops import Anchor, Code
from tvapp.pages.pen import CONTENT_TOP, LEFT, RIGHT, SAFE_WIDTH, Pen

QR = 350
GAP = 28


def paint(view: EnrolmentView, pen: Pen) -> None:
    """Draw the code, how to use it, and the same as a QR code."""
    pen.header(view.frame)
    bottom = pen.content_bottom
    lines, height = _lines(view, bottom - CONTENT_TOP - 100 - 2 * GAP - 180, pen)
    headline = pen.fit(view.headline, falling(round(pen.sheet.head * 1.2), 56), SAFE_WIDTH, bold=True)
    top = pen.write(LEFT, CONTENT_TOP + 12, headline) + 18
    side = min(float(QR), bottom - height - GAP - top)
    room: float = SAFE_WIDTH
    if view.qr is not None:
        pen.ops.append(Code(round(RIGHT - side), round(top), round(side), view.qr))
        room -= side + 48
    if view.code:
        pen.box(LEFT, top, room, side, "card", radius=28, edge="line")
        size = pen.fitted(view.code, (180, 160, 140, 120), room - 80, bold=True)
        pen.text(LEFT + room / 2, top + side / 2, view.code, size, bold=True, anchor=Anchor.CENTRE)
    y = top + (side + GAP if view.code else GAP)
    for part in lines:
        y = pen.write(LEFT, y, part)
    if view.buttons:
        pen.buttons(view.buttons)
    pen.foot(view.frame)


def _lines(view: EnrolmentView, room: float, pen: Pen) -> tuple[tuple[Fitted, ...], float]:
    """Set what is to be done at the largest size that leaves room for the code."""
    told: tuple[Fitted, ...] = ()
    for size in falling(pen.sheet.text, 52):
        told = tuple(pen.fit(line, (size,), SAFE_WIDTH, 3) for line in view.lines)
        if sum(part.height for part in told) <= room:
            break
    return told, sum(part.height for part in told)
