"""The TV in the browser: the live picture, a remote to click, and what is on the screen as JSON."""

import json
import logging
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from remote_input.keys import Key
from tvapp.mirror.live import Live

log = logging.getLogger(__name__)
LONGEST_BODY = 200
LONG_POLL = 20.0


class MirrorServer:
    """Serves one TV; every request has its own thread, the picture comes from the window's."""

    def __init__(
        self, address: tuple[str, int], live: Live, press: Callable[[Key], None], page: Path
    ) -> None:
        """Bind `address`. Raises `OSError` when the port is taken."""
        self._server = _Server(address, live, press, page.read_bytes())
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="mirror", daemon=True
        )

    @property
    def port(self) -> int:
        """The port that was bound, also when 0 was asked for."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self, address: tuple[str, int], live: Live, press: Callable[[Key], None], page: bytes
    ) -> None:
        super().__init__(address, _Handler)
        self.live = live
        self.press = press
        self.page = page


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer the page, the picture or the description."""
        url = urlsplit(self.path)
        if self._from_another_site():
            self._json(HTTPStatus.FORBIDDEN, {"error": "another site may not look here"})
            return
        match url.path:
            case "/":
                self._answer(HTTPStatus.OK, "text/html; charset=utf-8", self.server.page)
            case "/frame.png":
                self._frame(parse_qs(url.query))
            case "/view.json":
                self._json(HTTPStatus.OK, self.server.live.described())
            case _:
                self._json(
                    HTTPStatus.NOT_FOUND, {"error": "there is /, /frame.png, /view.json and POST /key"}
                )

    def do_POST(self) -> None:
        """Press a key: `{"key": "OK"}`."""
        if urlsplit(self.path).path != "/key":
            self._json(HTTPStatus.NOT_FOUND, {"error": "keys are posted to /key"})
            return
        if self._from_another_site():
            self._json(HTTPStatus.FORBIDDEN, {"error": "another site may not press keys here"})
            return
        try:
            key = _read_key(self._body())
        except ValueError as error:
            self._json(HTTPStatus.BAD_REQUEST, {"error": str(error)})
            return
        self.server.press(key)
        self._json(HTTPStatus.OK, {"pressed": key.value})

    def _frame(self, query: dict[str, list[str]]) -> None:
        after = query.get("after", [""])[0]
        if after.isdigit():
            self.server.live.wait_after(int(after), LONG_POLL)
        try:
            number, png = self.server.live.png()
        except TimeoutError as error:
            self._json(HTTPStatus.SERVICE_UNAVAILABLE, {"error": str(error)})
            return
        self._answer(HTTPStatus.OK, "image/png", png, {"X-Frame": str(number)})

    def _from_another_site(self) -> bool:
        """Tell whether a page that is not ours asks, also one whose name was made to point here.

        Such a page comes with its own name as host; ours is only ever called by number or localhost.
        """
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        return not _is_number(host) or (origin is not None and urlsplit(origin).netloc != host)

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LONGEST_BODY:
            self.close_connection = True
            raise ValueError('expected a small body such as {"key": "OK"}')
        return self.rfile.read(int(length))

    def _json(self, status: HTTPStatus, content: dict[str, object]) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        self._answer(status, "application/json; charset=utf-8", body)

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
        for name, value in (headers | (more or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay quiet: what a household looks at is nobody's business."""


def _is_number(host: str) -> bool:
    """Tell whether a Host header is an address by number, or localhost."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name == "localhost" or bool(ip_address(name))
    except ValueError:
        return False


def _read_key(body: bytes) -> Key:
    try:
        message = json.loads(body)
    except ValueError as error:
        raise ValueError('expected JSON such as {"key": "OK"}') from error
    name = message.get("key") if isinstance(message, dict) else None
    try:
        return Key(str(name))
    except ValueError as error:
        raise ValueError(f"unknown key {name!r}; there are {' '.join(Key)}") from error
