"""What a resident has answered on a day, and whether the city has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.scene import Scene
from wire.base import Frozen
from wire.commands import CheckIn, CheckInDetail, MedicineAnswer
from wire.content import Answer, CheckInRecord
from wire.wellbeing import Ailment, Degree


@dataclass(frozen=True)
class Given:
    answer: Answer
    sent: bool
    """Whether the city has it: おくりました, else お預かりしました."""


@dataclass(frozen=True)
class Pain:
    """What was told after a bad answer."""

    ailment: Ailment
    degree: Degree | None
    sent: bool


@dataclass(frozen=True)
class Medicine:
    taken: bool
    sent: bool


def given(resident: str, scene: Scene, day: date | None = None) -> Given | None:
    """Return the newest answer of a day (today), from this box or from the city.

    A refused one does not count.
    """
    day = day or scene.now.date()
    said = next(
        ((said, body) for said, body in _said_on(day, resident, scene) if isinstance(body, CheckIn)), None
    )
    record = _record(day, resident, scene)
    if said is None:
        return None if record is None else Given(record.answer, sent=True)
    entry, body = said
    if record is not None and entry.state is SaidState.SENT and record.received_at > entry.made_at:
        return Given(record.answer, sent=True)
    return Given(body.answer, sent=entry.state is SaidState.SENT)


def pain(resident: str, scene: Scene) -> Pain | None:
    """Return what was told today of a bad answer that still stands."""
    answer, today = given(resident, scene), scene.now.date()
    if answer is None or answer.answer is not Answer.POOR:
        return None
    for said, body in _said_on(today, resident, scene):
        match body:
            case CheckInDetail(ailment=ailment, degree=degree):
                return Pain(ailment, degree, sent=said.state is SaidState.SENT)
            case CheckIn(answer=other) if other is not Answer.POOR:
                return None
    record = _record(today, resident, scene)
    if record is None or record.ailment is None:
        return None
    return Pain(record.ailment, record.degree, sent=True)


def medicine(resident: str, scene: Scene, day: date | None = None) -> Medicine | None:
    """Return the newest answer of a day (today) about medicine; None is no answer."""
    day = day or scene.now.date()
    record = next(
        (one for one in scene.snapshot.medicine if one.resident == resident and one.day == day), None
    )
    for said, body in _said_on(day, resident, scene):
        if isinstance(body, MedicineAnswer):
            if record is not None and said.state is SaidState.SENT and record.received_at > said.made_at:
                break
            return Medicine(body.taken, sent=said.state is SaidState.SENT)
    return None if record is None else Medicine(record.taken, sent=True)


def _said_on(day: date, resident: str, scene: Scene) -> Iterator[tuple[Said, Frozen]]:
    """Yield what one resident said of themselves on a day and was not refused, newest first."""
    for said in reversed(scene.snapshot.said):
        body = said.body
        if (
            isinstance(body, CheckIn | CheckInDetail | MedicineAnswer)
            and body.resident == resident
            and said.state is not SaidState.REFUSED
            and said.made_at.date() == day
        ):
            yield said, body


def _record(day: date, resident: str, scene: Scene) -> CheckInRecord | None:
    return next(
        (record for record in scene.snapshot.check_ins if record.resident == resident and record.day == day),
        None,
    )
