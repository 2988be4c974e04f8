"""設定: what can be chosen for this TV, what it may do, and whose box it is."""

from tvapp.domain import paging
from tvapp.domain.places import AboutPlace, Setting, SettingPlace, SettingsPlace
from tvapp.domain.scene import Scene, age, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, Row, View
from tvapp.resident.settings.behaviour import ALL, ALLOW, OPTION, ROW, STOP
from tvapp.resident.settings.choices import CHOICES, CONSENTS, named, title, value


def view(place: SettingsPlace | SettingPlace | AboutPlace, focus: str | None, scene: Scene) -> View:
    """Show the list of settings, one of them, or what this box is."""
    match place:
        case SettingsPlace():
            return _all(place, focus, scene)
        case SettingPlace(setting=setting) if setting in CONSENTS:
            return _consent(setting, focus, scene)
        case SettingPlace(setting=setting):
            return _one(setting, focus, scene)
        case AboutPlace():
            return _about(focus, scene)


def _all(place: SettingsPlace, focus: str | None, scene: Scene) -> ListView:
    words, shown = scene.words, paging.page(ALL, place.page, scene.sheet.rows)
    rows = tuple(_row(setting, scene) for setting in shown.items)
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words("tv.settings.title"), choosing(scene, "↑↓", "open")),
        screen="settings",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )


def _row(setting: Setting | str, scene: Scene) -> Row:
    if not isinstance(setting, Setting):
        return Row(setting, scene.words(f"tv.settings.{setting}"))
    now = value(setting, scene.snapshot.preferences)
    return Row(paging.of(ROW, setting), title(setting, scene.words), note=named(setting, now, scene.words))


def _one(setting: Setting, focus: str | None, scene: Scene) -> ListView:
    words, now = scene.words, value(setting, scene.snapshot.preferences)
    rows = tuple(
        Row(
            paging.of(OPTION, str(choice)),
            named(setting, choice, words),
            note=words("tv.settings.now") if choice == now else None,
        )
        for choice in CHOICES[setting]
    )
    ids = (*(row.id for row in rows), BACK)
    return ListView(
        frame=frame(scene, title(setting, words), choosing(scene, "↑↓", "decide")),
        screen="setting",
        rows=rows,
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=settled(focus, ids, paging.of(OPTION, str(now))),
    )


def _consent(setting: Setting, focus: str | None, scene: Scene) -> MessageView:
    """Explain what is consented to; the focus is on もどる, so that no slip consents to anything."""
    words, given = scene.words, value(setting, scene.snapshot.preferences)
    do, label = (STOP, "stop") if given else (ALLOW, "allow")
    return MessageView(
        frame=frame(scene, title(setting, words), choosing(scene, "←→", "decide")),
        screen="consent",
        mood=Mood.DONE if given else Mood.PLAIN,
        icon=Icon.CHECK if given else Icon.GEAR,
        headline=words(f"tv.settings.{setting}.{'allowed' if given else 'ask'}"),
        under="",
        details=tuple(words(f"tv.settings.{setting}.{line}") for line in ("what", "keys", "always")),
        buttons=(
            Button(BACK, words("tv.button.back")),
            Button(do, words(f"tv.settings.{setting}.{label}")),
        ),
        focus=settled(focus, (BACK, do), BACK),
    )


def _about(focus: str | None, scene: Scene) -> MessageView:
    """Say whose box this is, how it stands with the city, and what it runs."""
    words, household, line = scene.words, scene.snapshot.household, scene.snapshot.line
    whose = words("tv.settings.nobody") if household is None else words("tv.name", name=household.name)
    where = "" if household is None else f"{household.area_name} {household.section_name}"
    version = scene.settings.version
    details = (
        words("tv.line.connected" if line.connected else "tv.line.cut"),
        age(scene),
        *((words("tv.settings.version", version=version),) if version else ()),
    )
    return MessageView(
        frame=frame(scene, words("tv.settings.about"), choosing(scene, "←→", "decide")),
        screen="about",
        mood=Mood.PLAIN,
        icon=Icon.GEAR,
        headline=whose,
        under=where,
        details=details,
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=settled(focus, (BACK,), BACK),
    )
