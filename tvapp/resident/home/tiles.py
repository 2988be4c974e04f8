"""The words on the six tiles of home: as many lines as fit, or one short line at the largest text size."""

from datetime import date, timedelta

from tvapp.domain import dates
from tvapp.domain.scene import Scene
from tvapp.resident.alert.in_force import in_force, is_drill, level_text, stay_inside
from tvapp.resident.away.days import away_today, until_words
from tvapp.resident.check_in.today import given
from tvapp.resident.disaster.presenter import calm_key
from tvapp.resident.home.tile_words import Told, first_fitting, fits, stacked, told_in, whole
from tvapp.resident.living.lines import current
from tvapp.resident.notices.reading import shelf
from tvapp.resident.talk.calls import CallStanding, Wanted, find, needs_119, wanted
from tvapp.resident.talk.presenter import call_words
from wire.content import LivingLine, Resident


def check_in(scene: Scene) -> Told:
    """Ask those who have not answered today, else say what was answered."""
    words, household = scene.words, scene.snapshot.household
    residents = household.residents if household is not None else ()
    silent = tuple(resident for resident in residents if given(resident.id, scene) is None)
    if not residents:
        return told_in(scene, words("tv.home.not_here_yet"))
    away = away_today(scene)
    if silent and away is not None:
        return told_in(scene, until_words(away, scene))
    if silent and len(silent) < len(residents):
        return _still(silent, scene)
    if silent:
        return told_in(scene, words(f"tv.home.how_{_part(scene)}"), short=words("tv.home.how"))
    answers = tuple(given(resident.id, scene) for resident in residents)
    if len(answers) > 1 or answers[0] is None:
        sent = all(answer is not None and answer.sent for answer in answers)
        return told_in(
            scene,
            words("tv.home.all_sent" if sent else "tv.home.all_kept"),
            short=words("tv.said.sent" if sent else "tv.said.kept"),
        )
    answer = words(f"tv.check_in.{answers[0].answer.value}")
    key = "sent" if answers[0].sent else "kept"
    short = words(f"tv.home.{key}_short", answer=answer)
    return told_in(scene, words(f"tv.home.{key}", answer=answer), short=short)


def _part(scene: Scene) -> str:
    return dates.daypart(scene.now) if scene.knows_time else "day"


def _still(silent: tuple[Resident, ...], scene: Scene) -> Told:
    """Say who has not answered yet, when others of the household have."""
    words = scene.words
    names = tuple(words("tv.name", name=resident.name) for resident in silent)
    count = words("tv.home.still", count=len(silent))
    if scene.sheet.tile_lines == 1:
        one = words("tv.home.still_one", name=names[0])
        return Told((first_fitting(scene, *((one,) if len(names) == 1 else ()), count),))
    room = scene.sheet.tile_lines - 1
    told = names if len(names) <= room else (*names[: room - 1], count)
    if not all(fits(name, scene) for name in told):
        told = whole(scene, room, *names[:1]) if len(names) == 1 else ()
    return Told((words("tv.home.not_yet"), *(told or (count,))))


def notices(scene: Scene) -> Told:
    """The newest unread title, and how many are new."""
    words, sorted_, sheet = scene.words, shelf(scene), scene.sheet
    if not sorted_.all:
        return told_in(scene, words("tv.home.no_notices"), short=words("tv.home.no_notices_short"))
    if not sorted_.unread:
        return told_in(scene, words("tv.home.no_new_notices"), short=words("tv.home.no_new_short"))
    count = len(sorted_.unread)
    badge = words("tv.home.new", count=count)
    if sheet.tile_lines == 1:
        return Told((), badge)
    newest = sorted_.unread[0]
    kind = words("tv.home.notice_of", kind=words(f"tv.notices.{newest.kind.value}"))
    sender = words("tv.notices.from", sender=newest.sender)
    # A title that has no room is said by whom it is from: half a title may say the opposite.
    lines = whole(scene, sheet.tile_lines - 1, newest.title, sender, kind)
    if count > 1:
        lines = _and_more(lines, words("tv.home.and_more"), scene)
    return Told(lines, badge)


def _and_more(lines: tuple[str, ...], more: str, scene: Scene) -> tuple[str, ...]:
    """Put ほか at the end, on a line of its own when there is room for one."""
    last, sheet = f"{lines[-1]} {more}", scene.sheet
    if fits(last, scene):
        return (*lines[:-1], last)
    if len(lines) < sheet.tile_lines - 1:
        return (*lines, more)
    return lines  # the badge says how many


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
        said = " ".join((*drill, alerts[0].title))
        return Told((first_fitting(scene, said, alerts[0].title, words("tv.alert.title")),))
    where = () if name is None or stay_inside(scene) else _shelter(name, 1, scene)
    title = whole(scene, 2, alerts[0].title)
    head = (*drill, *((level,) if level else ()))
    ways = ((*head, *title, *where), (*head, *title), (*drill, *title), title)
    return Told(next(lines for lines in ways if len(lines) <= scene.sheet.tile_lines))


def _calm(shelter: str | None, scene: Scene) -> Told:
    """Say that there are no warnings, and the shelter's name: whole, on two lines where it is long."""
    words, sheet = scene.words, scene.sheet
    known = scene.snapshot.line.connected
    short = words("tv.disaster.calm_short" if known else "tv.disaster.unknown_short")
    if sheet.tile_lines == 1:
        return told_in(scene, words(calm_key(scene)), short=short)
    lines = scene.type.fitted((words(calm_key(scene)),), sheet.tile_width, sheet.tile_text, 2)
    if shelter is None:
        return Told(lines)
    if fits(shelter, scene):
        return Told((*lines, *_shelter(shelter, 1, scene))[: sheet.tile_lines])
    return Told((short, *_shelter(shelter, sheet.tile_lines - 1, scene)))


def _shelter(name: str, most: int, scene: Scene) -> tuple[str, ...]:
    """`ひなん所 湊公民館`; where both have no room, the name alone, or nothing: half a name leads nowhere."""
    told = scene.words("tv.home.shelter", name=name)
    return (told,) if fits(told, scene) else whole(scene, most, name)


def living(scene: Scene) -> Told:
    """What the next day brings: early in the morning today's, later tomorrow's."""
    words, pages = scene.words, scene.snapshot.living
    if not pages:
        return told_in(scene, words("tv.home.not_here_yet"))
    today = scene.now.date()
    wanted = (today, today + timedelta(days=1)) if scene.now.hour < 8 else (today + timedelta(days=1), today)
    for day in wanted if scene.knows_time else ():
        lines = _of_day(day, scene)
        if lines:
            heading = words("tv.home.living_today" if day == today else "tv.home.living_tomorrow")
            return Told(_falls_due(heading, lines, scene))
    if scene.sheet.tile_lines == 1:
        return Told((first_fitting(scene, pages[0].title, words("tv.home.living_pages", count=len(pages))),))
    told = stacked((), [(page.title,) for page in pages], scene)
    return Told(told or (words("tv.home.living_pages", count=len(pages)),))


def _falls_due(heading: str, lines: tuple[LivingLine, ...], scene: Scene) -> tuple[str, ...]:
    some = scene.words("tv.home.living_some", count=len(lines))
    if scene.sheet.tile_lines == 1:
        return (first_fitting(scene, f"{heading} {lines[0].label}", f"{heading} {some}"),)
    told = stacked((heading,), [(f"{line.label} {line.text}", line.label) for line in lines], scene)
    return told if len(told) > 1 else (heading, some)


def _of_day(day: date, scene: Scene) -> tuple[LivingLine, ...]:
    return tuple(line for page in scene.snapshot.living for line in current(page, scene) if line.day == day)


def talk(scene: Scene) -> Told:
    """Where the last open call is, else whom one can be called by."""
    words = scene.words
    calls = wanted(scene)
    if not calls:
        return told_in(scene, words("tv.home.talk_about"), short=words("tv.home.talk_short"))
    call = find(next((call.name for call in calls if call.urgent), calls[0].name), scene)
    if call is None:
        return told_in(scene, words("tv.home.talk_about"), short=words("tv.home.talk_short"))
    about = words("tv.talk.help_title" if call.urgent else f"tv.talk.{call.whom.value}")
    # The banner says that nobody has it yet; cut to a tile that sentence would lose its "not".
    if needs_119(call, scene):
        return told_in(scene, about, words("tv.talk.please_119"), short=words("tv.home.call_119_short"))
    if call.standing is CallStanding.TAKEN:
        return _taken(call, about, scene)
    told = call_words(call, scene)
    return told_in(scene, about, told, short=first_fitting(scene, told, about))


def _taken(call: Wanted, about: str, scene: Scene) -> Told:
    """Say that somebody has it: without the role, and without a name that would leave no room for that."""
    words = scene.words
    someone = words("tv.talk.taken_by_someone")
    if call.taken_by is None:
        return told_in(scene, about, someone, short=someone)
    named = words("tv.talk.taken", name=words("tv.name", name=call.taken_by))
    sheet = scene.sheet
    lines = scene.type.fitted((about, named), sheet.tile_width, sheet.tile_text, sheet.tile_lines)
    return told_in(
        scene,
        about,
        someone if lines[-1].endswith("…") else named,
        short=first_fitting(scene, named, someone),
    )
