"""この箱について: there is nothing to change yet, so it can only be left."""

from tvapp.domain.step import BACK, Back, Remain, Step


def chosen(item: str) -> Step:
    """Leave."""
    return Back() if item == BACK else Remain()
