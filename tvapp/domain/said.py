"""What the resident said and where it is: on its way to the disk, just kept, or told by the memory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from offline_cache.snapshot import Said, SaidState, Snapshot
from tvapp.domain.places import Place
from wire.alerts import Alert
from wire.base import Frozen
from wire.commands import AlertAnswer, Body, CallRequest

BodyT = TypeVar("BodyT", bound=Frozen)


@dataclass(frozen=True)
class Pending:
    """A `Say` handed out and not answered yet."""

    token: int
    body: Body
    at: datetime
    origin: Place | None
    """The page that waits for it; None when no page does (receipts, answers to alerts)."""
    then: tuple[Body, ...] = ()
    """What is said after it."""


SETTLING = timedelta(seconds=1)
"""How long お預かりしました stands at least: two things happened, and a person reads one at a time."""


def with_kept(snapshot: Snapshot, kept: tuple[Said, ...], now: datetime) -> Snapshot:
    """Add what was kept a moment ago and is not in the snapshot; what was sent just now counts as kept."""
    said = tuple(_settling(one, now) for one in snapshot.said + kept)
    return replace(snapshot, said=said) if said != snapshot.said else snapshot


def _settling(said: Said, now: datetime) -> Said:
    fresh = timedelta(0) <= now - said.made_at < SETTLING
    return replace(said, state=SaidState.KEPT) if fresh and said.state is SaidState.SENT else said


def still_missing(kept: tuple[Said, ...], snapshot: Snapshot) -> tuple[Said, ...]:
    """Return those of `kept` which the snapshot does not hold."""
    if not kept:
        return kept
    known = {said.name for said in snapshot.said}
    return tuple(said for said in kept if said.name not in known)


def of_kind(snapshot: Snapshot, kind: type[BodyT]) -> Iterator[tuple[Said, BodyT]]:
    """Yield all that was said of one kind, newest first."""
    for said in reversed(snapshot.said):
        if isinstance(said.body, kind):
            yield said, said.body


def by_name(snapshot: Snapshot, name: str) -> Said | None:
    """Find one thing said by its name."""
    return next((said for said in reversed(snapshot.said) if said.name == name), None)


def answers_to(snapshot: Snapshot, alert: Alert) -> tuple[tuple[Said, AlertAnswer], ...]:
    """Return what this household answered to one alert, newest first."""
    return tuple((said, body) for said, body in of_kind(snapshot, AlertAnswer) if body.alert == alert.id)


def latest_call(snapshot: Snapshot) -> tuple[Said, CallRequest] | None:
    """Return the last wish to talk or call for help that was not refused."""
    calls = of_kind(snapshot, CallRequest)
    return next(((said, body) for said, body in calls if said.state is not SaidState.REFUSED), None)
