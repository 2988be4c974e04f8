"""防災: the list of it all, and the pages that are read."""

from tvapp.domain import paging
from tvapp.domain.places import DisasterPlace, DrillsPlace, ShelterPlace, TakePlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.view import ListView, ReaderView, Row, Tone, View
from tvapp.resident.alert.in_force import answered, in_force, level_text, name, stay_inside
from tvapp.resident.disaster import drills, take, way
from tvapp.resident.disaster.behaviour import ALERT, DRILLS, TAKE, DisasterPages, entries


def view(place: DisasterPages, focus: str | None, scene: Scene) -> View:
    match place:
        case DisasterPlace():
            return _list(place, focus, scene)
        case ShelterPlace():
            return way.view(place, focus, scene)
        case TakePlace(page=number):
            shown = paging.page(take.pages(scene), number, rows=1)
            return _read("take", shown, focus, scene)
        case DrillsPlace(page=number):
            shown = paging.page(drills.pages(scene), number, rows=1)
            return _read("drills", shown, focus, scene)


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
    if item == TAKE:
        return Row(TAKE, words("tv.disaster.take"))
    if item == DRILLS and scene.snapshot.drills:
        return Row(
            DRILLS, words("tv.disaster.drills"), note=drills.own_words(scene.snapshot.drills[0], scene)
        )
    return _shelter(item, scene)


def _shelter(item: str, scene: Scene) -> Row:
    words, shelter = scene.words, way.shelter_of(scene)
    if shelter is None:
        return Row(item, words("tv.disaster.shelter"))
    note = words("tv.disaster.walk", minutes=shelter.walk_minutes)
    if stay_inside(scene):
        note = words("tv.disaster.stay_inside")
    return Row(item, shelter.name, words("tv.disaster.shelter"), Tone.LEAF, note)


def _read(screen: str, shown: paging.Page[tuple[str, ...]], focus: str | None, scene: Scene) -> ReaderView:
    words, buttons = scene.words, paging.buttons(shown, scene.words)
    ids = tuple(button.id for button in buttons)
    return ReaderView(
        frame=frame(scene, words(f"tv.disaster.{screen}"), choosing(scene, "←→", "decide")),
        screen=screen,
        mark=None,
        page=words("tv.reader.page", page=shown.number + 1, pages=shown.count) if shown.count > 1 else "",
        lines=shown.items[0],
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )
