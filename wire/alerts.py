"""Emergencies: a small signed list of all alerts in force per area, with a number that only rises."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from wire.base import Frozen, Id, Moment, Short, read_tolerant
from wire.errors import Unreadable
from wire.media import MediaFile


class AlertStatus(StrEnum):
    ACTUAL = "actual"
    DRILL = "drill"  # 訓練


class Alert(Frozen):
    """One 緊急のお知らせ in force. `level` is the 警戒レベル, or None for what has none (a lost person)."""

    id: Id
    status: AlertStatus
    level: Annotated[int, Field(ge=1, le=5)] | None
    title: Annotated[str, Field(min_length=1, max_length=16)]
    """What it is in one word, such as 避難指示."""
    headline: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=24)], ...], Field(min_length=1, max_length=2)
    ]
    advice: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=24)], ...], Field(max_length=3)
    ] = ()
    to_shelter: bool = False
    """Whether the household is sent to its shelter. Never with level 5."""
    areas: Annotated[tuple[Id, ...], Field(min_length=1)]
    area_names: tuple[Short, ...]
    sender: Short
    issued_at: Moment
    expires_at: Moment
    media: Annotated[tuple[MediaFile, ...], Field(max_length=8)] = ()
    """Files that go with it (a map, a recorded voice); a box keeps them before all others."""

    @model_validator(mode="after")
    def _level_five_sends_nobody_outdoors(self) -> "Alert":
        if self.level == 5 and self.to_shelter:
            raise ValueError("level 5 never sends anyone outdoors")
        if self.expires_at <= self.issued_at:
            raise ValueError("an alert ends after it begins")
        return self


class AlertList(Frozen):
    """All alerts in force in one area: state, not a log. `number` only rises."""

    area: Id
    number: Annotated[int, Field(ge=0)]
    issued_at: Moment
    alerts: tuple[Alert, ...]


@dataclass(frozen=True)
class ReadAlerts:
    """A list, and how many of its alerts could not be read."""

    alerts: AlertList
    unreadable: int = 0


def read_alerts(data: bytes) -> ReadAlerts:
    """Read a list alert by alert, so that one of a later version hides no other. Raises `Unreadable`."""
    try:
        return ReadAlerts(read_tolerant(AlertList, data))
    except Unreadable:
        return _read_by_alert(data)


def _read_by_alert(data: bytes) -> ReadAlerts:
    try:
        raw: Any = json.loads(data)
        alerts: list[Any] = list(raw["alerts"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable("alerts: no list of alerts") from error
    readable = [alert for alert in alerts if _is_alert(alert)]
    listed = read_tolerant(AlertList, json.dumps({**raw, "alerts": readable}))
    return ReadAlerts(listed, len(alerts) - len(readable))


def _is_alert(raw: Any) -> bool:
    try:
        read_tolerant(Alert, json.dumps(raw))
    except Unreadable:
        return False
    return True


class SignedAlerts(Frozen):
    """The exact bytes of an `AlertList` as base64, and an Ed25519 signature over those bytes.

    `GET /box/v1/alerts/{area}` and the SSE event `alerts`.
    """

    payload: Annotated[str, Field(max_length=400_000)]
    key_id: Id
    signature: Annotated[str, Field(max_length=200)]
