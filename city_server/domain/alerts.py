"""What makes an alert, and which one comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wire.alerts import Alert, AlertStatus

NUMBERS_SINCE = 1_577_804_400
"""2020-01-01 in Tokyo: list numbers follow the seconds since then, so that they rise even when the
city was restored from a backup and has forgotten some of them."""


@dataclass(frozen=True)
class AlertDraft:
    """An alert as it was typed; each line of `headline` and `advice` fits the TV (24 characters)."""

    status: AlertStatus
    level: int | None
    title: str
    headline: tuple[str, ...]
    advice: tuple[str, ...]
    to_shelter: bool
    areas: tuple[str, ...]
    sender: str
    expires_at: datetime


def next_number(last: int, now: datetime) -> int:
    """Return the number of a list's next state; it is always higher than the last."""
    return max(last + 1, int(now.timestamp()) - NUMBERS_SINCE)


def gravest_first(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """Order alerts: actual before drill, then the higher level, then the newer."""
    return tuple(
        sorted(
            alerts,
            key=lambda alert: (
                alert.status is AlertStatus.DRILL,
                -(alert.level or 0),
                -alert.issued_at.timestamp(),
                alert.id,
            ),
        )
    )
