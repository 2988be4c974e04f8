"""What boxes say: each command takes effect exactly once, however often it is sent."""

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime

from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.errors import Refused
from city_server.forgetting import is_forgotten
from city_server.handlers import (
    absence,
    alert_answer,
    call,
    call_cancel,
    check_in,
    check_in_detail,
    medicine,
    notice_receipt,
    notice_reply,
    ride_cancel,
    ride_request,
)
from city_server.handlers.said import Said
from city_server.rides import Rides
from city_server.speaker import Speaker
from city_server.tables import Box, CommandRow
from typeset.words import Words
from wire.base import read_strict
from wire.commands import (
    BODIES,
    Absence,
    AbsenceEnd,
    AlertAnswer,
    Body,
    CallCancel,
    CallRequest,
    CheckIn,
    CheckInDetail,
    Command,
    CommandBatch,
    MedicineAnswer,
    NoticeReceipt,
    NoticeReply,
    Outcome,
    RideCancel,
    RideRequest,
    Verdict,
    Verdicts,
    command_name,
)
from wire.errors import Unreadable

MAX_INSTALLATION = 60
"""Longer names would not fit a ride's name with its number."""
MAX_NUMBER = 2**31 - 1
"""What a database column holds everywhere."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Commands:
    """Name, hash, effect and verdict of a command are stored in one transaction."""

    database: Database
    clock: Clock
    words: Words
    rides: Rides

    def receive(self, speaker: Speaker, batch: CommandBatch) -> Verdicts:
        """Do each command in its turn; a refused one never blocks the next. Raises Unreadable."""
        if len(batch.installation) > MAX_INSTALLATION:
            raise Unreadable(f"installation: longer than {MAX_INSTALLATION}")
        if any(command.number > MAX_NUMBER for command in batch.commands):
            raise Unreadable(f"commands: a number is over {MAX_NUMBER}")
        verdicts = tuple(self._one(speaker, batch.installation, command) for command in batch.commands)
        return Verdicts(verdicts=verdicts, server_time=self.clock.now())

    def _one(self, speaker: Speaker, installation: str, command: Command) -> Verdict:
        digest = _digest(command)
        with self.database.writing() as writing:
            known = writing.session.get(CommandRow, (installation, command.number))
            if known is not None:
                return self._again(writing, speaker, known, digest)
            if is_forgotten(writing, installation, command.number):
                return _refusal(command.number, self.words("city.command.too_old"))
            now = self.clock.now()
            verdict = self._new(writing, speaker, installation, command, now)
            writing.session.add(
                CommandRow(
                    installation=installation,
                    number=command.number,
                    box=speaker.box,
                    body_hash=digest,
                    verdict=verdict.model_dump(mode="json"),
                    received_at=now,
                )
            )
        if verdict.outcome is Outcome.REFUSED:
            _log.info("refused %s %s of %s", command.kind, command.number, installation)
        return verdict

    def _again(self, writing: Writing, speaker: Speaker, known: CommandRow, digest: str) -> Verdict:
        """Answer as at the first time, unless this is something else under the same name."""
        same_home = writing.session.get_one(Box, known.box).household == speaker.household
        if known.body_hash != digest or not same_home:
            return _refusal(known.number, self.words("city.command.name_used"))
        first = Verdict.model_validate(known.verdict)
        if first.outcome is Outcome.REFUSED:
            return first
        return Verdict(number=known.number, outcome=Outcome.DUPLICATE)

    def _new(
        self, writing: Writing, speaker: Speaker, installation: str, command: Command, now: datetime
    ) -> Verdict:
        name = command_name(installation, command.number)
        said = Said(name, speaker, command.made_at, command.clock_trusted, now)
        try:
            body = self._read(command)
            with writing.session.begin_nested():  # a refusal undoes what its handler had begun
                reason = self._do(writing, said, body)
        except Refused as refused:
            reason = refused.reason
        if reason is not None:
            return _refusal(command.number, reason)
        return Verdict(number=command.number, outcome=Outcome.DONE)

    def _read(self, command: Command) -> Body:
        model = BODIES.get(command.kind)
        if model is None or command.v != 1:
            raise Refused(self.words("city.command.unknown_kind"))
        try:
            return read_strict(model, json.dumps(command.body))
        except Unreadable as error:
            _log.warning("unreadable %s: %s", command.kind, error)
            raise Refused(self.words("city.command.unreadable")) from error

    def _do(self, writing: Writing, said: Said, body: Body) -> str | None:  # noqa: C901  an arm per command
        match body:
            case CheckIn():
                check_in.handle(writing, said, body, self.words)
            case CheckInDetail():
                check_in_detail.handle(writing, said, body, self.words)
            case MedicineAnswer():
                medicine.handle(writing, said, body, self.words)
            case Absence():
                absence.begin(writing, said, body, self.words)
            case AbsenceEnd():
                absence.end(writing, said, body, self.words)
            case CallRequest():
                call.handle(writing, said, body, self.words)
            case CallCancel():
                call_cancel.handle(writing, said, body, self.words)
            case RideRequest():
                return ride_request.handle(writing, said, body, self.rides)
            case RideCancel():
                ride_cancel.handle(writing, said, body, self.rides)
            case NoticeReceipt():
                notice_receipt.handle(writing, said, body, self.words)
            case NoticeReply():
                notice_reply.handle(writing, said, body, self.words)
            case AlertAnswer():
                alert_answer.handle(writing, said, body, self.words)
        return None


def _digest(command: Command) -> str:
    said = [command.kind, command.v, command.body]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _refusal(number: int, reason: str) -> Verdict:
    return Verdict(number=number, outcome=Outcome.REFUSED, reason=reason)
