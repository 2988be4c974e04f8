"""訓練の けっか: which drills were held, whether this household answered, and how many did around it."""

from offline_cache.snapshot import SaidState
from tvapp.domain import dates
from tvapp.domain.said import of_kind
from tvapp.domain.scene import Scene
from tvapp.resident.disaster.lines import set_on_pages
from wire.commands import AlertAnswer
from wire.content import Drill

MOST = 6
"""Older drills teach nothing any more."""


def answered(drill: Drill, scene: Scene) -> bool:
    """Tell whether this household answered, as the city knows or as this box still remembers."""
    if any(answer.drill == drill.id for answer in scene.snapshot.drill_answers):
        return True
    said = of_kind(scene.snapshot, AlertAnswer)
    return any(body.alert == drill.id and one.state is not SaidState.REFUSED for one, body in said)


def own_words(drill: Drill, scene: Scene) -> str:
    """`見ました` or `こたえなし`."""
    return scene.words("tv.disaster.answered" if answered(drill, scene) else "tv.disaster.silent")


def pages(scene: Scene) -> tuple[tuple[str, ...], ...]:
    """Set the newest drills on pages, each told whole."""
    told = tuple(line for drill in scene.snapshot.drills[:MOST] for line in _told(drill, scene))
    return set_on_pages(told or (scene.words("tv.disaster.no_drills"),), scene, together=2)


def _told(drill: Drill, scene: Scene) -> tuple[str, str]:
    words = scene.words
    day = dates.short_day(drill.held_at.date(), words)
    counts = words(
        "tv.disaster.drill_counts",
        own=own_words(drill, scene),
        homes=drill.homes,
        answered=drill.answered,
    )
    return words("tv.disaster.drill_held", day=day, title=drill.title), counts
