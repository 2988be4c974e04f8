"""きょうの体調: who, the question, and what became of the answer."""

from tvapp.domain import dates, paging
from tvapp.domain.places import (
    AilmentPlace,
    AnsweredPlace,
    CheckInPlace,
    DegreePlace,
    MedicinePlace,
    WeekPlace,
    WhoPlace,
)
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, CheckInView, Choice, Icon, ListView, Row, Tone, View
from tvapp.resident.away.days import away_today, told, until_words
from tvapp.resident.check_in import answered, more, week
from tvapp.resident.check_in.behaviour import ROW, Pages
from tvapp.resident.check_in.faces import FACES
from tvapp.resident.check_in.today import Given, given
from wire.content import Resident

MOST = 5
"""A household's residents stand on one page at every text size."""


def view(place: Pages, focus: str | None, scene: Scene) -> View:
    match place:
        case WhoPlace():
            return _who(focus, scene)
        case CheckInPlace():
            return _question(place, focus, scene)
        case AnsweredPlace():
            return answered.view(place, focus, scene)
        case AilmentPlace() | DegreePlace() | MedicinePlace():
            return more.view(place, focus, scene)
        case WeekPlace(resident=resident):
            return week.view(resident, focus, scene)


def given_words(answer: Given, scene: Scene) -> str:
    """`「よい」と おくりました。`, or `「よい」と お預かりしました。` while only this box has it."""
    words = scene.words
    key = "tv.check_in.sent" if answer.sent else "tv.check_in.kept"
    return words(key, answer=words(f"tv.check_in.{answer.answer.value}"))


def _who(focus: str | None, scene: Scene) -> ListView:
    words, household = scene.words, scene.snapshot.household
    shown = paging.page(household.residents if household is not None else (), 0, MOST)
    rows = tuple(_person(resident, scene) for resident in shown.items)
    back = Button(BACK, words("tv.button.back"))
    ids = (*(row.id for row in rows), BACK)
    return ListView(
        frame=frame(scene, words("tv.check_in.who"), choosing(scene, "↑↓", "decide")),
        screen="check_in_who",
        rows=rows,
        buttons=(back,),
        focus=settled(focus, ids, _next(shown.items, scene) or ids[0]),
        empty=words("tv.check_in.nobody"),
    )


def _next(residents: tuple[Resident, ...], scene: Scene) -> str | None:
    """Return the first who has not answered today."""
    waiting = (paging.of(ROW, one.id) for one in residents if given(one.id, scene) is None)
    return next(waiting, None)


def _person(resident: Resident, scene: Scene) -> Row:
    answer = given(resident.id, scene)
    note = scene.words("tv.check_in.open") if answer is None else given_words(answer, scene)
    return Row(paging.of(ROW, resident.id), scene.words("tv.name", name=resident.name), note=note)


def _question(place: CheckInPlace, focus: str | None, scene: Scene) -> CheckInView:
    words = scene.words
    answers = tuple(
        Choice(answer.value, words(f"tv.check_in.{answer.value}"), digit, icon, tone)
        for digit, (answer, (icon, tone)) in enumerate(FACES.items(), 1)
    )
    calls = (
        Choice("help", words("tv.check_in.help"), 4, Icon.WARNING, Tone.AKA),
        Choice("talk", words("tv.check_in.talk"), 5, Icon.PHONE, Tone.PLAIN),
    )
    others = _others(place.resident, scene)
    ids = ("question", *(one.id for one in answers + calls), *(one.id for one in others), BACK)
    answer = given(place.resident.id, scene)
    return CheckInView(
        frame=frame(scene, _greeting(place.resident, scene), choosing(scene, "↑↓←→", "decide")),
        question=words("tv.check_in.question"),
        answers=answers,
        calls=calls,
        back=Button(BACK, words("tv.check_in.later" if answer is None else "tv.button.back")),
        focus=settled(focus, ids, "question"),
        given=None if answer is None else answer.answer.value,
        note=words("tv.check_in.choose_below") if place.nudged else "",
        more=others,
    )


def _others(resident: Resident, scene: Scene) -> tuple[Button, ...]:
    """The other pages about oneself: medicine where it is asked, the week, days away."""
    words = scene.words
    medicine = (Button("medicine", words("tv.medicine.title")),) if resident.medicine else ()
    away = words("tv.check_in.away_now" if told(scene) is not None else "tv.check_in.away")
    return (*medicine, Button("week", words("tv.check_in.week")), Button("away", away))


def _greeting(resident: Resident, scene: Scene) -> str:
    words = scene.words
    name = words("tv.name", name=resident.name)
    away = away_today(scene)
    if away is not None:
        return words("tv.away.named", name=name, until=until_words(away, scene))
    if not scene.knows_time:
        return words("tv.check_in.hello", name=name)
    return words(f"tv.greeting.{dates.daypart(scene.now)}", name=name)
