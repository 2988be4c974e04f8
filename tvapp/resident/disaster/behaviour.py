"""防災: alerts in force, the way to the shelter, what to take, and what became of drills."""

from tvapp.domain import paging
from tvapp.domain.places import DisasterPlace, DrillsPlace, ShelterPlace, TakePlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, ShowAlert, Step, Swap
from tvapp.resident.alert.in_force import in_force
from tvapp.resident.disaster import drills, take, way

ALERT = "alert"
SHELTER = "shelter"
TAKE = "take"
DRILLS = "drills"

DisasterPages = DisasterPlace | ShelterPlace | TakePlace | DrillsPlace


def entries(scene: Scene) -> tuple[str, ...]:
    """Return the ids of the rows: alerts in force, gravest first, then what to know before the next."""
    household = scene.snapshot.household
    shelter = (SHELTER,) if household is not None and household.shelter is not None else ()
    taking = (TAKE,) if household is not None else ()
    held = (DRILLS,) if scene.snapshot.drills else ()
    return (*(paging.of(ALERT, alert.id) for alert in in_force(scene)), *shelter, *taking, *held)


def chosen(place: DisasterPages, item: str, scene: Scene) -> Step:
    """Show an alert or one of the pages, turn a page, or leave."""
    if item == BACK:
        return Back()
    match place:
        case DisasterPlace(page=number):
            turned = paging.turned(item, paging.page(entries(scene), number, scene.sheet.rows))
            return _opened(item, scene) if turned is None else Swap(DisasterPlace(turned))
        case ShelterPlace(page=number):
            turned = paging.turned(item, way.shown(number, scene))
            return Remain() if turned is None else Swap(ShelterPlace(turned))
        case TakePlace(page=number):
            turned = paging.turned(item, paging.page(take.pages(scene), number, rows=1))
            return Remain() if turned is None else Swap(TakePlace(turned))
        case DrillsPlace(page=number):
            turned = paging.turned(item, paging.page(drills.pages(scene), number, rows=1))
            return Remain() if turned is None else Swap(DrillsPlace(turned))


def _opened(item: str, scene: Scene) -> Step:
    alert = paging.named(ALERT, item)
    if alert is not None:
        return ShowAlert(alert)
    if item not in entries(scene):
        return Remain()
    match item:
        case "shelter":
            return Open(ShelterPlace())
        case "take":
            return Open(TakePlace())
        case "drills":
            return Open(DrillsPlace())
        case _:
            return Remain()
