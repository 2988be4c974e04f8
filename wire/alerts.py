"""Emergencies: a small signed list of all alerts in force per area, with a number that only rises."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from wire.base import Frozen, Id, Moment, Short


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


class SignedAlerts(Frozen):
    """The exact bytes of an `AlertList` as base64, and an Ed25519 signature over those bytes.

    `GET /box/v1/alerts/{area}` and the SSE event `alerts`.
    """

    payload: Annotated[str, Field(max_length=400_000)]
    key_id: Id
    signature: Annotated[str, Field(max_length=200)]
