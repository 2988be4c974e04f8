"""The open stream over real sockets: quiet is told from dead, and no event is held back on the way."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from offline_cache import city_api
from offline_cache.city_api import CityApi
from offline_cache.errors import CityUnreachable
from offline_cache.sse import Event

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
UNCHUNKED = HEAD + b"Connection: close\r\n\r\n"
WAKE = b"event: wake\ndata: {}\n\n"


@contextmanager
def answering(how: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """Accept one connection, read its request, and let `how` answer it."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(65_536)
                how(line, over)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        over.set()
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.parametrize("chunked", [False, True], ids=["as a proxy hands it on", "in chunks"])
def test_a_short_event_arrives_while_the_line_stays_open(*, chunked: bool) -> None:
    def one_event_and_silence(line: socket.socket, over: threading.Event) -> None:
        chunk = b"%x\r\n%s\r\n" % (len(WAKE), WAKE)
        line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk if chunked else UNCHUNKED + WAKE)
        assert over.wait(20), "the event had to wait for more to come"

    with answering(one_event_and_silence) as url, CityApi(url, "t") as api:
        stream = api.stream()
        assert next(stream.events()) == Event("wake", "{}")
        stream.stop()
        stream.close()


def test_a_line_that_is_dead_but_open_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half open: no end was ever heard, and nothing comes any more."""

    def silence(line: socket.socket, over: threading.Event) -> None:
        line.sendall(UNCHUNKED + WAKE)
        over.wait(20)

    monkeypatch.setattr(city_api, "SILENCE_SECONDS", 0.3)
    with answering(silence) as url, CityApi(url, "t") as api:
        stream = api.stream()
        events = stream.events()
        assert next(events).name == "wake"
        with pytest.raises(CityUnreachable):
            next(events)
        stream.close()


def test_a_quiet_city_is_told_from_a_dead_one_by_its_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing happens for several times the silence that would end the stream; the beat alone goes on."""

    def beat(line: socket.socket, over: threading.Event) -> None:
        line.sendall(UNCHUNKED)
        for _ in range(12):
            line.sendall(b": beat\n\n")
            over.wait(0.1)
        line.sendall(WAKE)

    monkeypatch.setattr(city_api, "SILENCE_SECONDS", 0.5)
    with answering(beat) as url, CityApi(url, "t") as api:
        stream = api.stream()
        assert next(stream.events()) == Event("wake", "{}")
        stream.close()
