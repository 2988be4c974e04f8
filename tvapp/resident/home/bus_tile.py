"""The bus on home: the next ride, given, asked for or refused, and what is still undecided beside it."""

from tvapp.domain import dates
from tvapp.domain.scene import Scene
from tvapp.resident.bus.requests import UNDECIDED, Request, Standing, upcoming
from tvapp.resident.bus.service import stop_name
from tvapp.resident.bus.wording import when
from tvapp.resident.home.tile_words import Told, first_fitting, fits, told_in, whole
from wire.content import Aim


def bus(scene: Scene) -> Told:
    """The next ride: given, asked for, or refused; and what is still undecided beside it."""
    words = scene.words
    if scene.snapshot.bus is None:
        return told_in(scene, words("tv.home.not_here_yet"))
    ahead = tuple(request for request in upcoming(scene) if request.standing is not Standing.CANCELLING)
    if not scene.knows_time:
        return told_in(scene, words("tv.home.bus_no_time"), short=words("tv.home.bus_no_time_short"))
    if not ahead:
        return told_in(scene, words("tv.home.no_rides"))
    return _rides(ahead, scene)


def _rides(ahead: tuple[Request, ...], scene: Scene) -> Told:
    """The next ride; what was asked for just now must not vanish behind an earlier one."""
    first, lines = ahead[0], _ride(ahead[0], scene)
    asked = sum(request.standing in UNDECIDED for request in ahead[1:])
    more = scene.words("tv.home.more_asked", count=asked)
    if scene.sheet.tile_lines > 1:
        if first.standing is not Standing.GIVEN:
            told = (lines[0], lines[-1], more) if asked else lines
            return Told(tuple(line if fits(line, scene) else line.rsplit(" ", 1)[-1] for line in told))
        # A time that is cut is another time: it gets its own line, and where it starts gives way.
        head = lines[:1] if fits(lines[0], scene) else tuple(lines[0].rsplit(" ", 1))
        return Told(_with_places(head, lines[1:], more if asked else None, scene))
    # What is not given must never look like it: a time alone is a promise.
    said = lines[0] if first.standing in {Standing.GIVEN, *UNDECIDED} else " ".join(lines[:-1])
    return Told((first_fitting(scene, *((f"{said} {more}",) if asked else ()), said),))


def _ride(request: Request, scene: Scene) -> tuple[str, ...]:
    words = scene.words
    match request.standing:
        case Standing.GIVEN:
            start = words("tv.home.from", stop=stop_name(request.from_stop, scene))
            return when(request, scene), start, words("tv.home.to", stop=stop_name(request.to_stop, scene))
        case Standing.REFUSED | Standing.CANCELLED:
            key = "tv.home.refused" if request.standing is Standing.REFUSED else "tv.home.cancelled"
            day = dates.brief_day(request.day, scene.now.date(), words)
            return *words(key).split("\n"), f"{day} {dates.moment(request.board_at, words)}"
        case Standing.KEPT | Standing.SENT | Standing.CANCELLING:
            day = dates.brief_day(request.day, scene.now.date(), words)
            time = words(
                "tv.bus.until_time" if request.aim is Aim.ARRIVE else "tv.bus.about",
                time=dates.clock(request.hoped_for, words),
            )
            return words("tv.home.asked"), words("tv.home.hoped", day=day), time


def _with_places(
    head: tuple[str, ...], places: tuple[str, ...], more: str | None, scene: Scene
) -> tuple[str, ...]:
    """Put under day and time what has room whole: from where to where, or where to; `more` comes before."""
    start, end = places
    room = scene.sheet.tile_lines - len(head) - (more is not None)
    told = (start, end) if room > 1 and fits(start, scene) and fits(end, scene) else whole(scene, room, end)
    return (*head, *(told or (scene.words("tv.bus.mark_given"),))[:room], *(() if more is None else (more,)))
