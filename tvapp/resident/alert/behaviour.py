"""An emergency takes any screen at once, and gives it back where one was."""

from dataclasses import replace
from datetime import timedelta

from tvapp.domain.said import Pending, answers_to
from tvapp.domain.scene import Scene
from tvapp.domain.state import AlertGone, AlertUp, Emergency, State
from tvapp.resident.alert.in_force import answered, in_force, replies
from wire.alerts import Alert
from wire.commands import AlertAnswer, AlertReply

TO_READ = timedelta(seconds=3)
"""How long お預かりしました stands on an alert before the next one of the same weight comes."""


def watched(emergency: Emergency | None, pending: tuple[Pending, ...], scene: Scene) -> Emergency | None:
    """Return what must have the screen: the gravest alert not answered, or the one that is up."""
    alerts = in_force(scene)
    waiting = next((alert for alert in alerts if not _taken(alert, pending, scene)), None)
    match emergency:
        case AlertUp() as up:
            still = next((alert for alert in alerts if alert.id == up.alert.id), None)
            if waiting is not None and (still is None or _gives_way(still, waiting, pending, scene)):
                return AlertUp(waiting)
            if still is None:
                return AlertGone(up.alert)
            return up if still == up.alert else replace(up, alert=still)
        case AlertGone() | None:
            return emergency if waiting is None else AlertUp(waiting)


def _gives_way(up: Alert, waiting: Alert, pending: tuple[Pending, ...], scene: Scene) -> bool:
    """Tell whether a waiting alert comes before the one that is up: a graver one at once.

    Any other comes as soon as this one is answered and what was answered has stood there to be read.
    """
    if waiting.id == up.id:
        return False
    alerts = in_force(scene)
    if alerts.index(waiting) < alerts.index(up):
        return True
    given = answers_to(scene.snapshot, up)
    if not given or _on_its_way(up, pending):
        return False
    return not timedelta(0) <= scene.now - given[0][0].made_at < TO_READ


def _taken(alert: Alert, pending: tuple[Pending, ...], scene: Scene) -> bool:
    """Tell whether this household answered, or its answer is on the way to the disk."""
    return _on_its_way(alert, pending) or answered(alert, scene)


def _on_its_way(alert: Alert, pending: tuple[Pending, ...]) -> bool:
    return any(isinstance(it.body, AlertAnswer) and it.body.alert == alert.id for it in pending)


def answer(alert: Alert, item: str, scene: Scene) -> AlertAnswer | None:
    """Turn a button into what is said; None for もどる and for what cannot be answered any more."""
    if item not in tuple(AlertReply) or AlertReply(item) not in replies(alert, scene):
        return None
    return AlertAnswer(alert=alert.id, reply=AlertReply(item))


def left(state: State, scene: Scene) -> State:
    """Give the screen back: only an alert that was answered, or one that is gone, can be left."""
    match state.emergency:
        case AlertUp(alert=alert) if not answered(alert, scene):
            return state
        case _:
            return replace(state, emergency=None)
