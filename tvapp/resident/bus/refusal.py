"""席が とれませんでした: why, and up to three other rides of which one 決定 asks for."""

from tvapp.domain import dates
from tvapp.domain.scene import Scene
from tvapp.domain.view import Button, Icon, MessageView, Mood
from tvapp.resident.bus.behaviour import offer_id, standing_offers
from tvapp.resident.bus.requests import Request
from tvapp.resident.bus.service import phone
from tvapp.resident.bus.told import Told, page
from tvapp.resident.bus.wording import hoped, other_words, outcome
from wire.content import Aim, RideOffer


def refused(request: Request, focus: str | None, scene: Scene) -> MessageView:
    """Say why, what was hoped for, what can be had instead, and the telephone."""
    found = standing_offers(request, scene)
    other = other_words(request, scene)
    details = (
        hoped(request, scene),
        _advice(request, found, scene),
        *(() if other is None else (other,)),
        *phone(scene),
    )
    more = tuple(Button(offer_id(offer), _label(offer, request, scene)) for offer in found)
    told = Told(Mood.REFUSED, Icon.WARNING, outcome(request, scene), request.reason or "", details, more)
    return page(told, focus, scene)


def _advice(request: Request, found: tuple[RideOffer, ...], scene: Scene) -> str:
    words = scene.words
    if not found:
        return words("tv.bus.no_other_times")
    if any(offer.day != request.day for offer in found):
        return words("tv.bus.other_days")
    if request.aim is Aim.LEAVE:
        return words("tv.bus.other_times")
    arrivals = words("tv.bus.list").join(dates.clock(offer.arrive_by, words) for offer in found)
    return words("tv.bus.other_arrivals", times=arrivals)


def _label(offer: RideOffer, request: Request, scene: Scene) -> str:
    """`12時40分`, on another day `24日 9時10分`."""
    time = dates.clock(offer.board_at, scene.words)
    if offer.day == request.day:
        return time
    return scene.words("tv.bus.offer_day", day=offer.day.day, time=time)
