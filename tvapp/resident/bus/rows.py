"""The rows of the bus's lists: the choices for a part of a wish, and わたしの よやく."""

from tvapp.domain import paging, rows
from tvapp.domain.places import PickPlace, Wish, WishPart
from tvapp.domain.scene import Scene
from tvapp.domain.view import Row, Tone
from tvapp.resident.bus.options import Option, options
from tvapp.resident.bus.requests import Request, upcoming
from tvapp.resident.bus.service import stop_name
from tvapp.resident.bus.wording import MARKS, when

RIDE = "ride"


def picking(wish: Wish, part: WishPart, scene: Scene) -> PickPlace:
    """Return the page of choices on which the wish stands now."""
    choices = options(wish, part, scene)
    here = next((option.id for option in choices if option.wish == wish), "")
    return PickPlace(wish, part, rows.page_of(_choices(wish, part, scene), here, scene))


def choices(place: PickPlace, scene: Scene) -> paging.Page[Row]:
    """Return the choices that stand on one page."""
    return rows.page(_choices(place.wish, place.part, scene), place.page, scene)


def rides(wanted: int, scene: Scene) -> paging.Page[Row]:
    """Return the rides that stand on one page: seats and wishes ahead, and refusals not overtaken."""
    return rows.page(tuple(_ride(request, scene) for request in upcoming(scene)), wanted, scene)


def _choices(wish: Wish, part: WishPart, scene: Scene) -> tuple[Row, ...]:
    return tuple(_choice(option, scene) for option in options(wish, part, scene))


def _choice(option: Option, scene: Scene) -> Row:
    """A choice; a day without a bus says so in its badge."""
    if option.wish is None:
        return Row(option.id, option.text, scene.words("tv.bus.closed"), Tone.AKA, option.note)
    mark = scene.words("tv.bus.usual") if option.usual else None
    return Row(option.id, option.text, mark, note=option.note)


def _ride(request: Request, scene: Scene) -> Row:
    mark, tone = MARKS[request.standing]
    return Row(
        id=paging.of(RIDE, request.name),
        text=scene.words("tv.bus.ride_row", when=when(request, scene), to=stop_name(request.to_stop, scene)),
        mark=scene.words(mark),
        mark_tone=tone,
    )
