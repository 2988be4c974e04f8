"""What the exchange between boxes and city costs: deltas, commands, a first sync, a quiet day's line."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from sqlalchemy import text

from city_server.database import Database
from kiosk_setup.bench.quiet_day import QuietDay, city_process, first_sync, quiet_day
from kiosk_setup.bench.rows import Row
from kiosk_setup.bench.stored_city import HOME, NOW, StoredCity, on_postgresql, on_sqlite
from wire.commands import MAX_BATCH, CheckIn, Command, CommandBatch
from wire.content import Answer
from wire.enrolment import EnrolmentAnswer
from wire.sync import Cursor

STORED = (1_000, 10_000, 100_000, 1_000_000)
NEW = 20
"""Changes a delta brings."""
TIMES = 300
COMMANDS = 1_000
MEGABYTE = 1_000_000


def sync() -> list[Row]:
    """Measure on SQLite and PostgreSQL, and on a real line. Takes about ten minutes."""
    with ExitStack() as held:
        cities = {size: held.enter_context(on_sqlite()) for size in STORED}
        rows = [*deltas(cities, "SQLite"), commands(cities[STORED[-1]], "SQLite", COMMANDS)]
        rows += on_the_line(cities[STORED[-1]])
    with on_postgresql(len(STORED)) as others:
        if others:
            cities = dict(zip(STORED, others, strict=True))
            rows += [*deltas(cities, "PostgreSQL"), commands(cities[STORED[-1]], "PostgreSQL", COMMANDS)]
    return rows


def deltas(cities: dict[int, StoredCity], name: str, rounds: int = TIMES) -> Iterator[Row]:
    """Ask for what is new among ever more that is stored: all the city does for a request but its HTTP.

    The cities are asked in turns, so that whatever else the machine does hits all of them alike.
    """
    for size, stored in cities.items():
        stored.grow_to(size)
    asks = {size: delta(stored) for size, stored in cities.items()}
    times: dict[int, list[float]] = {size: [] for size in asks}
    for _ in range(rounds):
        for size, ask in asks.items():
            times[size].append(1000 * _seconds(ask))
    least = min(times)
    for size in sorted(times):
        peer = None if size == least else median(times[least])
        aim = 1.3 if size == max(times) else None
        what = f"{name}: {NEW} new changes among {size:,}"
        yield Row(what, "ms", median(times[size]), peer, f"among {least:,}", aim)


def delta(stored: StoredCity) -> Callable[[], None]:
    """Change something, and return how a box that was there before asks for it."""
    city, before = stored.city, stored.publish_some(NEW)
    page = city.sync.page(city.boxes.identify(stored.token), "")
    cursor = str(Cursor(epoch=page.epoch, seq=before))

    def ask() -> None:
        got = city.sync.page(city.boxes.identify(stored.token), cursor)
        if len(got.changes) != NEW or got.reset:
            raise AssertionError(f"{len(got.changes)} changes where {NEW} were new")

    ask()  # the first writes down how far the box has come
    return ask


def commands(stored: StoredCity, name: str, count: int) -> Row:
    """Take in what boxes say; the peer is one bare row a transaction, as careful with the disk."""
    city, batches = stored.city, list(_batches(count))
    speaker = city.boxes.identify(stored.token)
    begun = time.perf_counter()
    for batch in batches:
        city.commands.receive(speaker, batch)
    ours = count / (time.perf_counter() - begun)
    return Row(
        f"{name}: commands", "a second", ours, _bare_rows(city.database, count), "bare rows, one a commit"
    )


def _batches(count: int) -> Iterator[CommandBatch]:
    for start in range(0, count, MAX_BATCH):
        numbers = range(start + 1, min(start + MAX_BATCH, count) + 1)
        yield CommandBatch(installation="bench", commands=tuple(_command(number) for number in numbers))


def _command(number: int) -> Command:
    said = CheckIn(resident=f"{HOME}-1", answer=list(Answer)[number % len(Answer)])
    return Command(
        number=number,
        kind="check_in",
        made_at=NOW,
        clock_trusted=True,
        body=said.model_dump(mode="json"),
    )


def _bare_rows(database: Database, count: int) -> float:
    """Return how many rows a second the database takes from the same library, one a transaction."""
    with database.writing() as writing:
        writing.session.execute(text("CREATE TABLE bench_rows (id INTEGER PRIMARY KEY, said VARCHAR(200))"))
    insert = text("INSERT INTO bench_rows VALUES (:id, :said)")
    begun = time.perf_counter()
    with database.engine.connect() as connection:
        for number in range(count):
            connection.execute(insert, {"id": number, "said": "x" * 100})
            connection.commit()
    return count / (time.perf_counter() - begun)


def on_the_line(stored: StoredCity) -> list[Row]:
    """Serve the same city over HTTP: a first sync, and a quiet day."""
    answers = [_enrolled(stored, f"line-{number}") for number in range(2)]
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="minato-bench-")))
        port = held.enter_context(city_process(stored.city.settings.data, NOW))
        seconds, items = first_sync(port, folder / "first", answers[0], NOW)
        day = quiet_day(port, folder / "quiet", answers[1], NOW)
    return [
        Row(f"first sync of a household over HTTP, {items} things", "ms", 1000 * seconds),
        *line_rows(day),
    ]


def line_rows(day: QuietDay) -> list[Row]:
    """Tell what a quiet day takes of the line."""
    scaled = "a quiet day of one box, without TLS"
    return [
        Row(f"{scaled}: HTTP", "MB", day.carried / MEGABYTE, 1.0, "aim", 1.0),
        Row(f"{scaled}: with TCP/IP headers", "MB", day.whole / MEGABYTE, 1.0, "aim", 1.0),
        Row("of which the stream and its heartbeats", "MB", day.beats / MEGABYTE),
    ]


def _enrolled(stored: StoredCity, name: str) -> EnrolmentAnswer:
    offer = stored.city.enrolment.offer(name)
    stored.city.enrolment.accept(offer.code, HOME, staff=1)
    return stored.city.enrolment.ask(offer.claim)


def _seconds(do: Callable[[], None]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun
