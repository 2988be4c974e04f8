"""Every refusal of the box API: an HTTP status, a code for programs, words for people."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import FastAPI, Request
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
    headers = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else {}
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
        if not isinstance(error, HTTPException):
            raise error
        return problem(words, Refusal(error.status_code, _BY_STATUS.get(error.status_code, "parameter")))

    for cause, refusal in _REFUSALS.items():
        app.add_exception_handler(cause, answer(refusal))
    app.add_exception_handler(Refusal, own)
    app.add_exception_handler(Unreadable, unreadable)
    app.add_exception_handler(HTTPException, framework)
