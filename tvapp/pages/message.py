"""One thing said large: kept, done, refused, or simply told."""

from dataclasses import dataclass, replace

from tvapp.domain.fitting import Fitted
from tvapp.domain.view import MessageView, Mood
from tvapp.pages.pen import CONTENT_TOP, LEFT, SAFE_WIDTH, Pen

HEAD_HEIGHT, GAP = 220, 28
"""Height of the head where its words take no more."""
PAD = 44
ICON = 100
ROOM = SAFE_WIDTH - 188 - 40
SHRINK = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
SMALLEST = 48
LEAST = 0.94
"""Where words would have to be smaller than this times their usual size, the rest comes on another part."""


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


@dataclass(frozen=True)
class Plan:
    """The words of a message as they fit together."""

    head: tuple[Fitted, ...]
    details: tuple[Fitted, ...]

    @property
    def head_height(self) -> float:
        return max(HEAD_HEIGHT, sum(part.height for part in self.head) + PAD)

    @property
    def height(self) -> float:
        card = sum(part.height for part in self.details) + PAD
        return self.head_height + (GAP + card if self.details else 0)


def paint(view: MessageView, pen: Pen) -> None:
    """Draw a message."""
    pen.header(view.frame)
    room = pen.content_bottom - CONTENT_TOP
    plan = next((plan for less in SHRINK if (plan := _plan(view, less, pen)).height <= room), None)
    _draw(view, plan or _plan(view, SHRINK[-1], pen), pen)
    pen.buttons(view.buttons, back_apart=False)
    pen.foot(view.frame)


def parts(view: MessageView, pen: Pen) -> tuple[tuple[str, ...], ...]:
    """Share the details out, so that each part fits below the head at the size it was chosen for."""
    room = pen.content_bottom - CONTENT_TOP
    shared: list[tuple[str, ...]] = [()]
    for line in view.details:
        longer = replace(view, details=(*shared[-1], line))
        if shared[-1] and _plan(longer, LEAST, pen).height > room:
            shared.append((line,))
        else:
            shared[-1] = longer.details
    return tuple(shared)


def _plan(view: MessageView, less: float, pen: Pen) -> Plan:
    """Set all words, `less` times their usual size; the head takes two lines a part, a detail three."""
    scale = less * pen.sheet.text / 56

    def sizes(*usual: int) -> tuple[int, ...]:
        return tuple(dict.fromkeys(max(SMALLEST, round(size * scale)) for size in usual))

    most = 2
    if view.under:
        headline = pen.fit(view.headline, sizes(64, 60, 56), ROOM, most, bold=True)
        head: tuple[Fitted, ...] = (headline, pen.fit(view.under, sizes(58, 56, 54), ROOM, most))
    else:
        head = (pen.fit(view.headline, sizes(84, 76, 68, 60), ROOM, most, bold=True),)
    room = SAFE_WIDTH - 2 * PAD
    details = tuple(
        pen.fit(line, sizes(56, 54) if place else sizes(64, 60), room, most + 1, bold=place == 0)
        for place, line in enumerate(view.details)
    )
    return Plan(head, details)


def _draw(view: MessageView, plan: Plan, pen: Pen) -> None:
    look, height = LOOKS[view.mood], plan.head_height
    pen.box(LEFT, CONTENT_TOP, SAFE_WIDTH, height, look.fill, radius=24, edge=look.edge, edge_width=5)
    middle = CONTENT_TOP + height / 2
    pen.picture(LEFT + PAD, middle - ICON / 2, ICON, view.icon, look.icon)
    y = middle - sum(part.height for part in plan.head) / 2
    for part in plan.head:
        y = pen.write(LEFT + 188, y, part, look.ink)
    if not plan.details:
        return
    top = CONTENT_TOP + height + GAP
    room = pen.content_bottom - top
    pen.box(LEFT, top, SAFE_WIDTH, room, "card", radius=28, edge="line")
    spare = min(20.0, (room - PAD - sum(part.height for part in plan.details)) / len(plan.details))
    y = top + PAD / 2 + spare / 2
    for place, part in enumerate(plan.details):
        y = pen.write(LEFT + PAD, y, part, "soft" if place else "ink") + spare
