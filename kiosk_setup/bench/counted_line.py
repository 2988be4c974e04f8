"""A line between box and city that passes every byte on and counts what went over it."""

import contextlib
import select
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_SEGMENTS = struct.Struct("@II")
_SEGMENTS_AT = 136
"""Where `tcpi_segs_out` and `tcpi_segs_in` stand in Linux's `struct tcp_info` (linux/tcp.h)."""
HEADERS = 52
"""Bytes around each segment: IPv4 20, TCP 20, its timestamps 12."""
_PIECE = 65_536


@dataclass
class Passed:
    """One connection of the box: what it asked for, and what has gone over it both ways."""

    box: socket.socket
    asked: list[str] = field(default_factory=list)
    carried: int = 0
    """Bytes of HTTP."""
    segments: int = 0
    over: bool = False

    def look(self) -> None:
        """Ask the kernel how many segments there were; what it knew last stays after the end."""
        with contextlib.suppress(OSError):
            told = self.box.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 192)
            self.segments = sum(_SEGMENTS.unpack_from(told, _SEGMENTS_AT))

    @property
    def whole(self) -> int:
        """Bytes with the headers of TCP and IP."""
        return self.carried + HEADERS * self.segments


@dataclass
class CountedLine:
    """Listens at `port`, and hands every connection on to the city at `city_port`."""

    city_port: int
    passed: list[Passed] = field(default_factory=list)
    port: int = 0

    def asking(self, request: str) -> list[Passed]:
        """Return the connections on which this was asked for, `GET /path`."""
        return [one for one in list(self.passed) if request in one.asked]

    def total(self) -> tuple[int, int]:
        """Return bytes of HTTP, and bytes with headers, so far."""
        for one in list(self.passed):
            one.look()
        return sum(one.carried for one in self.passed), sum(one.whole for one in self.passed)

    def serve(self, listening: socket.socket) -> None:
        """Take connections until the socket is closed."""
        while True:
            try:
                box, _ = listening.accept()
            except OSError:
                return
            box.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one = Passed(box)
            self.passed.append(one)
            threading.Thread(target=self._pass_on, args=(one,), daemon=True).start()

    def _pass_on(self, one: Passed) -> None:
        with one.box as box, socket.create_connection(("127.0.0.1", self.city_port)) as city:
            city.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with contextlib.suppress(OSError):
                while _piece(one, box, city):
                    pass
            with contextlib.suppress(OSError):
                box.shutdown(socket.SHUT_RDWR)
            one.look()
        one.over = True


def _piece(one: Passed, box: socket.socket, city: socket.socket) -> bool:
    """Pass on what has come; False when one side has ended."""
    readable, _, _ = select.select([box, city], [], [])
    for source in readable:
        data = source.recv(_PIECE)
        if not data:
            return False
        if source is box and b" HTTP/1.1\r\n" in data:
            one.asked.append(data.split(b" HTTP/1.1\r\n", 1)[0].decode("ascii", errors="replace"))
        one.carried += len(data)
        (city if source is box else box).sendall(data)
    return True


@contextlib.contextmanager
def counted_line(city_port: int) -> Iterator[CountedLine]:
    """Open a line to the city at a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = CountedLine(city_port, port=listening.getsockname()[1])
        threading.Thread(target=line.serve, args=(listening,), daemon=True).start()
        yield line
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
