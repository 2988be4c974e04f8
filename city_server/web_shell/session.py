"""The sign-in cookie and the token that every form must carry."""

import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from city_server import staff
from city_server.web_shell.desk import Desk
from city_server.web_shell.errors import FormForged
from city_server.web_shell.visit import Visit

_COOKIE = "minato_session"
_BEFORE = "minato_before"
"""Ties the sign-in form to this browser before there is a session."""


@dataclass(frozen=True)
class Found:
    """Who the browser says it is, and the token its forms must carry."""

    person: staff.Person | None
    csrf: str


def of(request: Request, desk: Desk) -> Found:
    """Look up the browser's session."""
    token = request.cookies.get(_COOKIE)
    if token:
        with desk.city.database.reading() as session:
            known = staff.known(session, desk.city.clock.now(), token)
        if known is not None:
            return Found(known.person, known.csrf)
    return Found(None, request.cookies.get(_BEFORE) or secrets.token_urlsafe(32))


def check_token(visit: Visit) -> None:
    """Raise `FormForged` unless the form carries this session's token."""
    if visit.person is None and _BEFORE not in visit.cookies:
        raise FormForged
    if not secrets.compare_digest(visit.typed("csrf").encode(), visit.csrf.encode()):
        raise FormForged


def before(response: Response, visit: Visit) -> Response:
    """Give the browser the token that its sign-in form carries."""
    _set(response, visit, _BEFORE, visit.csrf, None)
    return response


def begin(response: Response, visit: Visit, token: str) -> Response:
    """Give the browser its session."""
    response.delete_cookie(_BEFORE, path="/")
    _set(response, visit, _COOKIE, token, int(staff.SESSION_SPAN.total_seconds()))
    return response


def end(response: Response, visit: Visit) -> Response:
    """Take the session away, here and in the database."""
    token = visit.cookies.get(_COOKIE)
    if token:
        staff.sign_out(visit.city.database, token)
    response.delete_cookie(_COOKIE, path="/")
    return response


def _set(response: Response, visit: Visit, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=visit.secure
    )
