"""What became of an answer, and what else may be told: nothing of it must."""

from offline_cache.snapshot import SaidState
from tvapp.domain.places import AnsweredPlace
from tvapp.domain.said import by_name
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, MessageView, Mood
from tvapp.resident.check_in.more import pain_words
from tvapp.resident.check_in.today import Given, given, medicine, pain
from wire.content import Answer


def view(place: AnsweredPlace, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    said = by_name(scene.snapshot, place.said)
    answer = given(place.resident.id, scene)
    refused = said is not None and said.state is SaidState.REFUSED
    buttons = _buttons(place, answer, scene, refused=refused)
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
        details=_details(place, answer, scene, refused=refused),
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )


def _buttons(
    place: AnsweredPlace, answer: Given | None, scene: Scene, *, refused: bool
) -> tuple[Button, ...]:
    """What may be told next stands first and has the focus; once it was told it stands behind."""
    words, resident = scene.words, place.resident
    poor = not refused and answer is not None and answer.answer is Answer.POOR
    asks = resident.medicine and not refused
    open_now = [
        *(["detail"] if poor and pain(resident.id, scene) is None else []),
        *(["medicine"] if asks and medicine(resident.id, scene) is None else []),
    ]
    told_before = [
        *(["detail"] if poor and "detail" not in open_now else []),
        *(["medicine"] if asks and "medicine" not in open_now else []),
    ]
    labels = {
        BACK: words("tv.button.understood"),
        "change": words("tv.button.change"),
        "talk": words("tv.check_in.talk"),
        "detail": words("tv.check_in.detail"),
        "medicine": words("tv.medicine.title"),
    }
    order = (*open_now, BACK, "change", *(["talk"] if poor else []), *told_before)
    return tuple(Button(item, labels[item]) for item in order)


def _outcome(answer: Given | None, *, refused: bool) -> tuple[Mood, str]:
    if refused:
        return Mood.REFUSED, "tv.said.refused"
    if answer is not None and answer.sent:
        return Mood.DONE, "tv.said.sent"
    return Mood.KEPT, "tv.said.kept"


def _details(place: AnsweredPlace, answer: Given | None, scene: Scene, *, refused: bool) -> tuple[str, ...]:
    words, resident = scene.words, place.resident.id
    if refused or answer is None:
        return (words("tv.check_in.again"),)
    hurts, took = pain_words(resident, scene), medicine(resident, scene)
    lines = [words("tv.check_in.may_change")]
    if hurts is not None:
        lines.insert(0, words("tv.check_in.hurts", what=hurts))
    if took is not None:
        lines.insert(0, words("tv.medicine.said_taken" if took.taken else "tv.medicine.said_not_yet"))
    if not answer.sent:
        lines.append(words("tv.said.soon" if scene.snapshot.line.connected else "tv.said.when_connected"))
    if answer.answer is Answer.POOR and hurts is None:
        lines.append(words("tv.check_in.poor_talk"))
    return tuple(lines)
