"""The small parts of the line to the city: bell, events, waits, and what an answer means."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from cache_village import NOW, check_in
from fake_city import FakeCity, Fault, RunningCity
from hypothesis import given
from hypothesis import strategies as st

from offline_cache.backoff import QUICK, SLOW, Backoff
from offline_cache.bell import Bell, ring
from offline_cache.city_api import CityApi, read_page
from offline_cache.errors import CityRefused, CityStumbled, CityUnreachable, TokenRejected
from offline_cache.sse import Event, EventReader
from wire.commands import Command, CommandBatch


def test_a_ring_wakes_and_many_count_as_one(tmp_path: Path) -> None:
    with Bell(tmp_path / "a.sock") as bell:
        for _ in range(1000):
            ring(tmp_path / "a.sock")
        assert bell.wait(5)
        assert not bell.wait(0)


def test_ringing_where_nobody_is_does_nothing(tmp_path: Path) -> None:
    ring(tmp_path / "nobody.sock")
    Bell(tmp_path / "gone.sock")._socket.close()
    ring(tmp_path / "gone.sock")


def test_a_bell_takes_over_from_one_that_was_killed(tmp_path: Path) -> None:
    Bell(tmp_path / "a.sock")._socket.close()
    with Bell(tmp_path / "a.sock") as bell:
        ring(tmp_path / "a.sock")
        assert bell.wait(5)


def test_a_bell_in_a_very_deep_folder_works(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 8)
    deep.mkdir(parents=True)
    with Bell(deep / "a.sock") as bell:
        ring(deep / "a.sock")
        assert bell.wait(5)


STREAM = (
    "event: wake\ndata: 一\n\n: nothing\n\nevent: alerts\r\ndata: {\r\ndata: }\r\n\r\ndata:x\n\n".encode()
)
EVENTS = [Event("wake", "一"), Event("alerts", "{\n}"), Event("message", "x")]


@given(st.lists(st.integers(0, len(STREAM)), max_size=20))
def test_events_are_the_same_however_their_bytes_arrive(cuts: list[int]) -> None:
    reader, found = EventReader(), []
    places = [0, *sorted(cuts), len(STREAM)]
    for start, end in pairwise(places):
        found += reader.feed(STREAM[start:end])
    assert found == EVENTS


def test_an_event_without_end_is_not_kept_for_ever() -> None:
    reader = EventReader()
    reader.feed(b"x" * 999_999)
    with pytest.raises(CityUnreachable):
        reader.feed(b"xx")


def test_waits_grow_to_five_minutes_and_begin_anew_after_success(tmp_path: Path) -> None:
    backoff = Backoff(tmp_path / "n", SLOW, lambda _low, high: high)
    assert [backoff.failed() for _ in range(9)] == [2, 4, 8, 16, 32, 64, 128, 256, 300]
    backoff.worked()
    assert backoff.failed() == 2


def test_waits_are_spread_from_nothing_to_the_longest(tmp_path: Path) -> None:
    asked: list[tuple[float, float]] = []
    backoff = Backoff(tmp_path / "n", SLOW, lambda low, high: asked.append((low, high)) or low)  # type: ignore[func-returns-value]
    assert backoff.failed() == 0
    assert asked == [(0.0, 2.0)]


def test_a_crash_loop_does_not_begin_anew(tmp_path: Path) -> None:
    for _ in range(5):
        last = Backoff(tmp_path / "n", SLOW, lambda _low, high: high).failed()
    assert last == 32
    (tmp_path / "n").write_bytes(b"\xff\0")
    assert Backoff(tmp_path / "n", SLOW, lambda _low, high: high).failed() == 2


def test_a_city_that_was_away_for_a_minute_is_found_again_within_seconds(tmp_path: Path) -> None:
    backoff = Backoff(tmp_path / "n", QUICK, lambda low, high: (low + high) / 2)
    away, longest = 0.0, 0.0
    while away < 60:
        longest = backoff.failed()
        away += longest
    assert longest < 5
    for _ in range(200):
        last = backoff.failed()
    assert last == 150, "half of the longest wait of all"


@pytest.fixture
def api(running: RunningCity, city: FakeCity) -> Iterator[CityApi]:
    with CityApi(running.url, city.new_token()) as api:
        yield api


def batch() -> CommandBatch:
    body = check_in().model_dump(mode="json")
    command = Command(number=1, kind="check_in", made_at=NOW, clock_trusted=True, body=body)
    return CommandBatch(installation="i", commands=(command,))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.STUMBLES, CityStumbled),
        (Fault.OVERLOADED, CityUnreachable),
        (Fault.UNHEARD, CityUnreachable),
        (Fault.UNANSWERED, CityUnreachable),
        (Fault.HALF, CityUnreachable),
        (Fault.GARBAGE, CityUnreachable),
        (Fault.TOO_LARGE, CityRefused),
        (Fault.GATEWAY_SIGN_IN, CityUnreachable),
        (Fault.GATEWAY_REFUSAL, CityUnreachable),
    ],
)
def test_every_fault_is_translated(
    api: CityApi, city: FakeCity, fault: Fault, error: type[Exception]
) -> None:
    city.plan("commands", fault)
    with pytest.raises(error):
        api.send(batch())
    assert city.fired == {fault: 1}


def test_a_city_that_is_not_there_is_unreachable() -> None:
    with CityApi("http://127.0.0.1:9") as api, pytest.raises(CityUnreachable):
        api.offer()


def test_a_token_nobody_knows_is_rejected(running: RunningCity) -> None:
    with CityApi(running.url, "nobody") as api, pytest.raises(TokenRejected):
        api.sync("")


def test_a_refusal_carries_its_code_and_words(api: CityApi) -> None:
    with pytest.raises(CityRefused) as refusal:
        api.alerts("nowhere")
    assert (refusal.value.status, refusal.value.code, refusal.value.message) == (
        404,
        "unknown_area",
        "だめです",
    )


def test_a_change_that_is_none_is_left_out_of_its_page_and_counted() -> None:
    good = '{"seq": 1, "kind": "thing", "key": "a", "op": "put", "body": {}, "new": 1}'
    bad = '{"seq": 2, "kind": "thing", "key": "ä ö", "op": "explode"}'
    page = (
        '{"epoch": "e", "from_seq": 0, "to_seq": 2, "head": 2, "more": false, "reset": true,'
        f' "changes": [{good}, {bad}], "server_time": "2026-11-20T09:00:00+09:00", "later": 1}}'
    )
    pulled = read_page(page.encode())
    assert [change.key for change in pulled.page.changes] == ["a"]
    assert pulled.unreadable == 1


@pytest.mark.parametrize("data", [b"", b"[]", b'{"changes": 1}', b'{"changes": []}', b"\xff"])
def test_what_is_no_page_is_not_guessed_at(data: bytes) -> None:
    with pytest.raises(CityUnreachable):
        read_page(data)
