"""What a household says to the city: commands in batches, and one verdict for each."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from wire.base import WHOLE, Clock, Frozen, Id, Moment
from wire.content import Aim, Answer, NoticeChoice, Whom
from wire.wellbeing import Ailment, Degree

MAX_BATCH = 50


class CheckIn(Frozen):
    """きょうの体調. The city decides which day it belongs to."""

    resident: Id
    answer: Answer


class CheckInDetail(Frozen):
    """What is not well, said after the answer of the same day; the newest counts, whatever it leaves out."""

    resident: Id
    ailment: Ailment
    degree: Degree | None = None


class MedicineAnswer(Frozen):
    """くすり: のみました, or まだ."""

    resident: Id
    taken: bool


class Absence(Frozen):
    """留守にします, on these days and both of them counted; takes the place of what was told before."""

    first: date
    until: date

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Absence":
        if self.until < self.first:
            raise ValueError("an absence ends on its first day or later")
        return self


class AbsenceEnd(Frozen):
    """Takes an absence back; `absence` is the name of the command that told it."""

    absence: Id


class CallRequest(Frozen):
    """話したい, or with `urgent` たすけて."""

    resident: Id | None = None
    whom: Whom = Whom.COMMISSIONER
    urgent: bool = False


class CallCancel(Frozen):
    """Takes a wish to talk or a call for help back; `call` is the name of what asked for it."""

    call: Id


class RideRequest(Frozen):
    """乗車の申し込み: on `day` board at about `leave_at`, or be there by `arrive_by`; one of the two."""

    day: date
    from_stop: Id
    to_stop: Id
    leave_at: Clock | None = None
    party: Annotated[int, Field(ge=1, le=8), WHOLE]
    arrive_by: Clock | None = None
    wheelchair: bool = False
    """One of the party sits in a wheelchair."""
    trip: Id | None = None
    """Name of an earlier request of this household that it belongs to: out and home are one trip."""
    homeward: bool = False
    """The way home of its trip: boarded after the way out has arrived, and not before `leave_at`."""
    home_later: bool = False
    """The way home will be asked for when its time is known."""

    @model_validator(mode="after")
    def _has_one_time(self) -> "RideRequest":
        if (self.leave_at is None) == (self.arrive_by is None):
            raise ValueError("a ride leaves at a time or arrives by one")
        return self

    @property
    def hoped_for(self) -> str:
        """The time that was asked for, whatever it is the time of."""
        return self.leave_at or self.arrive_by or ""

    @property
    def aim(self) -> Aim:
        """What that time is the time of."""
        return Aim.LEAVE if self.leave_at is not None else Aim.ARRIVE


class RideCancel(Frozen):
    """Gives a seat back; `ride` is the name of the request."""

    ride: Id


class ReceiptStep(StrEnum):
    """Three different things a TV can say of a notice; delivered is told by the sync cursor."""

    SHOWN = "shown"  # its title stood on the screen
    READ = "read"  # its last page was reached
    CONFIRMED = "confirmed"  # 見ました was pressed


class NoticeReceipt(Frozen):
    notice: Id
    step: ReceiptStep


class NoticeReply(Frozen):
    """参加する / 参加しない; the last one said counts, until the notice's deadline."""

    notice: Id
    choice: NoticeChoice


class AlertReply(StrEnum):
    SEEN = "seen"  # 見ました
    EVACUATED = "evacuated"  # 避難しました
    HELP = "help"  # たすけて ほしい


class AlertAnswer(Frozen):
    alert: Id
    reply: AlertReply


Body = (
    CheckIn
    | CheckInDetail
    | MedicineAnswer
    | Absence
    | AbsenceEnd
    | CallRequest
    | CallCancel
    | RideRequest
    | RideCancel
    | NoticeReceipt
    | NoticeReply
    | AlertAnswer
)

BODIES: dict[str, type[Body]] = {
    "check_in": CheckIn,
    "check_in_detail": CheckInDetail,
    "medicine": MedicineAnswer,
    "absence": Absence,
    "absence_end": AbsenceEnd,
    "call": CallRequest,
    "call_cancel": CallCancel,
    "ride_request": RideRequest,
    "ride_cancel": RideCancel,
    "notice_receipt": NoticeReceipt,
    "notice_reply": NoticeReply,
    "alert_answer": AlertAnswer,
}
"""The name on the wire of every kind of command."""

KIND_OF: dict[type[Body], str] = {model: kind for kind, model in BODIES.items()}


class Command(Frozen):
    """One thing said. `number` runs per installation from 1 and never repeats."""

    number: Annotated[int, Field(ge=1), WHOLE]
    kind: Id
    v: Annotated[int, Field(ge=1), WHOLE] = 1
    made_at: Moment
    clock_trusted: bool
    """Whether the box knew what time it was when this was said."""
    body: dict[str, Any]


class CommandBatch(Frozen):
    """`POST /box/v1/commands`."""

    installation: Id
    commands: Annotated[tuple[Command, ...], Field(min_length=1, max_length=MAX_BATCH)]


class Outcome(StrEnum):
    DONE = "done"
    DUPLICATE = "duplicate"  # was done before; nothing happened again
    REFUSED = "refused"


class Verdict(Frozen):
    """The city's answer to one command; the same command gets the same answer for ever."""

    number: Annotated[int, Field(ge=1)]
    outcome: Outcome
    reason: Annotated[str, Field(max_length=200)] | None = None
    """When refused: words for the resident, in Japanese."""


class Verdicts(Frozen):
    verdicts: tuple[Verdict, ...]
    server_time: Moment


def command_name(installation: str, number: int) -> str:
    """Name a command for ever: what a ride or a call born of it is called."""
    return f"{installation}-{number}"


def split_name(name: str) -> tuple[str, int]:
    """Take a name of `command_name` apart again: installation and number."""
    installation, _, number = name.rpartition("-")
    return installation, int(number)
