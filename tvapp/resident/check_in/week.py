"""These seven days as a simple picture: a face and a word for each, today last."""

from datetime import date, timedelta

from tvapp.domain import dates
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, DayMark, Icon, MessageView, Mood, Tone, WeekView
from tvapp.resident.away.days import told
from tvapp.resident.check_in.faces import FACES
from tvapp.resident.check_in.today import given, medicine
from wire.content import Resident

DAYS = 7


def view(resident: Resident, focus: str | None, scene: Scene) -> WeekView | MessageView:
    """Show the week; without the time there is none that could be shown."""
    words = scene.words
    title = words("tv.check_in.week_of", name=words("tv.name", name=resident.name))
    head, back = frame(scene, title, choosing(scene, "←→", "decide")), Button(BACK, words("tv.button.back"))
    if not scene.knows_time:
        return MessageView(
            head, "week", Mood.PLAIN, Icon.CLOCK, words("tv.home.no_time"), "", (), (back,), BACK
        )
    today = scene.now.date()
    days = tuple(_mark(today - timedelta(days=ago), resident, scene) for ago in reversed(range(DAYS)))
    return WeekView(head, "week", days, (back,), settled(focus, (BACK,), BACK))


def _mark(day: date, resident: Resident, scene: Scene) -> DayMark:
    words, today = scene.words, scene.now.date()
    answer, took = given(resident.id, scene, day), medicine(resident.id, scene, day)
    icon, tone = (None, Tone.PLAIN) if answer is None else FACES[answer.answer]
    word = _no_answer(day, scene) if answer is None else f"tv.check_in.{answer.answer.value}"
    return DayMark(
        day=words("tv.date.today") if day == today else words("tv.check_in.day_of_month", day=day.day),
        weekday=dates.weekday(day, words),
        icon=icon,
        tone=tone,
        word=words(word),
        medicine=words("tv.medicine.mark") if took is not None and took.taken else "",
        today=day == today,
    )


def _no_answer(day: date, scene: Scene) -> str:
    away = told(scene)
    if away is not None and away.first <= day <= away.until:
        return "tv.away.mark"
    return "tv.check_in.not_yet" if day == scene.now.date() else "tv.check_in.no_answer"
