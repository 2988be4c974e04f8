"""The box's HTTP: every request to the city, with its errors translated into what to do about them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

import requests
import urllib3

from offline_cache.errors import CityUnreachable, ClockDoubted
from offline_cache.refusals import is_about_time, is_final, not_now, refusal
from offline_cache.sse import Event, EventReader
from wire.alerts import SignedAlerts
from wire.base import Frozen, read_tolerant
from wire.clock_time import SignedTime
from wire.commands import CommandBatch, Verdicts
from wire.enrolment import EnrolmentAnswer, EnrolmentOffer
from wire.errors import Unreadable
from wire.sync import BoxReport, Change, SyncPage

CONNECT_SECONDS, ANSWER_SECONDS, SILENCE_SECONDS = 5.0, 20.0, 40.0
_PIECE = 64 * 1024
_Model = TypeVar("_Model", bound=Frozen)


@dataclass(frozen=True)
class Pulled:
    """A page, and how many of its changes were not even readable as a change."""

    page: SyncPage
    unreadable: int = 0


class ClockRescue(Protocol):
    """Who can help when the city's certificate is not valid by the machine's clock."""

    def set_clock(self) -> bool:
        """Set the machine's clock by what the city signed; False when it stays as it is."""
        ...

    def agreed(self) -> None:
        """Learn that by the clock as it was set the certificate is valid."""
        ...


class CityApi:
    """The city at `url`, as one thread speaks to it. All methods raise the errors of `errors.py`.

    Certificates are always checked, against `ca` (a file of certificates) or those every program trusts.
    """

    def __init__(
        self,
        url: str,
        token: str | None = None,
        *,
        ca: Path | None = None,
        rescue: ClockRescue | None = None,
    ) -> None:
        self._url = url.rstrip("/") + "/box/v1"
        self._token = token
        self._rescue = rescue
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy or password file of the machine changes what we send
        self._session.headers["User-Agent"] = "minato"
        del self._session.headers["Accept"]  # nobody reads it, and a box reports all day
        if ca is not None:
            self._session.verify = str(ca)

    def close(self) -> None:
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def offer(self) -> EnrolmentOffer:
        """Ask for a code to show."""
        return _read(EnrolmentOffer, self._ask("POST", "/enrolments").content)

    def ask(self, claim: str) -> EnrolmentAnswer:
        """Ask what became of the code; `claim` is the secret that came with it."""
        return _read(EnrolmentAnswer, self._ask("POST", "/enrolments/ask", token=claim).content)

    def time(self, nonce: str) -> SignedTime:
        """Ask what time it is; believe it only when signature and nonce fit."""
        return _read(SignedTime, self._ask("GET", "/time", params={"nonce": nonce}).content)

    def sync(self, cursor: str, began: int | None = None) -> Pulled:
        """Get the changes after `cursor`; empty for everything. `began` goes with a load under way."""
        params = {"cursor": cursor} if began is None else {"cursor": cursor, "began": str(began)}
        return read_page(self._ask("GET", "/sync", params=params).content)

    def send(self, batch: CommandBatch) -> Verdicts:
        """Send what was said and get an answer for each."""
        return _read(Verdicts, self._ask("POST", "/commands", body=batch).content)

    def alerts(self, area: str) -> SignedAlerts:
        """Get the signed list of an area."""
        return _read(SignedAlerts, self._ask("GET", f"/alerts/{area}").content)

    def held(self, area: str, number: int) -> None:
        """Tell the city which list this box holds."""
        self._ask("POST", f"/alerts/{area}/held", params={"number": str(number)})

    def report(self, report: BoxReport) -> None:
        """Tell the city how this box is."""
        self._ask("POST", "/report", body=report)

    def stream(self) -> "Stream":
        """Open the stream of wake-ups; 40 seconds of silence end it with `CityUnreachable`."""
        response = self._request("GET", "/stream", stream=True, read_seconds=SILENCE_SECONDS)
        return Stream(response)

    def media(self, digest: str, start: int = 0) -> "Download":
        """Open a file from a byte on."""
        return Download(self._request("GET", f"/media/{digest}", stream=True, start=start), start)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, str] | None = None,
        body: Frozen | None = None,
        token: str | None = None,
    ) -> requests.Response:
        return self._request(method, path, params=params, body=body, token=token)

    def _request(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, str] | None = None,
        body: Frozen | None = None,
        token: str | None = None,
        stream: bool = False,
        start: int = 0,
        read_seconds: float = ANSWER_SECONDS,
    ) -> requests.Response:
        bearer = token or self._token
        headers = {"Accept-Encoding": "identity"} if stream else {}
        if start:
            headers["Range"] = f"bytes={start}-"
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = requests.Request(
            method,
            self._url + path,
            params=params,
            data=None if body is None else body.model_dump_json().encode(),
            headers=headers,
        )
        try:
            return self._send(request, read_seconds, stream=stream)
        except ClockDoubted:
            if self._rescue is None or not self._rescue.set_clock():
                raise
            response = self._send(request, read_seconds, stream=stream)
            self._rescue.agreed()
            return response

    def _send(self, request: requests.Request, read_seconds: float, *, stream: bool) -> requests.Response:
        try:
            response = self._session.send(
                self._session.prepare_request(request),
                timeout=(CONNECT_SECONDS, read_seconds),
                verify=self._session.verify,
                allow_redirects=False,
                stream=stream,
            )
            _raise_for(response)
        except requests.RequestException as error:
            kind = ClockDoubted if is_about_time(error) else CityUnreachable
            raise kind(type(error).__name__) from error
        return response


class Download:
    """A file that is coming. `start` is the byte its first piece begins with: what was asked for, or 0."""

    def __init__(self, response: requests.Response, asked: int) -> None:
        """Take the answer to a request from the byte `asked` on. Raises `CityUnreachable`."""
        told = response.headers.get("Content-Range", "")
        if response.status_code == 206 and not told.startswith(f"bytes {asked}-"):
            response.close()
            raise CityUnreachable("another part than was asked for")
        self.start = asked if response.status_code == 206 else 0
        self._response = response

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._response.close()

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes as they come. Raises `CityUnreachable` when they stop before the end."""
        try:
            while piece := self._response.raw.read1(_PIECE):
                yield piece
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise CityUnreachable(type(error).__name__) from error


class Stream:
    """An open stream of events. `stop` may be called from any other thread."""

    def __init__(self, response: requests.Response) -> None:
        self._response = response

    def events(self) -> Iterator[Event]:
        """Yield events as they come, until the stream ends. Raises `CityUnreachable`."""
        reader = EventReader()
        try:
            while piece := self._response.raw.read1(65_536):
                yield from reader.feed(piece)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise CityUnreachable(type(error).__name__) from error

    def stop(self) -> None:
        """End it at once, though another thread waits in it."""
        try:
            self._response.raw.shutdown()
        except (ValueError, RuntimeError, OSError):
            return  # it has ended already

    def close(self) -> None:
        self._response.close()


def read_page(data: bytes) -> Pulled:
    """Read a page; a change that is none is left out and counted, so that it cannot stop the rest.

    Raises `CityUnreachable` when it is no page at all.
    """
    try:
        return Pulled(read_tolerant(SyncPage, data))
    except Unreadable as error:
        return _read_page_by_change(data, error)


def _read_page_by_change(data: bytes, first: Unreadable) -> Pulled:
    try:
        raw: Any = json.loads(data)
        changes: list[Any] = raw["changes"]
        readable = [change for change in changes if _is_change(change)]
        page = read_tolerant(SyncPage, json.dumps({**raw, "changes": readable}))
    except (ValueError, KeyError, TypeError, Unreadable):
        raise CityUnreachable(f"no page of changes: {first}") from first
    return Pulled(page, len(changes) - len(readable))


def _is_change(raw: Any) -> bool:
    try:
        read_tolerant(Change, json.dumps(raw))
    except Unreadable:
        return False
    return True


def _read(model: type[_Model], data: bytes) -> _Model:
    try:
        return read_tolerant(model, data)
    except Unreadable as error:
        raise CityUnreachable(f"no {model.__name__}: {error}") from error


def _raise_for(response: requests.Response) -> None:
    status = response.status_code
    if is_final(status):
        raise refusal(status, response.content)
    if status >= 300:
        raise not_now(status, response.headers.get("Retry-After", ""))
