"""A line between box and city that can be cut, held, thinned or made to stutter: real sockets, on demand."""

import contextlib
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

PIECE = 16 * 1024
_PATIENCE = 90.0


class Trouble(StrEnum):
    """What happens to a request and its answer."""

    REFUSED = "refused"  # the connection ends before anything was sent on
    UNANSWERED = "unanswered"  # the city did it, the answer never comes: cut
    HALF = "half"  # the answer is cut after `keep` bytes
    HALF_OPEN = "half_open"  # the city did it, and then silence: this connection never says a word again
    SLOW = "slow"  # the answer comes a few bytes at a time
    TWICE = "twice"  # the city gets the request two times
    LATE = "late"  # the request is held on its way until the line is healed


@dataclass
class Line:
    """Forwards HTTP from its own port to the city's, one request for each connection."""

    port: int
    tls: ssl.SSLContext | None = None
    keep: int = 0
    """Bytes of an answer that is cut which come through."""
    fired: Counter[str] = field(default_factory=Counter)
    """How often each trouble happened; with TLS also `handshake`, for those that came to nothing."""
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Path and Range of each request."""
    _troubles: dict[str, tuple[Trouble, int | None]] = field(default_factory=dict)
    _healed: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _open: set[socket.socket] = field(default_factory=set)
    _listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        scheme = "http" if self.tls is None else "https"
        return f"{scheme}://127.0.0.1:{self._listening.getsockname()[1]}"

    def start(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def stop(self) -> None:
        self.heal()
        self._ended.set()
        self._listening.close()
        with self._lock:
            for one in self._open:
                _cut(one)

    def trouble(self, kind: Trouble, path: str = "/", times: int | None = None) -> None:
        """Let requests whose path begins so run into it, so many times or until the line is healed."""
        with self._lock:
            self._healed.clear()
            self._troubles[path] = (kind, times)

    def cut(self) -> int:
        """End every connection there is, as when a plug is pulled; returns how many ends there were."""
        with self._lock:
            for one in self._open:
                _cut(one)
            return len(self._open)

    def heal(self) -> None:
        with self._lock:
            self._troubles.clear()
            self._healed.set()

    # --- one connection -----------------------------------------------------------------------

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                box, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(box,), daemon=True).start()

    def _serve(self, box: socket.socket) -> None:
        with self._known(box), contextlib.suppress(OSError):
            if self.tls is None:
                self._pass_on(box)
                return
            try:
                secure = self.tls.wrap_socket(box, server_side=True)
            except OSError:
                self.fired["handshake"] += 1
                return
            with self._known(secure):
                self._pass_on(secure)

    @contextlib.contextmanager
    def _known(self, one: socket.socket) -> Iterator[None]:
        with self._lock:
            self._open.add(one)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(one)
            one.close()

    def _pass_on(self, box: socket.socket) -> None:
        request = _read_request(box)
        if request is None:
            return
        path = request.split(b" ", 2)[1].decode()
        self.requests.append((path, _header(request, b"range")))
        trouble = self._fire(path)
        if trouble is Trouble.REFUSED:
            return
        if trouble is Trouble.LATE:
            self._healed.wait(_PATIENCE)
        if trouble is Trouble.TWICE:
            with self._asked(request) as city:
                while city.recv(PIECE):
                    pass
        with self._asked(request) as city:
            self._answer(box, city, trouble)

    def _fire(self, path: str) -> Trouble | None:
        with self._lock:
            for begin, (kind, times) in self._troubles.items():
                if path.startswith(begin) and times != 0:
                    if kind is not Trouble.HALF:  # that one has happened when it is cut
                        self._happened(begin, kind, times)
                    return kind
        return None

    def _happened(self, begin: str, kind: Trouble, times: int | None) -> None:
        self._troubles[begin] = (kind, None if times is None else times - 1)
        self.fired[kind] += 1

    def _cut_it(self) -> None:
        with self._lock:
            for begin, (kind, times) in list(self._troubles.items()):
                if kind is Trouble.HALF:
                    self._happened(begin, kind, times)

    @contextlib.contextmanager
    def _asked(self, request: bytes) -> Iterator[socket.socket]:
        with socket.create_connection(("127.0.0.1", self.port)) as city, self._known(city):
            city.sendall(request)
            yield city

    def _answer(self, box: socket.socket, city: socket.socket, trouble: Trouble | None) -> None:
        left = self.keep if trouble is Trouble.HALF else None
        if trouble in {Trouble.UNANSWERED, Trouble.HALF_OPEN}:
            city.recv(PIECE)  # the city has done it
            if trouble is Trouble.HALF_OPEN:
                self._ended.wait(_PATIENCE)
            return
        while piece := city.recv(PIECE):
            if left is not None:
                piece = piece[:left]
                left -= len(piece)
            if trouble is Trouble.SLOW:
                self._trickle(box, piece)
            else:
                box.sendall(piece)
            if left == 0:
                self._cut_it()
                return

    def _trickle(self, box: socket.socket, piece: bytes) -> None:
        """Send a hundred bytes at a time, as over the thinnest line, until it is healed."""
        while piece:
            healed = self._healed.wait(0.02)
            box.sendall(piece if healed else piece[:100])
            piece = b"" if healed else piece[100:]


def _read_request(box: socket.socket) -> bytes | None:
    """Read one request and ask the city to close after it; None when the box went away."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = box.recv(PIECE)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    while len(body) < int(_header(head, b"content-length") or 0):
        piece = box.recv(PIECE)
        if not piece:
            return None
        body += piece
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def _header(request: bytes, name: bytes) -> str:
    for line in request.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip().decode()
    return ""


def _cut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
