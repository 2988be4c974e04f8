"""Which alerts are in force now, and how they are named."""

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.said import answers_to
from tvapp.domain.scene import Scene
from wire.alerts import Alert, AlertStatus
from wire.commands import AlertReply

INDOORS = 5
"""警戒レベル 5: 命の危険 直ちに安全確保. Nobody is sent outdoors."""


def in_force(scene: Scene) -> tuple[Alert, ...]:
    """Return the alerts in force, gravest first; one that has ended by a trusted clock is not."""
    return tuple(
        alert for alert in scene.snapshot.alerts if not scene.knows_time or alert.expires_at > scene.now
    )


def stay_inside(scene: Scene) -> bool:
    """Tell whether nobody here may be sent out: level 5, where a drill does not outweigh what is real."""
    alerts = in_force(scene)
    real = tuple(alert for alert in alerts if not is_drill(alert))
    return any(alert.level == INDOORS for alert in real or alerts)


def is_drill(alert: Alert) -> bool:
    return alert.status is AlertStatus.DRILL


def to_shelter(alert: Alert, scene: Scene) -> bool:
    """Tell whether this alert sends the household out; never while any alert keeps it inside."""
    return alert.to_shelter and alert.level != INDOORS and not stay_inside(scene)


def name(alert: Alert, scene: Scene) -> str:
    """`避難指示`, `訓練 避難指示` in a drill."""
    return scene.words("tv.alert.drill_name", title=alert.title) if is_drill(alert) else alert.title


def level_text(alert: Alert, scene: Scene) -> str:
    """`警戒レベル 4`; empty without a level."""
    return "" if alert.level is None else scene.words("tv.alert.level", level=alert.level)


def replies(alert: Alert, scene: Scene) -> tuple[AlertReply, ...]:
    """Return what can be answered still."""
    given = {body.reply for _, body in answers_to(scene.snapshot, alert)}
    offered = [AlertReply.EVACUATED] if to_shelter(alert, scene) else []
    offered.append(AlertReply.HELP)
    if not given:
        offered.insert(0, AlertReply.SEEN)
    return tuple(reply for reply in offered if reply not in given)


def answered(alert: Alert, scene: Scene) -> bool:
    return bool(answers_to(scene.snapshot, alert))


def help_asked(alert: Alert, scene: Scene) -> Said | None:
    """Return the call for help that was answered to this alert and not refused."""
    for said, body in answers_to(scene.snapshot, alert):
        if body.reply is AlertReply.HELP and said.state is not SaidState.REFUSED:
            return said
    return None
