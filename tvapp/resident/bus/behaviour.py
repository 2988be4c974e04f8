"""みなとバス: changing a wish, asking, looking at rides, giving a seat back."""

from dataclasses import replace

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
from tvapp.resident.bus import rows
from tvapp.resident.bus.options import options
from tvapp.resident.bus.requests import ACTIVE, Request, find, offers, other_way
from tvapp.resident.bus.wishes import Fault, bodies_of, fault, first_wish, instead, way_home
from wire.commands import RideCancel
from wire.content import Aim, RideOffer

MINE = "mine"
ASK = "ask"
AT = "at"
AIM = "aim"
CANCEL, ONE, BOTH = "cancel", "yes", "both"
HOMEWARD, OTHER = "homeward", "other"
PARTS = {
    "day": WishPart.DAY,
    "from": WishPart.FROM_STOP,
    "to": WishPart.TO_STOP,
    "time": WishPart.TIME,
    "party": WishPart.PARTY,
    "chair": WishPart.WHEELCHAIR,
    "home": WishPart.HOME,
}
_OTHER_AIM = {Aim.LEAVE: Aim.ARRIVE, Aim.ARRIVE: Aim.LEAVE}
_WHERE = {
    Fault.LATE: "day",
    Fault.PAST: "time",
    Fault.TWICE: "time",
    Fault.SAME_STOP: "to",
    Fault.HOME_EARLY: "home",
}
"""The row to change when a wish cannot be sent."""

BusPages = BusPlace | PickPlace | RidesPlace | RidePlace | CancelRidePlace


def entry(scene: Scene) -> BusPlace:
    """Return the booking page, already filled."""
    return BusPlace(first_wish(scene))


def chosen(place: BusPages, item: str, scene: Scene) -> Step:
    """Change, ask, open, give back, or leave."""
    match place:
        case CancelRidePlace():
            return _cancelling(place, item, scene)
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
            return Remain() if request is None else _ride(place, request, item, scene)


def _form(wish: Wish | None, item: str, scene: Scene) -> Step:
    if item == MINE:
        return Open(RidesPlace())
    if wish is None:
        return Remain()
    if item == ASK:
        wrong = fault(wish, scene)
        return _tell(wish) if wrong is None else Remain(_WHERE[wrong])
    part = PARTS.get(item)
    return Remain() if part is None else Open(rows.picking(wish, part, scene))


def _tell(wish: Wish) -> Tell:
    first, *then = bodies_of(wish)
    return Tell(first, tuple(then))


def _picked(place: PickPlace, item: str, scene: Scene) -> Step:
    if item == AIM and place.part is WishPart.TIME:
        turned_round = replace(place.wish, aim=_OTHER_AIM[place.wish.aim])
        return Swap(rows.picking(turned_round, WishPart.TIME, scene))
    turned = paging.turned(item, rows.choices(place, scene))
    if turned is not None:
        return Swap(PickPlace(place.wish, place.part, turned))
    choices = options(place.wish, place.part, scene)
    found = next((option for option in choices if option.id == item), None)
    if found is None:
        return Remain()
    if found.wish is None:
        return Swap(replace(place, closed=found.closed))
    return Back(BusPlace(found.wish))


def _listed(place: RidesPlace, item: str, scene: Scene) -> Step:
    turned = paging.turned(item, rows.rides(place.page, scene))
    if turned is not None:
        return Swap(RidesPlace(turned))
    name = paging.named(rows.RIDE, item)
    return Remain() if name is None or find(name, scene) is None else Open(RidePlace(name, listed=True))


def _ride(place: RidePlace, request: Request, item: str, scene: Scene) -> Step:
    match item:
        case "cancel" if request.standing in ACTIVE:
            return Swap(CancelRidePlace(place.name, place.listed))
        case "homeward":
            wish = None if living_way(request, scene) else way_home(request, scene)
            if wish is None:
                return Remain()
            # Opened from the list the page stands on the third level; the form belongs on the second.
            return Back(BusPlace(wish)) if place.listed else Swap(BusPlace(wish))
        case "other":
            other = other_way(request, scene)
            return Remain() if other is None else Swap(RidePlace(other.name, place.listed))
    offer = next((offer for offer in standing_offers(request, scene) if offer_id(offer) == item), None)
    return Remain() if offer is None else Tell(next(bodies_of(instead(request, offer))))


def living_way(request: Request, scene: Scene) -> Request | None:
    """Return the other way of the trip while it stands: asked for or given."""
    other = other_way(request, scene)
    return other if other is not None and other.standing in ACTIVE else None


def standing_offers(request: Request, scene: Scene) -> tuple[RideOffer, ...]:
    """Return the city's offers that can still be asked for."""
    return tuple(offer for offer in offers(request) if fault(instead(request, offer), scene) is None)


def offer_id(offer: RideOffer) -> str:
    """Name the button of an offer."""
    return paging.of(AT, f"{offer.day.isoformat()}T{offer.board_at}")


def _cancelling(place: CancelRidePlace, item: str, scene: Scene) -> Step:
    """Ask once more before a seat is given back; いいえ is もどる."""
    request = find(place.name, scene)
    back = Swap(RidePlace(place.name, place.listed))
    if item == BACK:
        return back
    if item not in {ONE, BOTH}:
        return Remain()
    if request is None or request.standing not in ACTIVE:
        return back
    other = living_way(request, scene)
    then = (RideCancel(ride=other.name),) if item == BOTH and other is not None else ()
    return Tell(RideCancel(ride=place.name), then)
