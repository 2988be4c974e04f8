"""留守: which days away hold, from what this box said and from what the city has."""

from dataclasses import dataclass
from datetime import date

from offline_cache.snapshot import Said, SaidState
from tvapp.domain import dates
from tvapp.domain.said import by_name, of_kind
from tvapp.domain.scene import Scene
from wire.commands import Absence, AbsenceEnd
from wire.wellbeing import AbsenceRecord


@dataclass(frozen=True)
class Away:
    """Days away that hold or are still to come, both counted."""

    name: str
    first: date
    until: date


def told(scene: Scene) -> Away | None:
    """Return the days away that were told and are not over; what was said last here comes first."""
    found = _told(scene)
    over = found is not None and scene.knows_time and found.until < scene.now.date()
    return None if over else found


def away_today(scene: Scene) -> Away | None:
    """Return the days away when today is one of them."""
    found = told(scene)
    return found if found is not None and scene.knows_time and found.first <= scene.now.date() else None


def taken_back(name: str, scene: Scene) -> SaidState | None:
    """Tell how it stands with taking these days back, here or elsewhere; None: they hold."""
    record = _record(scene)
    if record is not None and record.id == name and record.taken_back:
        return SaidState.SENT
    for said, body in of_kind(scene.snapshot, AbsenceEnd):
        if body.absence == name and said.state is not SaidState.REFUSED:
            return said.state
    return None


def days_of(name: str, scene: Scene) -> Away | None:
    """Return the days that were told under a name, whatever became of them."""
    said = by_name(scene.snapshot, name)
    if said is not None and isinstance(said.body, Absence):
        return Away(name, said.body.first, said.body.until)
    record = _record(scene)
    return Away(name, record.first, record.until) if record is not None and record.id == name else None


def until_words(away: Away, scene: Scene) -> str:
    """`11月26日まで 留守です。`"""
    return scene.words("tv.away.until", day=dates.bare_day(away.until, scene.words))


def _told(scene: Scene) -> Away | None:
    said, record = _newest(scene), _record(scene)
    if said is None or (record is not None and _is_older(said, record)):
        if record is None or record.taken_back:
            return None
        return Away(record.id, record.first, record.until)
    match said.body:
        case Absence(first=first, until=until):
            return Away(said.name, first, until)
        case _:
            return None


def _is_older(said: Said, record: AbsenceRecord) -> bool:
    """Tell whether the city's record is newer than what was said here, whatever the two clocks say."""
    if isinstance(said.body, AbsenceEnd) and said.body.absence == record.id:
        return record.taken_back
    return said.state is SaidState.SENT and record.changed_at >= said.made_at


def _newest(scene: Scene) -> Said | None:
    """Return what was said last of days away and not refused."""
    return next(
        (
            said
            for said in reversed(scene.snapshot.said)
            if isinstance(said.body, Absence | AbsenceEnd) and said.state is not SaidState.REFUSED
        ),
        None,
    )


def _record(scene: Scene) -> AbsenceRecord | None:
    return scene.snapshot.absences[-1] if scene.snapshot.absences else None
