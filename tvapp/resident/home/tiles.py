"""The words on the six tiles of home: as many lines as fit, or one short line at the largest text size."""

from dataclasses import dataclass
from datetime import date, timedelta

from tvapp.domain import dates
from tvapp.domain.scene import Scene
from tvapp.resident.alert.in_force import in_force, is_drill, level_text, stay_inside
from tvapp.resident.away.days import away_today, until_words
from tvapp.resident.bus.requests import UNDECIDED, Request, Standing, upcoming
from tvapp.resident.bus.service import stop_name
from tvapp.resident.bus.wording import when
from tvapp.resident.check_in.today import given
from tvapp.resident.disaster.presenter import calm_key
from tvapp.resident.living.behaviour import current
from tvapp.resident.notices.reading import shelf
from tvapp.resident.talk.calls import CallStanding, Wanted, find, needs_119, wanted
from tvapp.resident.talk.presenter import call_words
from wire.content import Aim, LivingLine, Resident


@dataclass(frozen=True)
class Told:
    lines: tuple[str, ...]
    badge: str | None = None


def _told(scene: Scene, *texts: str, short: str | None = None) -> Told:
    """Break texts into the lines of a tile; where there is one line, `short` stands if they do not fit."""
    sheet = scene.sheet
    if sheet.tile_lines > 1:
        return Told(scene.type.fitted(texts, sheet.tile_width, sheet.tile_text, sheet.tile_lines))
    whole = " ".join(" ".join(text.split("\n")) for text in texts)
    return Told((_first_fitting(scene, whole, *(() if short is None else (short,))),))


def _first_fitting(scene: Scene, *texts: str) -> str:
    """Return the first of these that fits a line of a tile; if none does, the last one, cut."""
    return next((text for text in texts if _fits(text, scene)), _cut(scene, texts[-1])[0])


def _fits(line: str, scene: Scene) -> bool:
    return scene.type.width(line, scene.sheet.tile_text) <= scene.sheet.tile_width


def _cut(scene: Scene, *lines: str) -> tuple[str, ...]:
    return tuple(scene.type.cut(line, scene.sheet.tile_width, scene.sheet.tile_text) for line in lines)


def check_in(scene: Scene) -> Told:
    """Ask those who have not answered today, else say what was answered."""
    words, household = scene.words, scene.snapshot.household
    residents = household.residents if household is not None else ()
    silent = tuple(resident for resident in residents if given(resident.id, scene) is None)
    if not residents:
        return _told(scene, words("tv.home.not_here_yet"))
    away = away_today(scene)
    if silent and away is not None:
        return _told(scene, until_words(away, scene))
    if silent and len(silent) < len(residents):
        return _still(silent, scene)
    if silent:
        return _told(scene, words(f"tv.home.how_{_part(scene)}"), short=words("tv.home.how"))
    answers = tuple(given(resident.id, scene) for resident in residents)
    if len(answers) > 1 or answers[0] is None:
        sent = all(answer is not None and answer.sent for answer in answers)
        return _told(
            scene,
            words("tv.home.all_sent" if sent else "tv.home.all_kept"),
            short=words("tv.said.sent" if sent else "tv.said.kept"),
        )
    answer = words(f"tv.check_in.{answers[0].answer.value}")
    key = "sent" if answers[0].sent else "kept"
    short = words(f"tv.home.{key}_short", answer=answer)
    return _told(scene, words(f"tv.home.{key}", answer=answer), short=short)


def _part(scene: Scene) -> str:
    return dates.daypart(scene.now) if scene.knows_time else "day"


def _still(silent: tuple[Resident, ...], scene: Scene) -> Told:
    """Say who has not answered yet, when others of the household have."""
    words = scene.words
    names = tuple(words("tv.name", name=resident.name) for resident in silent)
    count = words("tv.home.still", count=len(silent))
    if scene.sheet.tile_lines == 1:
        one = words("tv.home.still_one", name=names[0])
        return Told((_first_fitting(scene, *((one,) if len(names) == 1 else ()), count),))
    room = scene.sheet.tile_lines - 1
    told = _cut(scene, *names) if len(names) <= room else (*_cut(scene, *names[: room - 1]), count)
    return Told((*_cut(scene, words("tv.home.not_yet")), *told))


def notices(scene: Scene) -> Told:
    """The newest unread title, and how many are new."""
    words, sorted_, sheet = scene.words, shelf(scene), scene.sheet
    if not sorted_.all:
        return _told(scene, words("tv.home.no_notices"), short=words("tv.home.no_notices_short"))
    if not sorted_.unread:
        return _told(scene, words("tv.home.no_new_notices"), short=words("tv.home.no_new_short"))
    count = len(sorted_.unread)
    badge = words("tv.home.new", count=count)
    if sheet.tile_lines == 1:
        return Told((), badge)
    title = (sorted_.unread[0].title,)
    lines = scene.type.fitted(title, sheet.tile_width, sheet.tile_text, sheet.tile_lines - 1)
    if count > 1:
        lines = _and_more(lines, words("tv.home.and_more"), scene)
    return Told(lines, badge)


def _and_more(lines: tuple[str, ...], more: str, scene: Scene) -> tuple[str, ...]:
    """Put ほか at the end, on a line of its own when there is room for one."""
    last, sheet = f"{lines[-1]} {more}", scene.sheet
    if _fits(last, scene):
        return (*lines[:-1], last)
    if len(lines) < sheet.tile_lines - 1:
        return (*lines, more)
    room = sheet.tile_width - scene.type.width(f" {more}", sheet.tile_text)
    return (*lines[:-1], f"{scene.type.cut(lines[-1], room, sheet.tile_text)} {more}")


def bus(scene: Scene) -> Told:
    """The next ride: given, asked for, or refused; and what is still undecided beside it."""
    words = scene.words
    if scene.snapshot.bus is None:
        return _told(scene, words("tv.home.not_here_yet"))
    ahead = tuple(request for request in upcoming(scene) if request.standing is not Standing.CANCELLING)
    if not scene.knows_time:
        return _told(scene, words("tv.home.bus_no_time"), short=words("tv.home.bus_no_time_short"))
    if not ahead:
        return _told(scene, words("tv.home.no_rides"))
    return _rides(ahead, scene)


def _rides(ahead: tuple[Request, ...], scene: Scene) -> Told:
    """The next ride; what was asked for just now must not vanish behind an earlier one."""
    first, lines = ahead[0], _ride(ahead[0], scene)
    asked = sum(request.standing in UNDECIDED for request in ahead[1:])
    more = scene.words("tv.home.more_asked", count=asked)
    if scene.sheet.tile_lines > 1:
        if first.standing is Standing.GIVEN and not _fits(lines[0], scene):
            # A time that is cut is another time: it gets its own line, and where it starts gives way.
            day, time = lines[0].rsplit(" ", 1)
            return Told(_lines(scene, day, time, more if asked else lines[-1]))
        return Told(_lines(scene, *((lines[0], lines[-1], more) if asked else lines)))
    # What is not given must never look like it: a time alone is a promise.
    whole = lines[0] if first.standing in {Standing.GIVEN, *UNDECIDED} else " ".join(lines[:-1])
    return Told((_first_fitting(scene, *((f"{whole} {more}",) if asked else ()), whole),))


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


def _lines(scene: Scene, *lines: str) -> tuple[str, ...]:
    """Cut each of these to its line, and leave out what has no line."""
    return _cut(scene, *lines)[: scene.sheet.tile_lines]


def disaster(scene: Scene) -> Told:
    """Alerts in force and where to go; nobody is sent out while they must stay inside."""
    words, household = scene.words, scene.snapshot.household
    shelter = household.shelter if household is not None else None
    name = shelter.name if shelter is not None else None
    alerts = in_force(scene)
    if not alerts:
        return _calm(name, scene)
    drill = (words("tv.alert.drill"),) if is_drill(alerts[0]) else ()
    level = level_text(alerts[0], scene)
    if scene.sheet.tile_lines == 1:
        return _told(scene, *drill, alerts[0].title, short=alerts[0].title)
    where = () if name is None or stay_inside(scene) else (_shelter(name, scene),)
    told = (*drill, *((level,) if level else ()), alerts[0].title)
    return Told(_lines(scene, *told, *where))


def _calm(shelter: str | None, scene: Scene) -> Told:
    """Say that there are no warnings, and the shelter's name: whole, on two lines where it is long."""
    words, sheet = scene.words, scene.sheet
    known = scene.snapshot.line.connected
    short = words("tv.disaster.calm_short" if known else "tv.disaster.unknown_short")
    if sheet.tile_lines == 1:
        return _told(scene, words(calm_key(scene)), short=short)
    lines = scene.type.fitted((words(calm_key(scene)),), sheet.tile_width, sheet.tile_text, 2)
    if shelter is None:
        return Told(lines)
    if _fits(shelter, scene):
        return Told((*lines, _shelter(shelter, scene))[: sheet.tile_lines])
    name = scene.type.fitted((shelter,), sheet.tile_width, sheet.tile_text, sheet.tile_lines - 1)
    return Told((*_cut(scene, short), *name))


def _shelter(name: str, scene: Scene) -> str:
    """`ひなん所 湊公民館`; where both do not fit, its name alone: a name cut short leads nowhere."""
    return _first_fitting(scene, scene.words("tv.home.shelter", name=name), name)


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
            if scene.sheet.tile_lines == 1:
                return _told(scene, heading, lines[0].label)
            return Told((heading, *(_short(line, scene) for line in lines))[: scene.sheet.tile_lines])
    return Told(_lines(scene, *(page.title for page in pages)))


def _of_day(day: date, scene: Scene) -> tuple[LivingLine, ...]:
    return tuple(line for page in scene.snapshot.living for line in current(page, scene) if line.day == day)


def _short(line: LivingLine, scene: Scene) -> str:
    """`除雪 6時から`; what it is alone where both do not fit."""
    return _first_fitting(scene, f"{line.label} {line.text}", line.label)


def talk(scene: Scene) -> Told:
    """Where the last open call is, else whom one can be called by."""
    words = scene.words
    calls = wanted(scene)
    if not calls:
        return _told(scene, words("tv.home.talk_about"), short=words("tv.home.talk_short"))
    call = find(next((call.name for call in calls if call.urgent), calls[0].name), scene)
    if call is None:
        return _told(scene, words("tv.home.talk_about"), short=words("tv.home.talk_short"))
    about = words("tv.talk.help_title" if call.urgent else f"tv.talk.{call.whom.value}")
    # The banner says that nobody has it yet; cut to a tile that sentence would lose its "not".
    if needs_119(call, scene):
        return _told(scene, about, words("tv.talk.please_119"), short=words("tv.home.call_119_short"))
    if call.standing is CallStanding.TAKEN:
        return _taken(call, about, scene)
    told = call_words(call, scene)
    return _told(scene, about, told, short=_first_fitting(scene, told, about))


def _taken(call: Wanted, about: str, scene: Scene) -> Told:
    """Say that somebody has it: without the role, and without a name that would leave no room for that."""
    words = scene.words
    someone = words("tv.talk.taken_by_someone")
    if call.taken_by is None:
        return _told(scene, about, someone, short=someone)
    named = words("tv.talk.taken", name=words("tv.name", name=call.taken_by))
    sheet = scene.sheet
    whole = scene.type.fitted((about, named), sheet.tile_width, sheet.tile_text, sheet.tile_lines)
    return _told(
        scene,
        about,
        someone if whole[-1].endswith("…") else named,
        short=_first_fitting(scene, named, someone),
    )
