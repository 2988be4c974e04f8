"""もって いく もの: what this household needs first, then what everybody takes."""

from tvapp.domain.scene import Scene
from tvapp.resident.disaster.lines import set_on_pages
from wire.content import Need

_EVERYBODY = ("water", "light", "clothes", "money", "keys")


def things(scene: Scene) -> tuple[str, ...]:
    """List it all; a need that this version does not know is left out."""
    household, words = scene.snapshot.household, scene.words
    needs = household.needs if household is not None else ()
    own = tuple(words(f"tv.disaster.take_{need.value}") for need in Need if need.value in needs)
    written = household.take if household is not None else ()
    return (*own, *written, *(words(f"tv.disaster.take_{name}") for name in _EVERYBODY))


def pages(scene: Scene) -> tuple[tuple[str, ...], ...]:
    """Set the list on pages, a thing on its own line."""
    return set_on_pages(tuple(scene.words("tv.disaster.item", thing=thing) for thing in things(scene)), scene)
