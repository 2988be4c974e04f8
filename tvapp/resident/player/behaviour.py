"""A film or a recording on the screen: from the beginning again, or back to where it was chosen."""

from dataclasses import replace

from tvapp.domain.places import PlayerPlace
from tvapp.domain.step import BACK, Remain, Step, Swap

AGAIN = "again"


def chosen(place: PlayerPlace, item: str) -> Step:
    """Leave, which stops it at once, or play it again."""
    if item == BACK:
        return Swap(place.origin)
    return Swap(replace(place, turn=place.turn + 1)) if item == AGAIN else Remain()
