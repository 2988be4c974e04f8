"""How content travels: pages of changes after a cursor, wake-ups, and what a box says of itself."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from wire.base import WHOLE, Frozen, Id, Moment
from wire.errors import Unreadable

PAGE_SIZE = 200


class Cursor(Frozen):
    """A place in one history of the city; written `<epoch>:<seq>`, and nothing for the very first."""

    epoch: Id
    seq: Annotated[int, Field(ge=0)]

    def __str__(self) -> str:
        return f"{self.epoch}:{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read `<epoch>:<seq>`. Raises `Unreadable`."""
        epoch, colon, seq = text.rpartition(":")
        if not colon or not seq.isascii() or not seq.isdigit() or len(seq) > 18:
            raise Unreadable("cursor: expected <epoch>:<number>")
        try:
            return cls(epoch=epoch, seq=int(seq))
        except ValueError as error:
            raise Unreadable("cursor: expected <epoch>:<number>") from error


class Op(StrEnum):
    PUT = "put"
    DELETE = "delete"


class Change(Frozen):
    """One item as it is now (or that it is gone). `kind` and `v` tell how to read `body`."""

    seq: Annotated[int, Field(ge=1)]
    kind: Id
    key: Id
    v: Annotated[int, Field(ge=1)] = 1
    op: Op
    body: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _body_goes_with_put(self) -> "Change":
        if (self.op is Op.PUT) != (self.body is not None):
            raise ValueError("a put has a body, a delete has none")
        return self


class SyncPage(Frozen):
    """`GET /box/v1/sync?cursor=…`: changes with `from_seq` < seq <= `to_seq`, in rising order.

    With `reset` the box forgets what it mirrored: this is page one of everything. The pages after it
    carry on from `to_seq` until `more` is false; only then is the new content put in place.
    """

    epoch: Id
    from_seq: Annotated[int, Field(ge=0)]
    to_seq: Annotated[int, Field(ge=0)]
    head: Annotated[int, Field(ge=0)]
    more: bool
    reset: bool
    changes: tuple[Change, ...]
    server_time: Moment
    poll_seconds: Annotated[int, Field(ge=1, le=3600)] = 60


class Wake(Frozen):
    """SSE event `wake`: what the head is now. Sent as heartbeat too, so that quiet is told from dead."""

    epoch: Id
    head: Annotated[int, Field(ge=0)]
    server_time: Moment


class TvPower(StrEnum):
    ON = "on"
    STANDBY = "standby"
    UNKNOWN = "unknown"


class BoxReport(Frozen):
    """`POST /box/v1/report`: how the box is. A silent box is not a silent person: this tells them apart."""

    version: Annotated[str, Field(max_length=40)]
    applied: Annotated[int, Field(ge=0), WHOLE]
    waiting: Annotated[int, Field(ge=0), WHOLE]
    """Commands in the outbox without a verdict."""
    clock_trusted: bool
    tv: TvPower = TvPower.UNKNOWN
    last_key_at: Moment | None = None
    skipped: tuple[Id, ...] = ()
    """Kinds of change this box could not read."""
    dead: Annotated[int, Field(ge=0), WHOLE] = 0
    """Commands of the last 30 days that the city could not take at all; the person was told."""
    lost: Annotated[int, Field(ge=0), WHOLE] = 0
    """What was said in the last 30 days and a damaged disk may have taken, at the most."""


class Problem(Frozen):
    """Every refusal of the box API: a code for programs and words for people."""

    code: Id
    message: Annotated[str, Field(max_length=400)]
