"""Every refusal of the box API: an HTTP status, a code for programs, words for people."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from city_server.errors import NotFound, TokenRevoked, TokenUnknown, TooManyOffers
from typeset.words import Words
from wire.errors import Unreadable
from wire.sync import Problem

_log = logging.getLogger(__name__)
_JSON = "application/json"


@dataclass
class Refusal(Exception):
    """Raised when a request cannot be served; `code` also names its words in `city.box`."""

    status: int
    code: str
    headers: Mapping[str, str] = field(default_factory=dict)


_REFUSALS: dict[type[Exception], Refusal] = {
    TokenUnknown: Refusal(401, "token_unknown"),
    TokenRevoked: Refusal(401, "token_revoked"),
    TooManyOffers: Refusal(429, "too_many_offers"),
    NotFound: Refusal(404, "not_found"),
    RequestValidationError: Refusal(400, "parameter"),
    OperationalError: Refusal(503, "busy"),
    ClientDisconnect: Refusal(400, "unreadable"),  # nobody hears it; it is no fault of the city
    Exception: Refusal(500, "internal"),
}

_BY_STATUS = {404: "not_found", 405: "method"}


def problem(words: Words, refusal: Refusal, fault: str = "") -> Response:
    """Answer with a `Problem`."""
    told = words(f"city.box.{refusal.code}", fault=fault)[:400]
    body = Problem(code=refusal.code, message=told).model_dump_json()
    headers = dict(refusal.headers)
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if refusal.status in {429, 503}:
        headers["Retry-After"] = "30"
    return Response(body, refusal.status, headers, _JSON)


def install(app: FastAPI, words: Words) -> None:
    """Answer every refusal of `app` with a `Problem`."""

    def answer(refusal: Refusal) -> Callable[[Request, Exception], Awaitable[Response]]:
        async def handle(_: Request, error: Exception) -> Response:
            if refusal.status >= 500:
                _log.error("%s: %s", refusal.code, type(error).__name__)
            return problem(words, refusal)

        return handle

    async def own(_: Request, error: Exception) -> Response:
        if not isinstance(error, Refusal):
            raise error
        return problem(words, error)

    async def unreadable(_: Request, error: Exception) -> Response:
        return problem(words, Refusal(400, "unreadable"), str(error))

    async def framework(_: Request, error: Exception) -> Response:
        return _frameworks(words, error)

    for cause, refusal in _REFUSALS.items():
        app.add_exception_handler(cause, answer(refusal))
    app.add_exception_handler(Refusal, own)
    app.add_exception_handler(Unreadable, unreadable)
    app.add_exception_handler(HTTPException, framework)


def install_around(app: FastAPI, words: Words, prefix: str) -> None:
    """Answer with a `Problem` also what `app` itself refuses below `prefix`: a mount takes no line breaks."""

    async def framework(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(f"{prefix}/") or not isinstance(error, HTTPException):
            return _frameworks(words, error)
        return await http_exception_handler(request, error)

    app.add_exception_handler(HTTPException, framework)


def _frameworks(words: Words, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    code = _BY_STATUS.get(error.status_code, "parameter")
    return problem(words, Refusal(error.status_code, code, error.headers or {}))
