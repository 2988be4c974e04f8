"""Home: every tile opens its feature; もどる has nowhere to go."""

from tvapp.domain.places import DisasterPlace, LivingPlace, NoticesPlace, SettingsPlace, TalkPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import Open, Remain, Step
from tvapp.resident.bus import behaviour as bus
from tvapp.resident.check_in import behaviour as check_in


def chosen(item: str, scene: Scene) -> Step:
    """Open a tile; while the box is nobody's, there is the page about it alone."""
    if item == "settings":
        return Open(SettingsPlace())
    return Remain() if scene.snapshot.enrolment is not None else _tile(item, scene)


def _tile(item: str, scene: Scene) -> Step:  # noqa: PLR0911  one return per tile
    match item:
        case "check_in":
            place = check_in.entry(scene)
            return Remain() if place is None else Open(place)
        case "notices":
            return Open(NoticesPlace())
        case "bus":
            return Open(bus.entry(scene))
        case "disaster":
            return Open(DisasterPlace())
        case "living":
            return Open(LivingPlace())
        case "talk":
            return Open(TalkPlace())
        case _:
            return Remain()
