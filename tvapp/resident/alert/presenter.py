"""緊急のお知らせ: what to do, in the largest letters, and three answers."""

from offline_cache.snapshot import Said, SaidState
from tvapp.domain import dates
from tvapp.domain.said import answers_to
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.state import AlertUp
from tvapp.domain.step import BACK
from tvapp.domain.trouble import words_for
from tvapp.domain.view import AlertView, Button, Icon, MessageView, Mood
from tvapp.resident.alert.in_force import (
    INDOORS,
    answered,
    help_asked,
    is_drill,
    level_text,
    name,
    replies,
    to_shelter,
)
from wire.alerts import Alert
from wire.commands import AlertReply
from wire.content import CallState

_DIGITS = {AlertReply.SEEN: 1, AlertReply.EVACUATED: 2, AlertReply.HELP: 3}


def view(up: AlertUp, scene: Scene) -> AlertView:
    """Show an alert; the frame's status says when and from whom it came."""
    words, alert = scene.words, up.alert
    buttons = _buttons(alert, scene)
    ids = tuple(button.id for button in buttons)
    issued = words("tv.alert.issued", time=dates.moment(alert.issued_at, words), sender=alert.sender)
    title, note = _goal(alert, scene)
    return AlertView(
        frame=frame(scene, words("tv.alert.title"), choosing(scene, "↑↓", "decide"), issued),
        level=alert.level,
        level_text=level_text(alert, scene),
        drill=words("tv.alert.drill") if is_drill(alert) else "",
        title=alert.title,
        area=_area(alert, scene),
        area_brief=_area_brief(alert, scene),
        headline=alert.headline,
        advice_title=title,
        advice_note=note,
        advice=_advice(alert, scene),
        buttons=buttons,
        focus=settled(up.focus, ids, BACK if answered(alert, scene) else ids[0]),
        answered=_answered(up, scene),
    )


def _area(alert: Alert, scene: Scene) -> str:
    names = scene.words("tv.alert.and").join(alert.area_names)
    if not names or names.endswith(("地区", "区")):
        return names
    return scene.words("tv.alert.area", names=names)


def _area_brief(alert: Alert, scene: Scene) -> str:
    """Name this household's own area, where it is one of many."""
    household, count = scene.snapshot.household, len(alert.area_names)
    own = household.area_name if household is not None else None
    if own in alert.area_names and count > 1:
        return scene.words("tv.alert.area_and", name=own, count=count - 1)
    return scene.words("tv.alert.area_count", count=count)


def _goal(alert: Alert, scene: Scene) -> tuple[str, str]:
    """Return where to go and how far; at level 5 that is: nowhere."""
    words, household = scene.words, scene.snapshot.household
    if alert.level == INDOORS:
        return words("tv.alert.inside_now"), ""
    if not to_shelter(alert, scene):
        return "", ""
    shelter = household.shelter if household is not None else None
    if shelter is None:
        return words("tv.alert.to_some_shelter"), ""
    walk = words("tv.disaster.walk", minutes=shelter.walk_minutes)
    return words("tv.alert.to_shelter", name=shelter.name), walk


def _advice(alert: Alert, scene: Scene) -> tuple[str, ...]:
    household = scene.snapshot.household
    if alert.level == INDOORS:
        return alert.advice or (scene.words("tv.alert.inside_how"),)
    shelter = household.shelter if household is not None else None
    walking = shelter.advice if shelter is not None and to_shelter(alert, scene) else ()
    return tuple(dict.fromkeys((*alert.advice, *walking)))


def _buttons(alert: Alert, scene: Scene) -> tuple[Button, ...]:
    words = scene.words
    answers = tuple(
        Button(reply.value, words(f"tv.alert.{reply.value}"), _DIGITS[reply])
        for reply in replies(alert, scene)
    )
    if not answered(alert, scene):
        return answers
    return (*answers, Button(BACK, words("tv.button.back")))


def _answered(up: AlertUp, scene: Scene) -> str:
    """Say what was answered and whether the city has it; help says who comes, or 119."""
    words = scene.words
    if up.trouble is not None:
        return words_for(up.trouble, words)
    given = answers_to(scene.snapshot, up.alert)
    if not given:
        return ""
    asked = help_asked(up.alert, scene)
    if asked is not None:
        return _help(asked, scene)
    said, body = given[0]
    reply = words(f"tv.alert.{body.reply.value}")
    match said.state:
        case SaidState.KEPT:
            return words("tv.alert.kept", reply=reply)
        case SaidState.SENT:
            return words("tv.alert.sent", reply=reply)
        case SaidState.REFUSED:
            return words("tv.said.refused")


def _help(asked: Said, scene: Scene) -> str:
    words = scene.words
    call = next((call for call in scene.snapshot.calls if call.id == asked.name), None)
    if call is not None and call.state is not CallState.WAITING and call.taken_by is not None:
        return words("tv.talk.taken", name=words("tv.name", name=call.taken_by))
    if asked.state is SaidState.SENT and scene.snapshot.line.connected:
        return words("tv.alert.help_sent")
    return words("tv.alert.help_kept")


def gone(alert: Alert, scene: Scene) -> MessageView:
    """Say that an alert which had the screen is over."""
    words = scene.words
    return MessageView(
        frame=frame(scene, words("tv.alert.title"), choosing(scene, "←→", "decide")),
        screen="alert_gone",
        mood=Mood.PLAIN,
        icon=Icon.CHECK,
        headline=words("tv.alert.gone", title=name(alert, scene)),
        under=words("tv.alert.gone_more"),
        details=(),
        buttons=(Button(BACK, words("tv.button.understood")),),
        focus=BACK,
    )
