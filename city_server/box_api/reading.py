"""Reading a request: whose it is, and its body, whole but never too large."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from starlette.concurrency import run_in_threadpool

from city_server.box_api.problems import Refusal
from city_server.boxes import Boxes
from city_server.errors import TokenUnknown
from city_server.speaker import Speaker

MAX_BODY = 256 * 1024
DRAINED = 4 * 1024 * 1024
"""So much of a body that is too large is read and thrown away, so that its sender hears the answer."""


class Bearer(SecurityBase):
    """The dependency that reads a bearer token; whatever reads one is described as asking for it."""

    def __init__(self, name: str, description: str) -> None:
        self.scheme_name = name
        self.model = HTTPBearer(description=description)

    def __call__(self, request: Request) -> str:
        """Return the token. Raises TokenUnknown when there is none."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise TokenUnknown
        return token.strip()


BOX_TOKEN = Bearer("box", "The token a box was handed at its enrolment")
CLAIM = Bearer("claim", "The secret that came with the code")


def speaking(boxes: Boxes) -> Callable[[str], Awaitable[Speaker]]:
    """Make the dependency that finds the box of a request."""

    async def speaker(token: Annotated[str, Depends(BOX_TOKEN)]) -> Speaker:
        return await run_in_threadpool(boxes.identify, token)

    return speaker


async def whole_body(request: Request) -> bytes:
    """Read the body. Raises Refusal for more than 256 KiB."""
    told = request.headers.get("content-length", "0")
    if told.isdigit() and int(told) > DRAINED:
        raise Refusal(413, "too_large")
    body = bytearray()
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > DRAINED:
            break
        if size <= MAX_BODY:
            body += part
    if size > MAX_BODY:
        raise Refusal(413, "too_large")
    return bytes(body)
