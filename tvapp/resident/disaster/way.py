"""ひなん所: where this household goes, how far it is, and the way there step by step."""

from tvapp.domain import paging
from tvapp.domain.places import ShelterPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.view import Icon, MessageView, Mood
from tvapp.resident.alert.in_force import stay_inside
from wire.content import Shelter


def shelter_of(scene: Scene) -> Shelter | None:
    """Return where the household goes, if that is known."""
    household = scene.snapshot.household
    return None if household is None else household.shelter


def walk_words(shelter: Shelter, scene: Scene) -> str:
    """`720メートル・歩いて 12分`."""
    walk = scene.words("tv.disaster.walk", minutes=shelter.walk_minutes)
    if shelter.distance_m is None:
        return walk
    return scene.words("tv.disaster.far", metres=shelter.distance_m, walk=walk)


def shown(wanted: int, scene: Scene) -> paging.Page[str]:
    """Cut the page that is wanted out of the steps and the warnings on the way."""
    shelter = shelter_of(scene)
    if shelter is None or stay_inside(scene):
        return paging.page((), 0, rows=1)
    steps = tuple(
        scene.words("tv.disaster.step", number=number, step=step)
        for number, step in enumerate(shelter.steps, start=1)
    )
    return paging.page((*steps, *shelter.advice), wanted, rows=max(2, scene.sheet.rows - 1))


def view(place: ShelterPlace, focus: str | None, scene: Scene) -> MessageView:
    """Show the way; nobody is shown it while they must stay inside."""
    words, shelter = scene.words, shelter_of(scene)
    page = shown(place.page, scene)
    if stay_inside(scene):
        icon, headline, under = Icon.WARNING, words("tv.disaster.stay_inside"), words("tv.alert.inside_how")
    elif shelter is None:
        icon, headline, under = Icon.HOUSE, words("tv.disaster.no_shelter"), ""
    else:
        icon, headline, under = Icon.HOUSE, shelter.name, walk_words(shelter, scene)
    buttons = paging.buttons(page, words)
    ids = tuple(button.id for button in buttons)
    return MessageView(
        frame=frame(scene, words("tv.disaster.shelter_title"), choosing(scene, "←→", "decide")),
        screen="shelter",
        mood=Mood.REFUSED if stay_inside(scene) else Mood.PLAIN,
        icon=icon,
        headline=headline,
        under=under,
        details=page.items,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )
