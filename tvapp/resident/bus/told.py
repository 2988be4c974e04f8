"""The shape of every page about one ride: a headline, a sentence under it, details, buttons."""

from dataclasses import dataclass

from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, MessageView, Mood


@dataclass(frozen=True)
class Told:
    """What a ride's page says: the key of its headline, a sentence under it, details and buttons."""

    mood: Mood
    icon: Icon
    headline: str
    under: str
    details: tuple[str, ...]
    more: tuple[Button, ...] = ()


def page(told: Told, focus: str | None, scene: Scene, title: str = "tv.bus.title_ride") -> MessageView:
    """Put it on the screen; わかりました has the focus, so that no key pressed twice asks for anything."""
    words = scene.words
    buttons = (Button(BACK, words("tv.button.understood")), *told.more)
    return MessageView(
        frame=frame(scene, words(title), choosing(scene, "←→", "decide")),
        screen="ride",
        mood=told.mood,
        icon=told.icon,
        headline=words(told.headline),
        under=told.under,
        details=told.details,
        buttons=buttons,
        focus=settled(focus, tuple(button.id for button in buttons), BACK),
    )
