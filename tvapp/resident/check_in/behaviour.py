"""きょうの体調: what choosing something on its pages does. Nothing is ever answered in advance."""

from tvapp.domain import paging
from tvapp.domain.places import AnsweredPlace, CallPlace, CheckInPlace, Place, TalkPlace, WhoPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, ReadAloud, Remain, Step, Swap, Tell
from tvapp.resident.talk.calls import open_help
from wire.commands import CallRequest, CheckIn
from wire.content import Answer, Resident

ROW = "resident"


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


def chosen(place: WhoPlace | CheckInPlace | AnsweredPlace, item: str, scene: Scene) -> Step:
    """Answer, call, choose who, or leave."""
    if item == BACK:
        return Back()
    match place:
        case WhoPlace():
            return _person(item, scene)
        case CheckInPlace():
            return _asked(place, item, scene)
        case AnsweredPlace(resident=resident):
            return _after(item, resident)


def _person(item: str, scene: Scene) -> Step:
    household = scene.snapshot.household
    wanted = paging.named(ROW, item)
    for resident in household.residents if household is not None else ():
        if resident.id == wanted:
            return Open(CheckInPlace(resident))
    return Remain()


def _asked(place: CheckInPlace, item: str, scene: Scene) -> Step:
    resident = place.resident.id
    match item:
        case "question":
            return ReadAloud(Swap(CheckInPlace(place.resident, nudged=True)))
        case "help":
            return help_asked(resident, scene)
        case "talk":
            return Open(TalkPlace(resident))
        case "good" | "fair" | "poor":
            return Tell(CheckIn(resident=resident, answer=Answer(item)))
        case _:
            return Remain()


def help_asked(resident: str | None, scene: Scene) -> Step:
    """Call for help, or show who has the call that is already on its way."""
    going = open_help(scene)
    if going is not None:
        return Open(CallPlace(going))
    return Tell(CallRequest(resident=resident, urgent=True))


def _after(item: str, resident: Resident) -> Step:
    match item:
        case "change":
            return Swap(CheckInPlace(resident))
        case "talk":
            return Open(TalkPlace(resident.id))
        case _:
            return Remain()
