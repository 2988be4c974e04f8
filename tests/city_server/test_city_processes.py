"""Several server processes of one city on PostgreSQL: what one commits, the boxes of the others hear."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import NOW, enroller, wait_until

from city_server.app import open_city
from city_server.city import City
from city_server.clock import HandClock
from city_server.committed import ANYTHING, Committed
from city_server.errors import Broken
from city_server.main import _parser, _settings
from city_server.notices import Draft
from city_server.settings import DATABASE_VARIABLE, Settings
from city_server.stream import Stream
from city_server.wakeups import Wakeups, read
from kiosk_setup.own_postgres import OwnPostgres
from wire.content import NoticeKind


@pytest.fixture
def name(postgres: OwnPostgres, filled: tuple[str, Path]) -> Iterator[str]:
    copy = postgres.create(template=filled[0])
    yield copy
    postgres.drop(copy)


@pytest.fixture
def pair(postgres: OwnPostgres, name: str, filled: tuple[str, Path]) -> Iterator[tuple[City, City]]:
    """Two processes' cities, each hearing the other."""
    settings = Settings(data=filled[1], database=postgres.url(name))
    cities = open_city(settings, HandClock(NOW)), open_city(settings, HandClock(NOW))
    for city in cities:
        city.database.hear()
        assert city.database.hears(10)
    yield cities
    for city in cities:
        city.database.close()


def _heard(city: City) -> list[Committed]:
    heard: list[Committed] = []
    city.database.listen(heard.append)
    return heard


DRAFT = Draft("そうじ", "します。", NoticeKind.COMMUNITY, "赤井区", ("area:akai",))


def test_a_commit_of_one_process_is_heard_by_the_other_once_and_by_itself_once(
    pair: tuple[City, City],
) -> None:
    here, there = _heard(pair[0]), _heard(pair[1])
    pair[0].notices.write(DRAFT, staff=1)
    wait_until(lambda: there)
    pair[1].notices.write(DRAFT, staff=1)
    wait_until(lambda: len(here) >= 2)
    assert [one.audiences for one in there] == [frozenset({"area:akai"})] * 2
    assert [one.head for one in here] == [one.head for one in there] == sorted({one.head for one in here})


def test_what_was_undone_is_heard_by_nobody(pair: tuple[City, City]) -> None:
    there = _heard(pair[1])

    def undo() -> None:
        with pair[0].database.writing() as writing:
            writing.audiences.add("all")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undo()
    pair[0].notices.write(DRAFT, staff=1)
    wait_until(lambda: there)
    assert [one.audiences for one in there] == [frozenset({"area:akai"})]


def test_a_box_at_one_process_is_woken_by_what_another_writes(pair: tuple[City, City]) -> None:
    writer, holder = pair

    async def story() -> tuple[bytes, bytes]:
        holder.hub.start()
        speaker = enroller(holder)("akai-01").speaker
        holder.database.listen(holder.hub.on_commit)
        stream = holder.hub.open_for_box(speaker)
        holder.hub.box_events(stream, holder.sync.wake(speaker), holder.alerts.signed("akai")[1])
        first = await stream.take()
        await asyncio.to_thread(writer.notices.write, DRAFT, 1)
        return first, await asyncio.wait_for(stream.take(), 10)

    first, woken = asyncio.run(story())
    assert b"event: wake" in first
    assert b"event: wake" in woken
    assert first != woken


def test_when_the_line_to_the_database_broke_everybody_is_told_to_look(
    pair: tuple[City, City], postgres: OwnPostgres, name: str
) -> None:
    heard = _heard(pair[0])
    assert postgres.end_every_connection(name) > 0, "lines must really have been cut"
    wait_until(lambda: ANYTHING in heard, 20)
    pair[1].notices.write(DRAFT, staff=1)
    wait_until(lambda: any(one.audiences for one in heard))


def test_one_process_leads_and_another_takes_over_when_it_ends(pair: tuple[City, City]) -> None:
    wait_until(lambda: sum(city.database.leads() for city in pair) == 1)
    leader = next(city for city in pair if city.database.leads())
    other = next(city for city in pair if city is not leader)
    leader.database.close()
    wait_until(other.database.leads)


def test_a_message_for_more_homes_than_one_notification_holds_is_heard_whole(
    pair: tuple[City, City],
) -> None:
    there = _heard(pair[1])
    names = {f"household:{'x' * 60}-{number}" for number in range(170)}
    with pair[0].database.writing() as writing:
        writing.audiences.update(names)
    wait_until(lambda: {name for one in there for name in one.audiences} == names)
    assert len(there) > 1, "it did not fit into one"


def test_several_starts_at_once_begin_one_history(postgres: OwnPostgres, tmp_path: Path) -> None:
    """Four processes meet an empty database."""
    name = postgres.create()
    settings = Settings(data=tmp_path, sample=True, database=postgres.url(name))
    opened: list[City] = []
    threads = [
        threading.Thread(target=lambda: opened.append(open_city(settings, HandClock(NOW)))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    epochs = {city.sync.wake(enroller(city)("akai-01").speaker).epoch for city in opened}
    for city in opened:
        city.database.close()
    postgres.drop(name)
    assert (len(opened), len(epochs)) == (4, 1)


def test_a_process_that_starts_later_carries_the_history_on(pair: tuple[City, City]) -> None:
    speaker = enroller(pair[0])("akai-01").speaker
    epoch = pair[0].sync.wake(speaker).epoch
    for folder in (pair[0].settings.data, pair[0].settings.data / "another-machine"):
        later = open_city(replace(pair[0].settings, data=folder), HandClock(NOW))
        pair[0].notices.write(DRAFT, staff=1)
        assert later.sync.wake(speaker).epoch == epoch
        later.database.close()


def test_a_closed_hub_of_boxes_that_missed_something_ends_their_streams(pair: tuple[City, City]) -> None:
    async def story() -> tuple[Stream, bytes]:
        hub = pair[0].hub
        hub.start()
        stream = hub.open_for_box(enroller(pair[0])("akai-01").speaker)
        console = hub.console_events(("notices",))._stream
        await console.take()
        hub.on_commit(ANYTHING)
        return stream, await asyncio.wait_for(console.take(), 5)

    stream, told = asyncio.run(story())
    assert stream.closed, "the box comes back and hears how things stand"
    assert told == b"event: notices\ndata:\n\n"


@pytest.mark.parametrize("noise", ["", "[]", "{}", '{"head": "x"}', '{"head": 1, "writes": 1, "topics": 3}'])
def test_a_notification_that_makes_no_sense_may_mean_anything(noise: str) -> None:
    assert read(noise) == ANYTHING


def test_the_variable_names_the_database_for_this_start_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, "postgresql://minato:secret@db/city")
    asked = _parser().parse_args(["--data", str(tmp_path)])
    assert _settings(asked).database_url == "postgresql://minato:secret@db/city"
    assert "secret" not in (tmp_path / "city.toml").read_text()
    monkeypatch.delenv(DATABASE_VARIABLE)
    assert _settings(asked).database_url.startswith("sqlite:")


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense"])
def test_another_database_is_refused_in_words(tmp_path: Path, url: str) -> None:
    with pytest.raises(Broken):
        open_city(Settings(data=tmp_path, database=url), HandClock(NOW))


def test_closing_what_never_listened_does_nothing(pair: tuple[City, City]) -> None:
    Wakeups(pair[0].database.engine, lambda _: None).close()
