"""A gentle reminder of きょうの体調: once by the household's hour, once more after an hour, never at night.

It lies over whatever page was there, answers nothing, and goes away on any key.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta

from remote_input.keys import Key
from tvapp.domain import moves
from tvapp.domain.places import HomePlace
from tvapp.domain.scene import Scene, frame
from tvapp.domain.state import Reminders, State
from tvapp.domain.view import Button, Hint, Icon, MessageView, Mood
from tvapp.resident.away.days import away_today
from tvapp.resident.check_in.today import given

AGAIN_AFTER = timedelta(hours=1)
QUIET = timedelta(minutes=1)
"""Nobody is interrupted who has pressed a key just now."""
MOST = 2
MORNING, NIGHT = time(7), time(20)


def watched(reminders: Reminders, scene: Scene, *, may_show: bool) -> Reminders:
    """Put the reminder up when it is due, and take it away when it has become pointless."""
    if reminders.day != scene.now.date():
        reminders = replace(reminders, day=scene.now.date(), count=0, last=None, up=False)
    wanted = may_show and _wanted(scene)
    if reminders.up or not wanted or not _due(reminders, scene.now):
        return replace(reminders, up=reminders.up and wanted)
    return replace(reminders, up=True, count=reminders.count + 1, last=scene.now)


def asked(reminders: Reminders, now: datetime) -> Reminders:
    """Count the question that the box puts on the screen by itself: it is a reminder too."""
    return replace(reminders, day=now.date(), count=max(1, reminders.count), last=now, up=False)


def pressed(reminders: Reminders, now: datetime) -> Reminders:
    """Take the reminder away at a key, and note that somebody is there."""
    return replace(reminders, up=False, key_at=now)


def left(state: State, key: Key, now: datetime) -> State:
    """Take it away at a key, which does nothing else; the focus on home is then where one answers."""
    if key is Key.OK and state.guarded(now):
        return state
    state = replace(state, reminders=pressed(state.reminders, now))
    if key is Key.HOME:
        state = replace(state, stack=moves.HOME)
    return moves.focused(state, "check_in") if isinstance(state.top.place, HomePlace) else state


def view(scene: Scene) -> MessageView:
    words = scene.words
    return MessageView(
        frame=frame(
            scene,
            words("tv.check_in.title"),
            (Hint(words("tv.hint.ok"), words("tv.hint.close")),),
        ),
        screen="reminder",
        mood=Mood.PLAIN,
        icon=Icon.FACE_GOOD,
        headline=words("tv.reminder.headline"),
        under=words("tv.reminder.under"),
        details=(words("tv.reminder.how"), words("tv.reminder.any_key")),
        buttons=(Button("understood", words("tv.button.understood")),),
        focus="understood",
    )


def _wanted(scene: Scene) -> bool:
    """Tell whether the household's hour has come, by day, and nobody here has answered."""
    household = scene.snapshot.household
    if household is None or household.check_in_by is None or not scene.knows_time:
        return False
    hour = max(time.fromisoformat(household.check_in_by), MORNING)
    if not hour <= scene.now.time() < NIGHT or away_today(scene) is not None:
        return False
    return bool(household.residents) and all(given(one.id, scene) is None for one in household.residents)


def _due(reminders: Reminders, now: datetime) -> bool:
    """Tell whether it may come now; a clock that was set back does not bring it sooner."""
    if reminders.count >= MOST or (reminders.last is not None and now - reminders.last < AGAIN_AFTER):
        return False
    return reminders.key_at is None or not timedelta(0) <= now - reminders.key_at < QUIET
