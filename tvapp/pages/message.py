"""One thing said large: kept, done, refused, or simply told."""

from dataclasses import dataclass

from tvapp.domain.view import MessageView, Mood
from tvapp.pages.pen import LEFT, SAFE_WIDTH, Pen

HEAD_TOP, HEAD_HEIGHT = 180, 220
CARD_TOP, CARD_HEIGHT = 428, 344


@dataclass(frozen=True)
class Look:
    """The ground, edge, ink and icon's ink of a mood."""

    fill: str
    edge: str
    ink: str
    icon: str


LOOKS = {
    Mood.KEPT: Look("sand", "sand_edge", "ink", "sand_edge"),
    Mood.DONE: Look("leaf", "leaf", "card", "card"),
    Mood.REFUSED: Look("aka_soft", "aka", "ink", "aka"),
    Mood.PLAIN: Look("card", "line", "ink", "ink"),
}


def paint(view: MessageView, pen: Pen) -> None:
    """Draw a message."""
    pen.header(view.frame)
    _head(view, pen)
    if view.details:
        pen.box(LEFT, CARD_TOP, SAFE_WIDTH, CARD_HEIGHT, "card", radius=28, edge="line")
    for number, line in enumerate(view.details):
        size, middle = (64, CARD_TOP + 66) if number == 0 else (56, CARD_TOP + 66 + 8 + number * 72)
        fitted = pen.fitted(line, (size, 60, 56, 52, 48), SAFE_WIDTH - 88, bold=number == 0)
        pen.text(LEFT + 44, middle, line, fitted, ink="ink" if number == 0 else "soft", bold=number == 0)
    pen.buttons(view.buttons, back_apart=False)
    pen.foot(view.frame)


def _head(view: MessageView, pen: Pen) -> None:
    look = LOOKS[view.mood]
    pen.box(LEFT, HEAD_TOP, SAFE_WIDTH, HEAD_HEIGHT, look.fill, radius=24, edge=look.edge, edge_width=5)
    middle = HEAD_TOP + HEAD_HEIGHT / 2
    pen.picture(LEFT + 44, middle - 50, 100, view.icon, look.icon)
    x = LEFT + 188
    room = SAFE_WIDTH - 188 - 40
    if view.under:
        pen.text(
            x,
            middle - 46,
            view.headline,
            pen.fitted(view.headline, (64, 60, 56), room, bold=True),
            ink=look.ink,
            bold=True,
        )
        pen.text(x, middle + 44, view.under, pen.fitted(view.under, (58, 56, 52, 48), room), ink=look.ink)
        return
    size = pen.fitted(view.headline, (84, 76, 68, 60), room, bold=True)
    pen.text(x, middle, view.headline, size, ink=look.ink, bold=True)
