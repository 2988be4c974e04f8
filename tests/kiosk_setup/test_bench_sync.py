"""What the benchmark of the exchange measures: every byte of a line, and deltas that a city really served."""

import socket
import threading
from contextlib import ExitStack

from kiosk_setup.bench.counted_line import HEADERS, CountedLine, counted_line
from kiosk_setup.bench.stored_city import on_sqlite
from kiosk_setup.bench.sync import NEW, commands, deltas

ASKED = b"GET /box/v1/sync HTTP/1.1\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"


def test_every_byte_of_a_line_is_counted_both_ways_with_its_headers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as city, counted_line(city.getsockname()[1]) as line:
        answering = threading.Thread(target=_answer, args=(city,))
        answering.start()
        with socket.create_connection(("127.0.0.1", line.port)) as box:
            box.sendall(ASKED)
            got = b""
            while piece := box.recv(100):
                got += piece
        answering.join(60)
        assert got == ANSWER
        _until_over(line)
        (passed,) = line.asking("GET /box/v1/sync")
        assert passed.carried == len(ASKED) + len(ANSWER)
        assert passed.segments >= 4, "two to begin with, one each way"
        assert passed.whole == passed.carried + HEADERS * passed.segments


def test_a_delta_is_measured_among_little_and_among_much_and_commands_are_really_taken() -> None:
    with ExitStack() as held:
        cities = {size: held.enter_context(on_sqlite()) for size in (300, 600)}
        rows = list(deltas(cities, "SQLite", rounds=3))
        assert [row.what for row in rows] == [f"SQLite: {NEW} new changes among {size}" for size in cities]
        assert rows[1].peer == rows[0].ours > 0
        rate = commands(cities[300], "SQLite", 10)
        assert rate.ours > 0
        assert rate.peer


def _answer(city: socket.socket) -> None:
    box, _ = city.accept()
    with box:
        assert box.recv(1000) == ASKED
        box.sendall(ANSWER)


def _until_over(line: CountedLine) -> None:
    over = threading.Event()
    for _ in range(6000):
        if all(one.over for one in line.passed):
            return
        over.wait(0.01)
    raise AssertionError("the line was not put down")
