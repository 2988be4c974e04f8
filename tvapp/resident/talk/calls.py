"""What became of a wish to talk or a call for help, and when it is time for 119."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.said import by_name, of_kind
from tvapp.domain.scene import Scene
from wire.commands import AlertAnswer, AlertReply, CallCancel, CallRequest
from wire.content import Call, CallState, Whom

PATIENCE = timedelta(seconds=60)
"""How long a call for help may be without a person before the screen says 119."""
STILL_NEEDED = timedelta(minutes=20)
"""So long after a call for help that somebody took, one may say that it is still needed, or needed anew."""
_FRESH = timedelta(hours=12)
"""After this a call that nobody closed no longer stands in the way of a new one."""


class CallStanding(Enum):
    KEPT = auto()  # only this box has it
    SENT = auto()  # the city has it, nobody has taken it
    TAKEN = auto()
    DONE = auto()
    REFUSED = auto()
    CANCELLING = auto()  # taken back here, and the city does not know yet
    CANCELLED = auto()


OPEN = (CallStanding.KEPT, CallStanding.SENT, CallStanding.TAKEN)
"""A call that somebody may still answer; it can be taken back."""


@dataclass(frozen=True)
class Wanted:
    """One call, as this box and the city know it."""

    name: str
    urgent: bool
    whom: Whom
    asked_at: datetime
    standing: CallStanding
    taken_by: str | None = None
    taken_as: Whom | None = None
    ring_at: datetime | None = None
    reason: str | None = None


def find(name: str, scene: Scene) -> Wanted | None:
    """Find a call by its name, from the outbox or from the city; help asked in an alert is one too."""
    call = next((call for call in scene.snapshot.calls if call.id == name), None)
    said = by_name(scene.snapshot, name)
    request = None if said is None else _request(said)
    if said is not None and request is not None:
        asked = Wanted(name, request.urgent, request.whom, said.made_at, CallStanding.KEPT)
        state, reason = said.state, said.reason
    elif call is not None:
        asked = Wanted(name, call.urgent, call.whom, call.asked_at, CallStanding.SENT)
        state, reason = SaidState.SENT, None
    else:
        return None
    standing = _taken_back(name, scene) or _standing(state, call)
    if call is None:
        return replace(asked, standing=standing, reason=reason)
    return replace(
        asked,
        standing=standing,
        reason=reason,
        taken_by=call.taken_by,
        taken_as=call.taken_as,
        ring_at=call.ring_at,
    )


def _request(said: Said) -> CallRequest | None:
    match said.body:
        case CallRequest() as request:
            return request
        case AlertAnswer(reply=AlertReply.HELP):
            return CallRequest(urgent=True)
        case _:
            return None


def _taken_back(name: str, scene: Scene) -> CallStanding | None:
    """Tell how it stands with taking a call back; one that the city refused to take back is still there."""
    for said, body in of_kind(scene.snapshot, CallCancel):
        if body.call == name and said.state is not SaidState.REFUSED:
            return CallStanding.CANCELLING if said.state is SaidState.KEPT else CallStanding.CANCELLED
    return None


_STANDINGS = {
    CallState.WAITING: CallStanding.SENT,
    CallState.TAKEN: CallStanding.TAKEN,
    CallState.DONE: CallStanding.DONE,
}
_SAID = {
    SaidState.KEPT: CallStanding.KEPT,
    SaidState.SENT: CallStanding.SENT,
    SaidState.REFUSED: CallStanding.REFUSED,
}


def _standing(state: SaidState, call: Call | None) -> CallStanding:
    if call is None:
        return _SAID[state]
    return CallStanding.CANCELLED if call.taken_back else _STANDINGS[call.state]


def wanted(scene: Scene) -> tuple[Wanted, ...]:
    """Return the household's calls of the last hours that are open, newest first.

    What this box said comes before what only the city tells, such as calls of a box that was exchanged.
    """
    names = [said.name for said in reversed(scene.snapshot.said) if _request(said) is not None]
    names += [call.id for call in reversed(scene.snapshot.calls) if call.id not in names]
    found = (find(name, scene) for name in names)
    return tuple(call for call in found if call is not None and call.standing in OPEN and _fresh(call, scene))


def _fresh(call: Wanted, scene: Scene) -> bool:
    return not scene.knows_time or abs(scene.now - call.asked_at) < _FRESH


def open_help(scene: Scene) -> str | None:
    """Return the name of the call for help that is on its way, if there is one."""
    return next((call.name for call in wanted(scene) if call.urgent), None)


def open_talk(whom: Whom, scene: Scene) -> str | None:
    """Return the name of the open wish to talk to somebody, if there is one."""
    return next((call.name for call in wanted(scene) if not call.urgent and call.whom is whom), None)


def may_ask_again(call: Wanted, scene: Scene) -> bool:
    """Tell whether the same may be asked for once more: not while somebody is on the way for it."""
    if call.standing not in OPEN:
        return True
    if call.standing is CallStanding.TAKEN:
        return call.urgent and abs(scene.now - call.asked_at) >= STILL_NEEDED
    return call.urgent


def needs_119(call: Wanted, scene: Scene) -> bool:
    """Tell whether help must be sought by telephone: nobody has it in time, or the line is down.

    A clock that was set meanwhile errs towards 119.
    """
    if call.standing is CallStanding.REFUSED:
        return call.urgent
    if not call.urgent or call.standing not in (CallStanding.KEPT, CallStanding.SENT):
        return False
    waited = scene.now - call.asked_at
    return not scene.snapshot.line.connected or not timedelta(0) <= waited < PATIENCE
