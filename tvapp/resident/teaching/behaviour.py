"""Teaching a remote: passing over a key, keeping what was learnt, or leaving without a trace."""

from remote_input.signals import Origin
from remote_input.teaching import taught
from tvapp.domain.places import TaughtPlace, TeachPlace
from tvapp.domain.step import BACK, Back, Keep, Remain, Step, Swap

SKIP = "skip"
KEEP = "keep"
KEEP_TV = "keep_tv"
AGAIN = "again"
_WHOSE = {KEEP: Origin.OWN, KEEP_TV: Origin.TV}


def chosen(place: TeachPlace | TaughtPlace, item: str) -> Step:
    """Go on with the lesson; nothing holds before it is kept."""
    if item == BACK:
        return Back()
    match place:
        case TeachPlace(lesson=lesson) if item == SKIP and lesson.wanted is not None:
            return Swap(TeachPlace(lesson.skip()))
        case TeachPlace(lesson=lesson) if item in _WHOSE and lesson.wanted is None:
            found = taught(lesson, _WHOSE[item])
            return Remain() if found is None else Keep(found, Swap(TaughtPlace()))
        case TaughtPlace() if item == AGAIN:
            return Swap(TeachPlace())
        case _:
            return Remain()
