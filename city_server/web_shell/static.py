"""The built script and stylesheet, served by the city itself and kept by browsers until they change."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from city_server.errors import Broken
from city_server.web_shell.headers import guard

FILES = ("console.css", "console.js", "icon.svg")
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Static:
    """The folder, and a mark of its content that stands in every address."""

    folder: Path
    version: str

    @classmethod
    def open(cls, folder: Path) -> "Static":
        """Find the built files. Raises `Broken` when they were never built."""
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise Broken(
                f"{folder} lacks {', '.join(missing)}: run `python -m kiosk_setup.static_files` once"
            )
        content = b"".join((folder / name).read_bytes() for name in FILES)
        return cls(folder, hashlib.sha256(content).hexdigest()[:12])

    def route(self) -> Route:
        """Make the route that serves them."""
        return Route("/static/{name}", self._serve, methods=["GET"])

    async def _serve(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES:
            return guard(PlainTextResponse("ありません。", 404))
        response = guard(FileResponse(self.folder / name))
        response.headers["Cache-Control"] = _FOR_EVER
        return response
