"""What became of a wish to talk or a call for help, and when it is time for 119."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.said import by_name, of_kind
from tvapp.domain.scene import Scene
from wire.commands import CallRequest
from wire.content import Call, CallState, Whom

PATIENCE = timedelta(seconds=60)
"""How long a call for help may be without a person before the screen says 119."""
_FRESH = timedelta(hours=12)
"""After this a call that nobody closed no longer stands in the way of a new one."""


class CallStanding(Enum):
    KEPT = auto()  # only this box has it
    SENT = auto()  # the city has it, nobody has taken it
    TAKEN = auto()
    DONE = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Wanted:
    """One call, as this box and the city know it."""

    name: str
    urgent: bool
    whom: Whom
    asked_at: datetime
    standing: CallStanding
    taken_by: str | None
    reason: str | None


def find(name: str, scene: Scene) -> Wanted | None:
    """Find a call by its name, from the outbox or from the city."""
    call = next((call for call in scene.snapshot.calls if call.id == name), None)
    said = by_name(scene.snapshot, name)
    if said is not None and isinstance(said.body, CallRequest):
        standing = _standing(said.state, call)
        taken_by = call.taken_by if call is not None else None
        return Wanted(name, said.body.urgent, said.body.whom, said.made_at, standing, taken_by, said.reason)
    if call is not None:
        standing = _standing(SaidState.SENT, call)
        return Wanted(name, call.urgent, call.whom, call.asked_at, standing, call.taken_by, None)
    return None


def _standing(state: SaidState, call: Call | None) -> CallStanding:
    match call.state if call is not None else None:
        case CallState.TAKEN:
            return CallStanding.TAKEN
        case CallState.DONE:
            return CallStanding.DONE
        case CallState.WAITING:
            return CallStanding.SENT
        case None:
            match state:
                case SaidState.KEPT:
                    return CallStanding.KEPT
                case SaidState.SENT:
                    return CallStanding.SENT
                case SaidState.REFUSED:
                    return CallStanding.REFUSED


def wanted(scene: Scene) -> tuple[Wanted, ...]:
    """Return this box's calls of the last hours that are not done, newest first."""
    found = (
        find(said.name, scene) for said, _ in of_kind(scene.snapshot, CallRequest) if _fresh(said, scene)
    )
    open_states = (CallStanding.KEPT, CallStanding.SENT, CallStanding.TAKEN)
    return tuple(call for call in found if call is not None and call.standing in open_states)


def _fresh(said: Said, scene: Scene) -> bool:
    return not scene.knows_time or abs(scene.now - said.made_at) < _FRESH


def open_help(scene: Scene) -> str | None:
    """Return the name of the call for help that is on its way, if there is one."""
    return next((call.name for call in wanted(scene) if call.urgent), None)


def open_talk(whom: Whom, scene: Scene) -> str | None:
    """Return the name of the open wish to talk to somebody, if there is one."""
    return next((call.name for call in wanted(scene) if not call.urgent and call.whom is whom), None)


def needs_119(call: Wanted, scene: Scene) -> bool:
    """Tell whether help must be sought by telephone: nobody has it in time, or the line is down.

    A clock that was set meanwhile errs towards 119.
    """
    if not call.urgent or call.standing in (CallStanding.TAKEN, CallStanding.DONE):
        return False
    if call.standing is CallStanding.REFUSED:
        return True
    waited = scene.now - call.asked_at
    return not scene.snapshot.line.connected or not timedelta(0) <= waited < PATIENCE
