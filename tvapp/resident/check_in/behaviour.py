"""きょうの体調: what choosing something on its pages does. Nothing is ever answered in advance."""

from dataclasses import replace

from tvapp.domain import paging
from tvapp.domain.places import (
    AilmentPlace,
    AnsweredPlace,
    CallPlace,
    CheckInPlace,
    DegreePlace,
    MedicinePlace,
    Place,
    TalkPlace,
    WeekPlace,
    WhoPlace,
)
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Enter, Open, ReadAloud, Remain, Step, Swap, Tell
from tvapp.resident.away import behaviour as away
from tvapp.resident.talk.calls import open_help
from wire.commands import CallRequest, CheckIn, CheckInDetail, MedicineAnswer
from wire.content import Answer, Resident
from wire.wellbeing import Ailment, Degree

ROW = "resident"
TAKEN, NOT_YET = "taken", "not_yet"

Pages = WhoPlace | CheckInPlace | AnsweredPlace | AilmentPlace | DegreePlace | MedicinePlace | WeekPlace


def entry(scene: Scene) -> Place | None:
    """Return the first page: who is answering, or at once the question when one person lives here."""
    household = scene.snapshot.household
    match household.residents if household is not None else ():
        case ():
            return None
        case (resident,):
            return CheckInPlace(resident)
        case _:
            return WhoPlace()


def chosen(place: Pages, item: str, scene: Scene) -> Step:
    """Answer, call, choose who, tell more, or leave."""
    match place:
        case AilmentPlace() | DegreePlace() | MedicinePlace():
            return _more(place, item)
        case _ if item == BACK:
            return Back()
        case WhoPlace():
            return _person(item, scene)
        case CheckInPlace():
            return _asked(place, item, scene)
        case AnsweredPlace():
            return _after(place, item)
        case WeekPlace():
            return Remain()


def _person(item: str, scene: Scene) -> Step:
    """Ask one of several; afterwards the focus is on the next who has not answered."""
    household = scene.snapshot.household
    wanted = paging.named(ROW, item)
    for resident in household.residents if household is not None else ():
        if resident.id == wanted:
            return Enter(CheckInPlace(resident))
    return Remain()


def _asked(place: CheckInPlace, item: str, scene: Scene) -> Step:
    resident = place.resident
    match item:
        case "question":
            return ReadAloud(Swap(CheckInPlace(resident, nudged=True)))
        case "help":
            return help_asked(resident.id, scene)
        case "good" | "fair" | "poor":
            return Tell(CheckIn(resident=resident.id, answer=Answer(item)))
        case _:
            return _elsewhere(resident, item, scene)


def _elsewhere(resident: Resident, item: str, scene: Scene) -> Step:
    match item:
        case "talk":
            return Open(TalkPlace(resident.id))
        case "week":
            return Open(WeekPlace(resident))
        case "away":
            return Open(away.entry(scene))
        case "medicine" if resident.medicine:
            return Open(MedicinePlace(resident))
        case _:
            return Remain()


def help_asked(resident: str | None, scene: Scene) -> Step:
    """Call for help, or show who has the call that is already on its way."""
    going = open_help(scene)
    if going is not None:
        return Open(CallPlace(going))
    return Tell(CallRequest(resident=resident, urgent=True))


def _after(place: AnsweredPlace, item: str) -> Step:
    resident = place.resident
    match item:
        case "change":
            return Swap(CheckInPlace(resident))
        case "talk":
            return Open(TalkPlace(resident.id))
        case "detail":
            return Swap(AilmentPlace(resident, place.said))
        case "medicine" if resident.medicine:
            return Swap(MedicinePlace(resident, place.said))
        case _:
            return Remain()


def _more(place: AilmentPlace | DegreePlace | MedicinePlace, item: str) -> Step:
    """Answer one of the questions that come after the first; もどる answers nothing."""
    if item == BACK:
        said = place.said
        return Back() if said is None else Swap(AnsweredPlace(place.resident, said))
    if item == "question":
        return ReadAloud(Swap(replace(place, nudged=True)))
    resident = place.resident.id
    match place:
        case AilmentPlace() if item in tuple(Ailment):
            return Tell(CheckInDetail(resident=resident, ailment=Ailment(item)))
        case DegreePlace(ailment=ailment) if item in tuple(Degree):
            return Tell(CheckInDetail(resident=resident, ailment=ailment, degree=Degree(item)))
        case MedicinePlace() if item in (TAKEN, NOT_YET):
            return Tell(MedicineAnswer(resident=resident, taken=item == TAKEN))
        case _:
            return Remain()


def landing(body: CheckIn | CheckInDetail | MedicineAnswer, origin: Place | None, name: str) -> Place | None:
    """Say where an answer leads to once it is kept."""
    match origin:
        case CheckInPlace(resident=resident):
            return AnsweredPlace(resident, name)
        case AilmentPlace(resident=resident, said=said) if isinstance(body, CheckInDetail):
            return DegreePlace(resident, said, body.ailment)
        case DegreePlace(resident=resident, said=said):
            return AnsweredPlace(resident, said)
        case MedicinePlace(resident=resident, said=str() as said):
            return AnsweredPlace(resident, said)
        case MedicinePlace():
            return replace(origin, nudged=False)
        case _:
            return None
