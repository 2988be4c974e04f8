"""What a resident has answered today, and whether the city has it."""

from dataclasses import dataclass

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.said import of_kind
from tvapp.domain.scene import Scene
from wire.commands import CheckIn
from wire.content import Answer, CheckInRecord


@dataclass(frozen=True)
class Given:
    answer: Answer
    sent: bool
    """Whether the city has it: おくりました, else お預かりしました."""


def given(resident: str, scene: Scene) -> Given | None:
    """Return the newest answer of today, from this box or from the city; a refused one does not count."""
    said = _said_today(resident, scene)
    record = _record_of_today(resident, scene)
    if said is None:
        return None if record is None else Given(record.answer, sent=True)
    entry, body = said
    if record is not None and entry.state is SaidState.SENT and record.received_at > entry.made_at:
        return Given(record.answer, sent=True)
    return Given(body.answer, sent=entry.state is SaidState.SENT)


def _said_today(resident: str, scene: Scene) -> tuple[Said, CheckIn] | None:
    for said, body in of_kind(scene.snapshot, CheckIn):
        if (
            body.resident == resident
            and said.state is not SaidState.REFUSED
            and said.made_at.date() == scene.now.date()
        ):
            return said, body
    return None


def _record_of_today(resident: str, scene: Scene) -> CheckInRecord | None:
    today = scene.now.date()
    return next(
        (
            record
            for record in scene.snapshot.check_ins
            if record.resident == resident and record.day == today
        ),
        None,
    )
