"""Home: six tiles, each saying the one thing that matters now."""

from tvapp.domain import dates
from tvapp.domain.scene import Scene, age, choosing, frame, settled
from tvapp.domain.view import Button, EnrolmentView, HomeView, Icon, Tile, Tone, WeatherLine
from tvapp.resident.alert.in_force import in_force, name
from tvapp.resident.enrolment import presenter as enrolment
from tvapp.resident.home import bus_tile, tiles
from tvapp.resident.home.tile_words import Told
from tvapp.resident.talk.calls import find, needs_119, open_help


def view(focus: str | None, scene: Scene) -> HomeView | EnrolmentView:
    """Show home, or the enrolment code while the box belongs to nobody."""
    if scene.snapshot.enrolment is not None:
        return enrolment.view(scene.snapshot.enrolment, focus, scene)
    words = scene.words
    shown = (
        _tile(1, "check_in", (Icon.FACE_GOOD, Tone.EARTH), tiles.check_in(scene), scene),
        _tile(2, "notices", (Icon.NOTICE, Tone.LAKE), tiles.notices(scene), scene),
        _tile(3, "bus", (Icon.BUS, Tone.LEAF), bus_tile.bus(scene), scene),
        _tile(4, "disaster", (Icon.WARNING, Tone.AKA), tiles.disaster(scene), scene),
        _tile(5, "living", (Icon.HOUSE, Tone.PLUM), tiles.living(scene), scene),
        _tile(6, "talk", (Icon.PHONE, Tone.PLAIN), tiles.talk(scene), scene),
    )
    title = dates.long_day(scene.now.date(), words) if scene.knows_time else words("tv.home.channel")
    ids = (*(tile.id for tile in shown), "settings")
    return HomeView(
        frame=frame(scene, title, choosing(scene, "↑↓←→", "open"), age(scene)),
        tiles=shown,
        settings=Button("settings", words("tv.home.settings")),
        weather=weather(scene),
        focus=settled(focus, ids, "check_in"),
        columns=scene.sheet.columns,
        banner=_banner(scene),
    )


def _tile(digit: int, item: str, look: tuple[Icon, Tone], told: Told, scene: Scene) -> Tile:
    return Tile(
        id=item,
        digit=digit,
        icon=look[0],
        tone=look[1],
        title=scene.words(f"tv.home.{item}"),
        lines=told.lines,
        badge=told.badge,
    )


def weather(scene: Scene) -> WeatherLine | None:
    """Show today's words alone: with yesterday's, あす would be a lie."""
    told = scene.snapshot.weather
    if told is None or not scene.knows_time or told.issued_at.date() != scene.now.date():
        return None
    text = scene.words("tv.home.weather", now=told.now, degrees=told.temperature, tomorrow=told.tomorrow)
    brief = scene.words("tv.home.weather_now", now=told.now, degrees=told.temperature)
    return WeatherLine(Icon(told.sky), text, brief)


def _banner(scene: Scene) -> str | None:
    """Say the gravest thing that must be said over all tiles, if there is one."""
    words = scene.words
    alerts = in_force(scene)
    help_name = open_help(scene)
    call = find(help_name, scene) if help_name is not None else None
    if call is not None and needs_119(call, scene):
        return words("tv.talk.call_119")
    if alerts:
        return words("tv.home.alert", title=name(alerts[0], scene))
    if scene.snapshot.household is None:
        return words("tv.empty.household")
    if not scene.snapshot.line.connected:
        return words("tv.line.cut")
    return None if scene.knows_time else words("tv.home.no_time")
