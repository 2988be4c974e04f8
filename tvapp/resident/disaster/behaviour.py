"""防災: looking at alerts in force and at the way to the shelter."""

from tvapp.domain import paging
from tvapp.domain.places import DisasterPlace, ShelterPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, ShowAlert, Step, Swap
from tvapp.resident.alert.in_force import in_force

ALERT = "alert"
SHELTER = "shelter"


def entries(scene: Scene) -> tuple[str, ...]:
    """Return the ids of the rows: alerts in force, gravest first, then the shelter."""
    household = scene.snapshot.household
    shelter = (SHELTER,) if household is not None and household.shelter is not None else ()
    return (*(paging.of(ALERT, alert.id) for alert in in_force(scene)), *shelter)


def chosen(place: DisasterPlace | ShelterPlace, item: str, scene: Scene) -> Step:
    """Show an alert or the shelter, turn a page, or leave."""
    if item == BACK:
        return Back()
    match place:
        case DisasterPlace(page=number):
            turned = paging.turned(item, paging.page(entries(scene), number, scene.sheet.rows))
            if turned is not None:
                return Swap(DisasterPlace(turned))
            return _opened(item, scene)
        case ShelterPlace():
            return Remain()


def _opened(item: str, scene: Scene) -> Step:
    if item == SHELTER and item in entries(scene):
        return Open(ShelterPlace())
    alert = paging.named(ALERT, item)
    return Remain() if alert is None else ShowAlert(alert)
