"""About when somebody will ring who takes a call on: offered in a form, and read back from it."""

from datetime import datetime, timedelta

from city_server.web_shell.errors import BadForm
from wire.base import TOKYO

FIRST_HOUR, LAST_HOUR = 8, 19
"""Nobody is rung at night."""
_FARTHEST = timedelta(days=2)


def ring_times(now: datetime) -> tuple[datetime, ...]:
    """Return the full hours that are still to come today, then those of tomorrow."""
    today = now.astimezone(TOKYO).replace(minute=0, second=0, microsecond=0)
    hours = (
        today.replace(hour=hour) + timedelta(days=ahead)
        for ahead in (0, 1)
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
    )
    return tuple(hour for hour in hours if hour > now)


def read_ring_time(typed: str, now: datetime) -> datetime | None:
    """Read the field `ring_at`; empty is as soon as possible. Raises `BadForm` for what no form offers."""
    if not typed:
        return None
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as error:
        raise BadForm from error
    if moment.tzinfo is None or abs(moment - now) > _FARTHEST:
        raise BadForm
    return moment.astimezone(TOKYO)
