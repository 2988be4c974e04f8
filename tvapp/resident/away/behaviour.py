"""留守にします: putting the days together on one page, telling them, taking them back."""

from datetime import date, timedelta

from tvapp.domain import paging
from tvapp.domain.places import AwayItem, AwayPlace, AwayToldPlace, AwayUntilPlace, Place
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Remain, Step, Swap, Tell
from tvapp.resident.away.days import days_of, taken_back, told
from wire.commands import Absence, AbsenceEnd

ROW = "until"
LENGTHS = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28)
"""How many days away can be chosen, the first one counted."""

AwayPages = AwayPlace | AwayUntilPlace | AwayToldPlace


def entry(scene: Scene) -> Place:
    """Return the days that were told, or the page to put them together: today and tomorrow at first."""
    found = told(scene)
    if found is not None:
        return AwayToldPlace(found.name)
    today = scene.now.date()
    return AwayPlace(today, today + timedelta(days=1))


def possible(place: AwayPlace | AwayUntilPlace, scene: Scene) -> tuple[date, date]:
    """Return the days of a page as they can still be told: midnight may have passed since."""
    today = scene.now.date()
    first = place.first if place.first in (today, today + timedelta(days=1)) else today
    return first, max(place.until, first)


def chosen(place: AwayPages, item: str, scene: Scene) -> Step:
    """Change a day, tell, take back, or leave."""
    match place:
        case AwayPlace():
            return _form(place, item, scene)
        case AwayUntilPlace():
            return _until(place, item, scene)
        case AwayToldPlace(name=name):
            return _told(name, item, scene)


def _form(place: AwayPlace, item: str, scene: Scene) -> Step:
    first, until = possible(place, scene)
    match item:
        case "back":
            return Back()
        case _ if not scene.knows_time:
            return Remain()
        case AwayItem.FIRST:
            today = scene.now.date()
            other = today + timedelta(days=1) if first == today else today
            return Swap(AwayPlace(other, until - first + other, AwayItem.FIRST))
        case AwayItem.UNTIL:
            length = (until - first).days + 1
            at = LENGTHS.index(length) if length in LENGTHS else 0
            return Swap(AwayUntilPlace(first, until, at // scene.sheet.rows))
        case AwayItem.TELL:
            return Tell(Absence(first=first, until=until))
        case _:
            return Remain()


def _until(place: AwayUntilPlace, item: str, scene: Scene) -> Step:
    first, until = possible(place, scene)
    turned = paging.turned(item, paging.page(LENGTHS, place.page, scene.sheet.rows))
    length = paging.named(ROW, item)
    if turned is not None:
        return Swap(AwayUntilPlace(first, until, turned))
    if item == BACK:
        return Swap(AwayPlace(first, until, AwayItem.UNTIL))
    if length is None or length not in map(str, LENGTHS):
        return Remain()
    return Swap(AwayPlace(first, first + timedelta(days=int(length) - 1), AwayItem.UNTIL))


def _told(name: str, item: str, scene: Scene) -> Step:
    holds = days_of(name, scene) is not None and taken_back(name, scene) is None
    match item:
        case "back":
            return Back()
        case "cancel" if holds:
            return Tell(AbsenceEnd(absence=name))
        case "again" if not holds:
            today = scene.now.date()
            return Swap(AwayPlace(today, today + timedelta(days=1)))
        case _:
            return Remain()
