"""みなとバス: changing a wish, asking, looking at rides, giving a seat back."""

from tvapp.domain import paging
from tvapp.domain.places import (
    BusPlace,
    CancelRidePlace,
    PickPlace,
    RidePlace,
    RidesPlace,
    Wish,
    WishPart,
)
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, Step, Swap, Tell
from tvapp.resident.bus.requests import ACTIVE, Request, Standing, find, upcoming
from tvapp.resident.bus.wishes import Fault, fault, first_wish, options, request_of
from wire.commands import RideCancel

ROW = "ride"
MINE = "mine"
ASK = "ask"
AT = "at"
PARTS = {
    "day": WishPart.DAY,
    "from": WishPart.FROM_STOP,
    "to": WishPart.TO_STOP,
    "time": WishPart.TIME,
    "party": WishPart.PARTY,
}

BusPages = BusPlace | PickPlace | RidesPlace | RidePlace | CancelRidePlace


def entry(scene: Scene) -> BusPlace:
    """Return the booking page, already filled."""
    return BusPlace(first_wish(scene))


def chosen(place: BusPages, item: str, scene: Scene) -> Step:
    """Change, ask, open, give back, or leave."""
    match place:
        case CancelRidePlace(name=name):
            return _cancelling(name, item, scene)
        case _ if item == BACK:
            return Back()
        case BusPlace(wish=wish):
            return _form(wish, item, scene)
        case PickPlace():
            return _picked(place, item, scene)
        case RidesPlace():
            return _listed(place, item, scene)
        case RidePlace(name=name):
            request = find(name, scene)
            return Remain() if request is None else _ride(request, item, scene)


def _form(wish: Wish | None, item: str, scene: Scene) -> Step:
    if item == MINE:
        return Open(RidesPlace())
    if wish is None:
        return Remain()
    if item == ASK:
        return _ask(wish, scene)
    part = PARTS.get(item)
    if part is None:
        return Remain()
    choices = options(wish, part, scene)
    here = next((place for place, option in enumerate(choices) if option.wish == wish), 0)
    return Open(PickPlace(wish, part, here // scene.sheet.rows))


def _ask(wish: Wish, scene: Scene) -> Step:
    match fault(wish, scene):
        case None:
            return Tell(request_of(wish))
        case Fault.LATE:
            return Remain("day")
        case Fault.PAST | Fault.TWICE:
            return Remain("time")
        case Fault.SAME_STOP:
            return Remain("to")


def _picked(place: PickPlace, item: str, scene: Scene) -> Step:
    choices = options(place.wish, place.part, scene)
    turned = paging.turned(item, paging.page(choices, place.page, scene.sheet.rows))
    if turned is not None:
        return Swap(PickPlace(place.wish, place.part, turned))
    found = next((option for option in choices if option.id == item), None)
    return Remain() if found is None else Back(BusPlace(found.wish))


def _listed(place: RidesPlace, item: str, scene: Scene) -> Step:
    turned = paging.turned(item, paging.page(upcoming(scene), place.page, scene.sheet.rows))
    if turned is not None:
        return Swap(RidesPlace(turned))
    name = paging.named(ROW, item)
    return Remain() if name is None or find(name, scene) is None else Open(RidePlace(name))


def _ride(request: Request, item: str, scene: Scene) -> Step:
    if item == "cancel" and request.standing in ACTIVE:
        return Swap(CancelRidePlace(request.name))
    at = paging.named(AT, item)
    if at is None or request.standing is not Standing.REFUSED:
        return Remain()
    wish = Wish(request.day, request.from_stop, request.to_stop, at, request.party)
    return Tell(request_of(wish)) if fault(wish, scene) is None else Remain(BACK)


def _cancelling(name: str, item: str, scene: Scene) -> Step:
    """Ask once more before a seat is given back; いいえ is もどる."""
    match item:
        case "yes":
            request = find(name, scene)
            active = request is not None and request.standing in ACTIVE
            return Tell(RideCancel(ride=name)) if active else Swap(RidePlace(name))
        case "back":
            return Swap(RidePlace(name))
        case _:
            return Remain()
