"""The questions after the first: what is not well, how much, and medicine. Each may stay unanswered."""

from tvapp.domain.places import AilmentPlace, DegreePlace, MedicinePlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Choice, ChoicesView, Icon, Tone
from tvapp.resident.check_in.behaviour import NOT_YET, TAKEN
from tvapp.resident.check_in.today import medicine, pain
from wire.wellbeing import Ailment, Degree

_SCREENS = {AilmentPlace: "ailment", DegreePlace: "degree", MedicinePlace: "medicine"}


def view(place: AilmentPlace | DegreePlace | MedicinePlace, focus: str | None, scene: Scene) -> ChoicesView:
    match place:
        case AilmentPlace():
            return _ailment(place, focus, scene)
        case DegreePlace():
            return _degree(place, focus, scene)
        case MedicinePlace():
            return _medicine(place, focus, scene)


def _ailment(place: AilmentPlace, focus: str | None, scene: Scene) -> ChoicesView:
    told = pain(place.resident.id, scene)
    choices = tuple(
        Choice(ailment.value, scene.words(f"tv.ailment.{ailment.value}"), digit, None, Tone.EARTH)
        for digit, ailment in enumerate(Ailment, 1)
    )
    given = None if told is None else told.ailment.value
    return _choices(place, scene, choices, focus, given=given, back="tv.check_in.not_say")


def _degree(place: DegreePlace, focus: str | None, scene: Scene) -> ChoicesView:
    told = pain(place.resident.id, scene)
    choices = tuple(
        Choice(degree.value, scene.words(f"tv.degree.{degree.value}"), digit, None, Tone.EARTH)
        for digit, degree in enumerate(Degree, 1)
    )
    given = told.degree.value if told is not None and told.degree is not None else None
    return _choices(place, scene, choices, focus, given=given, back="tv.check_in.not_say")


def _medicine(place: MedicinePlace, focus: str | None, scene: Scene) -> ChoicesView:
    words = scene.words
    answer = medicine(place.resident.id, scene)
    choices = (
        Choice(TAKEN, words("tv.medicine.taken"), 1, Icon.CHECK, Tone.LEAF),
        Choice(NOT_YET, words("tv.medicine.not_yet"), 2, Icon.CLOCK, Tone.EARTH),
    )
    given = None if answer is None else TAKEN if answer.taken else NOT_YET
    back = "tv.check_in.later" if answer is None else "tv.button.back"
    return _choices(place, scene, choices, focus, given=given, back=back)


def _choices(
    place: AilmentPlace | DegreePlace | MedicinePlace,
    scene: Scene,
    choices: tuple[Choice, ...],
    focus: str | None,
    *,
    given: str | None,
    back: str,
) -> ChoicesView:
    screen = _SCREENS[type(place)]
    ids = ("question", *(choice.id for choice in choices), BACK)
    return ChoicesView(
        frame=frame(scene, _title(screen, scene), choosing(scene, "↑↓←→", "decide")),
        screen=screen,
        question=scene.words(f"tv.check_in.ask_{screen}"),
        choices=choices,
        back=Button(BACK, scene.words(back)),
        focus=settled(focus, ids, "question"),
        given=given,
        note=scene.words("tv.check_in.choose_below") if place.nudged else "",
    )


def _title(screen: str, scene: Scene) -> str:
    return scene.words("tv.medicine.title" if screen == "medicine" else "tv.check_in.title")


def pain_words(resident: str, scene: Scene) -> str | None:
    """`頭・かなり`: what was told of a bad answer."""
    told = pain(resident, scene)
    if told is None:
        return None
    what = scene.words(f"tv.ailment.{told.ailment.value}")
    if told.degree is None:
        return what
    return scene.words("tv.check_in.pain", what=what, much=scene.words(f"tv.degree.{told.degree.value}"))
