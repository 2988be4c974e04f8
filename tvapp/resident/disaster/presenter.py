"""防災: alerts in force and the way to the shelter, which nobody is shown while they must stay inside."""

from tvapp.domain import paging
from tvapp.domain.places import DisasterPlace, ShelterPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, Row, Tone, View
from tvapp.resident.alert.in_force import answered, in_force, level_text, name, stay_inside
from tvapp.resident.disaster.behaviour import ALERT, SHELTER, entries


def view(place: DisasterPlace | ShelterPlace, focus: str | None, scene: Scene) -> View:
    match place:
        case DisasterPlace():
            return _list(place, focus, scene)
        case ShelterPlace():
            return _shelter(focus, scene)


def _list(place: DisasterPlace, focus: str | None, scene: Scene) -> ListView:
    words = scene.words
    shown = paging.page(entries(scene), place.page, scene.sheet.rows)
    rows = tuple(_row(item, scene) for item in shown.items)
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    title = words("tv.disaster.title" if in_force(scene) else calm_key(scene)).replace("\n", " ")
    return ListView(
        frame=frame(scene, title, choosing(scene, "↑↓", "open")),
        screen="disaster",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words(calm_key(scene)).replace("\n", " "),
    )


def calm_key(scene: Scene) -> str:
    """Without a line nobody knows whether there are alerts: then say just that."""
    return "tv.disaster.calm" if scene.snapshot.line.connected else "tv.disaster.unknown"


def _row(item: str, scene: Scene) -> Row:
    words = scene.words
    alert = next((alert for alert in in_force(scene) if paging.of(ALERT, alert.id) == item), None)
    if alert is not None:
        note = words("tv.disaster.answered") if answered(alert, scene) else None
        return Row(item, name(alert, scene), level_text(alert, scene) or None, Tone.AKA, note)
    household = scene.snapshot.household
    shelter = household.shelter if household is not None else None
    if shelter is None:
        return Row(SHELTER, words("tv.disaster.shelter"))
    note = words("tv.disaster.walk", minutes=shelter.walk_minutes)
    if stay_inside(scene):
        note = words("tv.disaster.stay_inside")
    return Row(SHELTER, shelter.name, words("tv.disaster.shelter"), Tone.LEAF, note)


def _shelter(focus: str | None, scene: Scene) -> MessageView:
    words, household = scene.words, scene.snapshot.household
    shelter = household.shelter if household is not None else None
    if stay_inside(scene):
        icon, headline, under = Icon.WARNING, words("tv.disaster.stay_inside"), words("tv.alert.inside_how")
        details: tuple[str, ...] = ()
    elif shelter is None:
        icon, headline, under, details = Icon.HOUSE, words("tv.disaster.no_shelter"), "", ()
    else:
        icon, headline = Icon.HOUSE, shelter.name
        under = words("tv.disaster.walk", minutes=shelter.walk_minutes)
        details = shelter.advice[:4]
    return MessageView(
        frame=frame(scene, words("tv.disaster.shelter_title"), choosing(scene, "←→", "decide")),
        screen="shelter",
        mood=Mood.REFUSED if stay_inside(scene) else Mood.PLAIN,
        icon=icon,
        headline=headline,
        under=under,
        details=details,
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=settled(focus, (BACK,), BACK),
    )
