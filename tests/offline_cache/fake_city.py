"""A city that fits in a test: real HTTP on 127.0.0.1, the real protocol, and faults on demand."""

import json
import queue
import secrets
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from wire.alerts import Alert, AlertList, SignedAlerts
from wire.base import TOKYO, Frozen, read_strict
from wire.commands import CommandBatch, Outcome, Verdict, Verdicts
from wire.enrolment import EnrolmentAnswer, EnrolmentOffer, EnrolmentState
from wire.errors import Unreadable
from wire.signing import new_private_key, public_key, sign_alerts
from wire.sync import BoxReport, Change, Cursor, Op, Problem, SyncPage, Wake

PAGE = 5
CODES = ["BCDFGHJK", "LMNPQRST", "VWXZBCDF", "GHJKLMNP"]


class Fault(StrEnum):
    """How the city or the line can fail once."""

    STUMBLES = "stumbles"  # 500
    OVERLOADED = "overloaded"  # 503
    UNHEARD = "unheard"  # the connection ends before anything was done
    UNANSWERED = "unanswered"  # everything was done, the answer never arrives
    HALF = "half"  # the answer stops in the middle
    GARBAGE = "garbage"  # the answer is no JSON
    TOO_LARGE = "too_large"  # 413
    GATEWAY_SIGN_IN = "gateway_sign_in"  # 401 of somebody on the way
    GATEWAY_REFUSAL = "gateway_refusal"  # 400 of somebody on the way


@dataclass
class FakeCity:
    """What the city knows. Everything is guarded by `lock`; `fired` counts the faults that happened."""

    household: str = "h-1"
    area: str = "a-1"
    now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(TOKYO)
    page_size: int = PAGE
    heartbeat: float = 15.0
    epoch: str = "epoch-1"
    seq: int = 0
    poll_seconds: int = 60
    items: dict[tuple[str, str], Change] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    offers: dict[str, list[Any]] = field(default_factory=dict)
    commands: dict[tuple[str, int], tuple[str, Verdict]] = field(default_factory=dict)
    effects: list[tuple[str, str, int, dict[str, Any]]] = field(default_factory=list)
    """`(kind, installation, number, body)` of everything that took effect, in order."""
    refuse: dict[str, str] = field(default_factory=dict)
    """Kind of command to the reason it is refused with."""
    poison: set[str] = field(default_factory=set)
    """Kinds that make the city answer 400 to the whole batch."""
    stumbles_over: set[str] = field(default_factory=set)
    """Kinds that make the city fail with 500."""
    applied: list[str] = field(default_factory=list)
    began: list[int | None] = field(default_factory=list)
    reports: list[BoxReport] = field(default_factory=list)
    held: list[tuple[str, int]] = field(default_factory=list)
    alerts: tuple[Alert, ...] = ()
    alerts_number: int = 0
    private: bytes = field(default_factory=new_private_key)
    planned: dict[str, deque[Fault]] = field(default_factory=dict)
    chance: Callable[[str], Fault | None] = lambda _path: None
    fired: Counter[Fault] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    streams: list["queue.Queue[bytes | None]"] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    ranges: list[int] = field(default_factory=list)
    """The byte from which each request for a file began."""
    hold_after: int | None = None
    """So many bytes of a file are sent; then the line stands until `let_go`."""
    let_go: threading.Event = field(default_factory=threading.Event)
    lock: Any = field(default_factory=threading.RLock)

    # --- what a test does to the city ---------------------------------------------------------

    def put(self, kind: str, key: str, body: Frozen | dict[str, Any], v: int = 1) -> None:
        raw = body if isinstance(body, dict) else json.loads(body.model_dump_json())
        self._change(kind, key, Op.PUT, raw, v)

    def delete(self, kind: str, key: str) -> None:
        self._change(kind, key, Op.DELETE, None, 1)

    def new_token(self) -> str:
        with self.lock:
            token = secrets.token_hex(16)
            self.tokens[token] = self.household
            return token

    def revoke_all(self) -> None:
        with self.lock:
            self.revoked |= set(self.tokens)
            for stream in self.streams:
                stream.put(None)

    def accept(self, code: str) -> None:
        """Do what a technician does: give the box with this code to the household."""
        with self.lock:
            for offer in self.offers.values():
                if offer[0] == code:
                    offer[1] = EnrolmentState.ENROLLED

    def raise_alerts(self, *alerts: Alert) -> None:
        with self.lock:
            self.alerts = alerts
            self.alerts_number += 1
            self._tell(_event("alerts", self.signed()))

    def restore(self, epoch: str, forget: Callable[[str, int], bool]) -> None:
        """Come back from a backup: a new history that does not know the commands `forget` names."""
        with self.lock:
            self.epoch = epoch
            for name in [name for name in self.commands if forget(*name)]:
                del self.commands[name]
                self.effects = [one for one in self.effects if one[1:3] != name]
            self._tell(_event("wake", self.wake()))

    def plan(self, path: str, *faults: Fault) -> None:
        self.planned.setdefault(path, deque()).extend(faults)

    # --- what it answers ------------------------------------------------------------------------

    def wake(self) -> Wake:
        return Wake(epoch=self.epoch, head=self.seq, server_time=self.now())

    def signed(self) -> SignedAlerts:
        listed = AlertList(
            area=self.area, number=self.alerts_number, issued_at=self.now(), alerts=self.alerts
        )
        return sign_alerts(listed, "k1", self.private)

    def page(self, cursor: str, began: int | None = None) -> SyncPage:
        with self.lock:
            self.applied.append(cursor)
            self.began.append(began)
            place = Cursor.parse(cursor) if cursor else None
            reset = place is None or place.epoch != self.epoch or place.seq > self.seq
            start = 0 if reset or place is None else place.seq
            later = sorted((one for one in self.items.values() if one.seq > start), key=lambda one: one.seq)
            if start == 0:
                later = [one for one in later if one.op is Op.PUT]
            changes = tuple(later[: self.page_size])
            more = len(later) > len(changes)
            return SyncPage(
                epoch=self.epoch,
                from_seq=start,
                to_seq=changes[-1].seq if more else self.seq,
                head=self.seq,
                more=more,
                reset=reset,
                changes=changes,
                server_time=self.now(),
                poll_seconds=self.poll_seconds,
            )

    def answer(self, batch: CommandBatch) -> Verdicts:
        with self.lock:
            verdicts = tuple(self._verdict(batch.installation, one) for one in batch.commands)
            return Verdicts(verdicts=verdicts, server_time=self.now())

    def _verdict(self, installation: str, command: Any) -> Verdict:
        name = (installation, command.number)
        said = json.dumps([command.kind, command.body], sort_keys=True)
        if name in self.commands:
            before, verdict = self.commands[name]
            if before != said:
                return Verdict(number=command.number, outcome=Outcome.REFUSED, reason="used twice")
            if verdict.outcome is Outcome.REFUSED:
                return verdict
            return Verdict(number=command.number, outcome=Outcome.DUPLICATE)
        reason = self.refuse.get(command.kind)
        outcome = Outcome.DONE if reason is None else Outcome.REFUSED
        verdict = Verdict(number=command.number, outcome=outcome, reason=reason)
        self.commands[name] = (said, verdict)
        if reason is None:
            self.effects.append((command.kind, installation, command.number, command.body))
        return verdict

    def _change(self, kind: str, key: str, op: Op, body: dict[str, Any] | None, v: int) -> None:
        with self.lock:
            self.seq += 1
            self.items[(kind, key)] = Change(seq=self.seq, kind=kind, key=key, v=v, op=op, body=body)
            self._tell(_event("wake", self.wake()))

    def _tell(self, frame: bytes) -> None:
        for stream in self.streams:
            stream.put(frame)

    # --- faults and doors -----------------------------------------------------------------------

    def fault(self, path: str) -> Fault | None:
        with self.lock:
            self.requests[path] += 1
            planned = self.planned.get(path)
            fault = planned.popleft() if planned else self.chance(path)
            if fault is not None:
                self.fired[fault] += 1
            return fault

    def whose(self, token: str) -> str | None:
        with self.lock:
            return None if token in self.revoked else self.tokens.get(token)

    def offer(self) -> EnrolmentOffer:
        with self.lock:
            code, claim = CODES[len(self.offers) % len(CODES)], secrets.token_hex(20)
            self.offers[claim] = [code, EnrolmentState.WAITING]
            return EnrolmentOffer(
                code=code,
                claim=claim,
                expires_at=self.now() + timedelta(minutes=10),
                poll_seconds=1,
                server_time=self.now(),
            )

    def asked(self, claim: str) -> EnrolmentAnswer | None:
        with self.lock:
            if claim not in self.offers:
                return None
            state = self.offers[claim][1]
            if state is not EnrolmentState.ENROLLED:
                return EnrolmentAnswer(state=state)
            return EnrolmentAnswer(
                state=state,
                box="box-1",
                token=self.new_token(),
                household=self.household,
                alert_keys=(public_key("k1", self.private),),
            )


class RunningCity:
    """The city behind a port. `stop` and `start` may be repeated; the port stays."""

    def __init__(self, city: FakeCity) -> None:
        self.city = city
        self._port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        city = self.city

        class Handler(_Handler):
            pass

        Handler.city = city
        ThreadingHTTPServer.allow_reuse_address = True
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            for stream in list(self.city.streams):
                stream.put(None)
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    city: FakeCity

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        pass

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def _serve(self, body: bytes) -> None:
        split = urlsplit(self.path)
        path = split.path.removeprefix("/box/v1/")
        query = {name: values[0] for name, values in parse_qs(split.query).items()}
        fault = self.city.fault(path.split("/")[0])
        match fault:
            case Fault.STUMBLES:
                self._problem(500, "internal")
            case Fault.OVERLOADED:
                self._problem(503, "busy")
            case Fault.TOO_LARGE:
                self._problem(413, "too_large")
            case Fault.GATEWAY_SIGN_IN | Fault.GATEWAY_REFUSAL:
                self.send_response(401 if fault is Fault.GATEWAY_SIGN_IN else 400)
                self.send_header("Content-Length", "0")
                self.end_headers()
            case Fault.UNHEARD:
                self.close_connection = True
            case _:
                self._route(path, query, body, fault)

    def _route(self, path: str, query: dict[str, str], body: bytes, fault: Fault | None) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if path == "enrolments":
            return self._answer(self.city.offer(), fault)
        if path == "enrolments/ask":
            answer = self.city.asked(token)
            return self._problem(401, "token_unknown") if answer is None else self._answer(answer, fault)
        if self.city.whose(token) is None:
            known = token in self.city.revoked
            return self._problem(401, "token_revoked" if known else "token_unknown")
        return self._box(path, query, body, fault)

    def _box(self, path: str, query: dict[str, str], body: bytes, fault: Fault | None) -> None:
        match path.split("/"):
            case ["sync"]:
                self._answer(
                    self.city.page(
                        query.get("cursor", ""), int(query["began"]) if "began" in query else None
                    ),
                    fault,
                )
            case ["commands"]:
                self._commands(body, fault)
            case ["alerts", area]:
                known = area == self.city.area
                self._answer(self.city.signed(), fault) if known else self._problem(404, "unknown_area")
            case ["alerts", area, "held"]:
                self.city.held.append((area, int(query["number"])))
                self._answer(None, fault)
            case ["report"]:
                self.city.reports.append(read_strict(BoxReport, body))
                self._answer(None, fault)
            case ["media", digest]:
                self._file(digest, fault)
            case ["stream"]:
                self._stream()
            case _:
                self._problem(404, "no_such_thing")

    def _file(self, digest: str, fault: Fault | None) -> None:
        whole = self.city.files.get(digest)
        if whole is None:
            self._problem(404, "not_found")
            return
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        self.city.ranges.append(start)
        data = whole[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(whole) - 1}/{len(whole)}")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        held = self.city.hold_after
        try:
            if fault is Fault.HALF:
                self.wfile.write(data[: len(data) // 2])
                self.close_connection = True
            elif held is not None:
                self.wfile.write(data[:held])
                self.city.let_go.wait(60)
                self.wfile.write(data[held:])
            else:
                self.wfile.write(data)
        except OSError:
            pass  # the box has gone in the middle

    def _commands(self, body: bytes, fault: Fault | None) -> None:
        try:
            batch = read_strict(CommandBatch, body)
        except Unreadable:
            self._problem(400, "unreadable")
            return
        kinds = {command.kind for command in batch.commands}
        if kinds & self.city.poison:
            self._problem(400, "unreadable")
        elif kinds & self.city.stumbles_over:
            self._problem(500, "internal")
        else:
            self._answer(self.city.answer(batch), fault)

    def _answer(self, model: Frozen | None, fault: Fault | None) -> None:
        if fault is Fault.UNANSWERED:
            self.close_connection = True
            return
        data = b"" if model is None else model.model_dump_json().encode()
        if fault is Fault.GARBAGE:
            data = b"<html>Welcome to the hotel</html>"
        self.send_response(204 if model is None and fault is not Fault.GARBAGE else 200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if fault is Fault.HALF else data)
        if fault is Fault.HALF:
            self.close_connection = True

    def _problem(self, status: int, code: str) -> None:
        data = Problem(code=code, message="だめです").model_dump_json().encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self) -> None:
        mine: queue.Queue[bytes | None] = queue.Queue()
        with self.city.lock:
            mine.put(_event("alerts", self.city.signed()))
            mine.put(_event("wake", self.city.wake()))
            self.city.streams.append(mine)
        self.close_connection = True
        try:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            while (frame := self._next(mine)) is not None:
                self.wfile.write(frame)
        except OSError:
            pass  # the box has gone
        finally:
            self.city.streams.remove(mine)

    def _next(self, mine: "queue.Queue[bytes | None]") -> bytes | None:
        try:
            return mine.get(timeout=self.city.heartbeat)
        except queue.Empty:
            return _event("wake", self.city.wake())


def _event(name: str, model: Frozen) -> bytes:
    return f"event: {name}\ndata: {model.model_dump_json()}\n\n".encode()
