"""話したい and たすけて: choosing whom to be called by, taking a call back, leaving its page."""

from tvapp.domain.places import CallPlace, TalkPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, Step, Tell
from tvapp.resident.talk.calls import OPEN, find, may_ask_again, open_help, open_talk
from wire.commands import CallCancel, CallRequest
from wire.content import Whom

HELP = "help"
"""The item of a call for help that is open."""


def chosen(place: TalkPlace | CallPlace, item: str, scene: Scene) -> Step:
    """Ask somebody to ring, look at a wish that is open already, ask once more, take back, or leave."""
    if item == BACK:
        return Back()
    match place:
        case TalkPlace(resident=resident):
            return _ask(item, resident, scene)
        case CallPlace(name=name):
            return _about(name, item, scene)


def _ask(item: str, resident: str | None, scene: Scene) -> Step:
    help_on_its_way = open_help(scene)
    if item == HELP and help_on_its_way is not None:
        return Open(CallPlace(help_on_its_way))
    if item not in tuple(Whom) or scene.snapshot.household is None:
        return Remain()
    whom = Whom(item)
    going = open_talk(whom, scene)
    if going is not None:
        return Open(CallPlace(going))
    return Tell(CallRequest(resident=resident or _only_one(scene), whom=whom))


def _only_one(scene: Scene) -> str | None:
    """Name the resident when there is no doubt who is asking."""
    household = scene.snapshot.household
    if household is None or len(household.residents) != 1:
        return None
    return household.residents[0].id


def _about(name: str, item: str, scene: Scene) -> Step:
    call = find(name, scene)
    match item:
        case "again" if call is not None and may_ask_again(call, scene):
            return Tell(CallRequest(resident=_only_one(scene), whom=call.whom, urgent=call.urgent))
        case "cancel" if call is not None and call.standing in OPEN:
            return Tell(CallCancel(call=name))
        case _:
            return Remain()
