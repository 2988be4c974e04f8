"""きょうの体調: who, the question, and what became of the answer."""

from offline_cache.snapshot import SaidState
from tvapp.domain import dates, paging
from tvapp.domain.places import AnsweredPlace, CheckInPlace, WhoPlace
from tvapp.domain.said import by_name
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import (
    Button,
    CheckInView,
    Choice,
    Icon,
    ListView,
    MessageView,
    Mood,
    Row,
    Tone,
    View,
)
from tvapp.resident.check_in.behaviour import ROW
from tvapp.resident.check_in.today import Given, given
from wire.content import Answer, Resident

MOST = 5
"""A household's residents stand on one page at every text size."""
_FACES = {
    Answer.GOOD: (Icon.FACE_GOOD, Tone.LEAF),
    Answer.FAIR: (Icon.FACE_FAIR, Tone.LAKE),
    Answer.POOR: (Icon.FACE_POOR, Tone.EARTH),
}


def view(place: WhoPlace | CheckInPlace | AnsweredPlace, focus: str | None, scene: Scene) -> View:
    match place:
        case WhoPlace():
            return _who(focus, scene)
        case CheckInPlace():
            return _question(place, focus, scene)
        case AnsweredPlace():
            return _answered(place, focus, scene)


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
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.check_in.nobody"),
    )


def _person(resident: Resident, scene: Scene) -> Row:
    answer = given(resident.id, scene)
    note = scene.words("tv.check_in.open") if answer is None else given_words(answer, scene)
    return Row(paging.of(ROW, resident.id), scene.words("tv.name", name=resident.name), note=note)


def _question(place: CheckInPlace, focus: str | None, scene: Scene) -> CheckInView:
    words = scene.words
    answers = tuple(
        Choice(answer.value, words(f"tv.check_in.{answer.value}"), digit, icon, tone)
        for digit, (answer, (icon, tone)) in enumerate(_FACES.items(), 1)
    )
    calls = (
        Choice("help", words("tv.check_in.help"), 4, Icon.WARNING, Tone.AKA),
        Choice("talk", words("tv.check_in.talk"), 5, Icon.PHONE, Tone.PLAIN),
    )
    ids = ("question", *(choice.id for choice in answers + calls), BACK)
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
    )


def _greeting(resident: Resident, scene: Scene) -> str:
    words = scene.words
    name = words("tv.name", name=resident.name)
    if not scene.knows_time:
        return words("tv.check_in.hello", name=name)
    return words(f"tv.greeting.{dates.daypart(scene.now)}", name=name)


def _answered(place: AnsweredPlace, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    said = by_name(scene.snapshot, place.said)
    answer = given(place.resident.id, scene)
    refused = said is not None and said.state is SaidState.REFUSED
    buttons = [Button(BACK, words("tv.button.understood")), Button("change", words("tv.button.change"))]
    if answer is not None and answer.answer is Answer.POOR:
        buttons.append(Button("talk", words("tv.check_in.talk")))
    ids = tuple(button.id for button in buttons)
    mood, key = _outcome(answer, refused=refused)
    under = said.reason or "" if refused and said is not None else ""
    if not refused and answer is not None:
        under = words("tv.check_in.answer_is", answer=words(f"tv.check_in.{answer.answer.value}"))
    return MessageView(
        frame=frame(scene, words("tv.check_in.title"), choosing(scene, "←→", "decide")),
        screen="check_in_answered",
        mood=mood,
        icon=Icon.WARNING if refused else Icon.CHECK,
        headline=words(key),
        under=under,
        details=_more(answer, scene, refused=refused),
        buttons=tuple(buttons),
        focus=settled(focus, ids, BACK),
    )


def _outcome(answer: Given | None, *, refused: bool) -> tuple[Mood, str]:
    if refused:
        return Mood.REFUSED, "tv.said.refused"
    if answer is not None and answer.sent:
        return Mood.DONE, "tv.said.sent"
    return Mood.KEPT, "tv.said.kept"


def _more(answer: Given | None, scene: Scene, *, refused: bool) -> tuple[str, ...]:
    words = scene.words
    if refused or answer is None:
        return (words("tv.check_in.again"),)
    lines = [words("tv.check_in.may_change")]
    if not answer.sent:
        lines.append(words("tv.said.soon" if scene.snapshot.line.connected else "tv.said.when_connected"))
    if answer.answer is Answer.POOR:
        lines.append(words("tv.check_in.poor_talk"))
    return tuple(lines)
