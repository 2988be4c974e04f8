"""When something was said, and so on which day: the city decides, for a box may not know the time."""

from datetime import datetime, timedelta

from wire.base import TOKYO

BELIEVED = timedelta(hours=24)


def when_said(made_at: datetime, received_at: datetime, *, clock_trusted: bool) -> datetime:
    """Return when it was said, as far as the city believes it, in the village's time.

    The box's time counts if its clock was trusted, and what it says is neither in the future nor more
    than a day before the city heard it; else the moment of receipt counts.
    """
    believed = clock_trusted and timedelta(0) <= received_at - made_at <= BELIEVED
    return (made_at if believed else received_at).astimezone(TOKYO)
