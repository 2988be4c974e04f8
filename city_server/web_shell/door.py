"""The one way into every console page: size, sign-in, permission and token first, then the handler."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from city_server.audit import note, note_refresh
from city_server.errors import Conflict, NotFound
from city_server.permissions import Permission, may
from city_server.web_shell import session
from city_server.web_shell.desk import Desk
from city_server.web_shell.errors import NotAllowed, NotHere, NotSignedIn, Overtaken, ShellError
from city_server.web_shell.headers import guard
from city_server.web_shell.language import chosen, keep
from city_server.web_shell.visit import Visit

_LARGEST_FORM = 200_000
"""Bytes. A notice of 4,000 characters is 36,000 when a browser sends it percent-encoded."""

Handler = Callable[[Visit], Response]


@dataclass(frozen=True)
class Door:
    """A page (GET) or an action (POST) of the consoles, and the permission that it asks for."""

    method: Literal["GET", "POST"]
    path: str
    needs: Permission
    handler: Handler
    largest: int = _LARGEST_FORM
    """Bytes of a form; only what takes files takes more."""


class OpenDoor:
    """A door hung into a running city: the ASGI endpoint of its route."""

    def __init__(self, door: Door, desk: Desk) -> None:
        self.door = door
        self._desk = desk
        self._limited = RequestBodyLimitMiddleware(self._serve, door.largest)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._limited(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = guard(await self._answer(request))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        form = await request.form() if request.method == "POST" else FormData()
        visit = await run_in_threadpool(self._visit, request, form)
        try:
            response = await run_in_threadpool(self._through, visit, request)
        finally:
            await form.close()
        return keep(response, request)

    def _through(self, visit: Visit, request: Request) -> Response:
        try:
            return self._pass(visit, request)
        except NotSignedIn:
            return _to_sign_in(request)
        except NotFound:
            return _refusal(visit, NotHere())
        except Conflict as conflict:
            return _refusal(visit, Overtaken(conflict.reason))
        except ShellError as refusal:
            return _refusal(visit, refusal)

    def _visit(self, request: Request, form: FormData) -> Visit:
        found = session.of(request, self._desk)
        return Visit(
            desk=self._desk,
            words=self._desk.words[chosen(request)],
            person=found.person,
            csrf=found.csrf,
            form=form,
            path=request.path_params,
            query=request.query_params,
            address=request.client.host if request.client else "",
            url=request.url.path,
            cookies=request.cookies,
            secure=request.url.scheme == "https",
            mark=self._desk.city.hub.mark,
            look=note_refresh if "hx-request" in request.headers else note,
        )

    def _pass(self, visit: Visit, request: Request) -> Response:
        if not may(visit.person.role if visit.person else None, self.door.needs):
            if visit.person is None:
                raise NotSignedIn
            self._desk.audit(visit.person.id, "refused", f"{self.door.method} {visit.url}")
            raise NotAllowed
        if request.method == "POST":
            session.check_token(visit)
        return self.door.handler(visit)


def _refusal(visit: Visit, refusal: ShellError) -> Response:
    return visit.page("refusal.html", refusal.status, refusal=refusal)


def _to_sign_in(request: Request) -> Response:
    """Send to the sign-in page; a script's request makes the whole page go there."""
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": "/login"})
    return RedirectResponse("/login", 303)


def _lost(_visit: Visit) -> Response:
    raise NotHere


NOWHERE = Door("GET", "/{nowhere:path}", Permission.ANYONE, _lost)
"""Every address that is none, said in words; hung after all others."""


def hang(doors: tuple[Door, ...], desk: Desk) -> list[Route]:
    """Make the routes of these doors."""
    return [Route(door.path, OpenDoor(door, desk), methods=[door.method]) for door in doors]
