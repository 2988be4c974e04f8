"""The words on the six tiles of home: at most three lines that fit, as measured in the real font."""

from dataclasses import dataclass
from datetime import date, timedelta

from tvapp.domain import dates
from tvapp.domain.scene import Scene
from tvapp.resident.alert.in_force import in_force, is_drill, level_text, stay_inside
from tvapp.resident.bus.requests import Request, Standing, upcoming
from tvapp.resident.bus.rides import when
from tvapp.resident.bus.wishes import stop_name
from tvapp.resident.check_in.today import given
from tvapp.resident.disaster.presenter import calm_key
from tvapp.resident.living.behaviour import current
from tvapp.resident.notices.reading import shelf
from tvapp.resident.talk.calls import find, needs_119, wanted
from tvapp.resident.talk.presenter import call_words
from wire.content import LivingLine, Resident

WIDTH = 480
SIZE = 56
LINES = 3


@dataclass(frozen=True)
class Told:
    lines: tuple[str, ...]
    badge: str | None = None


def _told(scene: Scene, *texts: str, most: int = LINES, badge: str | None = None) -> Told:
    return Told(scene.type.fitted(texts, WIDTH, SIZE, most), badge)


def check_in(scene: Scene) -> Told:
    """Ask those who have not answered today, else say what was answered."""
    words, household = scene.words, scene.snapshot.household
    residents = household.residents if household is not None else ()
    silent = tuple(resident for resident in residents if given(resident.id, scene) is None)
    if not residents:
        return _told(scene, words("tv.home.not_here_yet"))
    if silent:
        return _told(scene, words(f"tv.home.how_{_part(scene)}"), *_still(silent, residents, scene))
    answers = tuple(given(resident.id, scene) for resident in residents)
    if len(answers) > 1 or answers[0] is None:
        sent = all(answer is not None and answer.sent for answer in answers)
        return _told(scene, words("tv.home.all_sent" if sent else "tv.home.all_kept"))
    key = "tv.home.sent" if answers[0].sent else "tv.home.kept"
    return _told(scene, words(key, answer=words(f"tv.check_in.{answers[0].answer.value}")))


def _part(scene: Scene) -> str:
    return dates.daypart(scene.now) if scene.knows_time else "day"


def _still(silent: tuple[Resident, ...], residents: tuple[Resident, ...], scene: Scene) -> tuple[str, ...]:
    if len(residents) == 1 or len(silent) == len(residents):
        return ()
    return (scene.words("tv.home.still", count=len(silent)),)


def notices(scene: Scene) -> Told:
    """The newest unread title, and how many are new."""
    words, sorted_ = scene.words, shelf(scene)
    if not sorted_.all:
        return _told(scene, words("tv.home.no_notices"))
    if not sorted_.unread:
        return _told(scene, words("tv.home.no_new_notices"))
    count = len(sorted_.unread)
    lines = scene.type.fitted((sorted_.unread[0].title,), WIDTH, SIZE, 2)
    if count > 1:
        lines = _and_more(lines, words("tv.home.and_more"), scene)
    return Told(lines, words("tv.home.new", count=count))


def _and_more(lines: tuple[str, ...], more: str, scene: Scene) -> tuple[str, ...]:
    """Put ほか at the end, on a line of its own when there is room for one."""
    last = f"{lines[-1]} {more}"
    if scene.type.width(last, SIZE) <= WIDTH:
        return (*lines[:-1], last)
    if len(lines) == 1:
        return (*lines, more)
    room = WIDTH - scene.type.width(f" {more}", SIZE)
    return (*lines[:-1], f"{scene.type.cut(lines[-1], room, SIZE)} {more}")


def bus(scene: Scene) -> Told:
    """The next ride: given, asked for, or refused."""
    words = scene.words
    if scene.snapshot.bus is None:
        return _told(scene, words("tv.home.not_here_yet"))
    ahead = tuple(request for request in upcoming(scene) if request.standing is not Standing.CANCELLING)
    if not scene.knows_time:
        return _told(scene, words("tv.home.bus_no_time"))
    if not ahead:
        return _told(scene, words("tv.home.no_rides"))
    return _ride(ahead[0], scene)


def _ride(request: Request, scene: Scene) -> Told:
    words = scene.words
    match request.standing:
        case Standing.GIVEN:
            start = words("tv.home.from", stop=stop_name(request.from_stop, scene))
            end = words("tv.home.to", stop=stop_name(request.to_stop, scene))
            return Told(_cut(scene, when(request, scene), start, end))
        case Standing.REFUSED | Standing.CANCELLED:
            key = "tv.home.refused" if request.standing is Standing.REFUSED else "tv.home.cancelled"
            day = dates.brief_day(request.day, scene.now.date(), words)
            hoped = f"{day} {dates.clock(request.leave_at, words)}"
            return Told(_cut(scene, *words(key).split("\n"), hoped)[:LINES])
        case Standing.KEPT | Standing.SENT | Standing.CANCELLING:
            day = dates.brief_day(request.day, scene.now.date(), words)
            time = words("tv.bus.about", time=dates.clock(request.leave_at, words))
            return Told(_cut(scene, words("tv.home.asked"), words("tv.home.hoped", day=day), time))


def _cut(scene: Scene, *lines: str) -> tuple[str, ...]:
    return tuple(scene.type.cut(line, WIDTH, SIZE) for line in lines)


def disaster(scene: Scene) -> Told:
    """Alerts in force and where to go; nobody is sent out while they must stay inside."""
    words, household = scene.words, scene.snapshot.household
    shelter = household.shelter if household is not None else None
    alerts = in_force(scene)
    if not alerts:
        lines = scene.type.fitted((words(calm_key(scene)),), WIDTH, SIZE, 2)
        return Told((*lines, *_shelter(shelter.name if shelter is not None else None, scene))[:LINES])
    drill = (words("tv.alert.drill"),) if is_drill(alerts[0]) else ()
    level = level_text(alerts[0], scene)
    told = (*drill, *((level,) if level else ()), alerts[0].title)
    where = () if stay_inside(scene) else _shelter(shelter.name if shelter is not None else None, scene)
    return Told(_cut(scene, *told, *where)[:LINES])


def _shelter(name: str | None, scene: Scene) -> tuple[str, ...]:
    """`ひなん所 湊公民館`; where both do not fit, its name alone: a name cut short leads nowhere."""
    if name is None:
        return ()
    both = scene.words("tv.home.shelter", name=name)
    return (both if scene.type.width(both, SIZE) <= WIDTH else scene.type.cut(name, WIDTH, SIZE),)


def living(scene: Scene) -> Told:
    """What the next day brings: early in the morning today's, later tomorrow's."""
    words, pages = scene.words, scene.snapshot.living
    if not pages:
        return _told(scene, words("tv.home.not_here_yet"))
    today = scene.now.date()
    wanted = (today, today + timedelta(days=1)) if scene.now.hour < 8 else (today + timedelta(days=1), today)
    for day in wanted if scene.knows_time else ():
        lines = _of_day(day, scene)
        if lines:
            heading = words("tv.home.living_today" if day == today else "tv.home.living_tomorrow")
            return Told((heading, *(_short(line, scene) for line in lines))[:LINES])
    return Told(_cut(scene, *(page.title for page in pages[:LINES])))


def _of_day(day: date, scene: Scene) -> tuple[LivingLine, ...]:
    return tuple(line for page in scene.snapshot.living for line in current(page, scene) if line.day == day)


def _short(line: LivingLine, scene: Scene) -> str:
    """`除雪 6時から`; what it is alone where both do not fit."""
    both = f"{line.label} {line.text}"
    return both if scene.type.width(both, SIZE) <= WIDTH else scene.type.cut(line.label, WIDTH, SIZE)


def talk(scene: Scene) -> Told:
    """Where the last open call is, else whom one can be called by."""
    words = scene.words
    calls = wanted(scene)
    if not calls:
        return _told(scene, words("tv.home.talk_about"))
    call = find(next((call.name for call in calls if call.urgent), calls[0].name), scene)
    if call is None:
        return _told(scene, words("tv.home.talk_about"))
    about = words("tv.talk.help_title" if call.urgent else f"tv.talk.{call.whom.value}")
    # The banner says that nobody has it yet; cut to a tile that sentence would lose its "not".
    told = words("tv.talk.please_119") if needs_119(call, scene) else call_words(call, scene)
    return _told(scene, about, told)
