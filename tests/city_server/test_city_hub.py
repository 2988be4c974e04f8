"""The hub: the latest of each sort, shared, for those it concerns, and nothing piles up."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from conftest import NOW

from city_server import stream as streams
from city_server.clock import HandClock
from city_server.committed import ANYTHING, Committed
from city_server.hub import WAKE_EVERY, Hub
from city_server.speaker import Speaker
from city_server.stream import Stream
from wire.alerts import SignedAlerts
from wire.sync import Wake

AKAI = Speaker("box-1", "akai-01", "akai", "akai-1")
HARA = Speaker("box-2", "hara-01", "hara", "hara-1")
EMPTY = SignedAlerts(payload="", key_id="k", signature="")


def _told(head: int = 0, audiences: set[str] | None = None, areas: set[str] | None = None) -> Committed:
    return Committed(head, frozenset(audiences or set()), frozenset(), frozenset(areas or set()), frozenset())


def _run(body: Callable[[Hub], Awaitable[None]], heartbeat: float = 60) -> None:
    numbers = iter(range(1, 100))

    async def started() -> None:
        hub = Hub(HandClock(NOW), lambda _: (next(numbers), EMPTY), heartbeat)
        hub.start()
        await body(hub)

    asyncio.run(started())


def _open(hub: Hub, speaker: Speaker, head: int = 5) -> Stream:
    opened = hub.open_for_box(speaker)
    hub.box_events(opened, Wake(epoch="e", head=head, server_time=NOW), EMPTY)
    return opened


def _heads(frames: bytes) -> list[int]:
    lines = [line for line in frames.decode().splitlines() if line.startswith("data: {") and "head" in line]
    return [int(json.loads(line[6:])["head"]) for line in lines]


async def _next_head(opened: Stream) -> int:
    while True:
        if heads := _heads(await asyncio.wait_for(opened.take(), 60)):
            return heads[0]


async def _tell(hub: Hub, committed: Committed) -> None:
    await asyncio.to_thread(hub.on_commit, committed)
    await asyncio.sleep(0)


def test_a_reader_that_was_away_gets_the_latest_alone() -> None:
    async def body(hub: Hub) -> None:
        opened = _open(hub, AKAI)
        for head in range(6, 50):
            await _tell(hub, _told(head, {"area:akai"}))
        assert _heads(await opened.take()) == [49]

    _run(body)


def test_a_change_elsewhere_neither_wakes_nor_shows_in_the_heartbeat() -> None:
    async def body(hub: Hub) -> None:
        akai, hara = _open(hub, AKAI), _open(hub, HARA)
        await akai.take()
        await hara.take()
        await _tell(hub, _told(9, {"household:hara-01"}))
        assert _heads(await hara.take()) == [9]
        beating = asyncio.create_task(hub.beat())
        assert await _next_head(akai) == 5
        beating.cancel()

    _run(body, heartbeat=0.01)


def test_most_heartbeats_are_eight_bytes_and_every_third_says_how_things_stand() -> None:
    async def body(hub: Hub) -> None:
        akai = _open(hub, AKAI)
        await akai.take()
        beating = asyncio.create_task(hub.beat())
        beats = [await asyncio.wait_for(akai.take(), 60) for _ in range(2 * WAKE_EVERY)]
        assert [_heads(beat) for beat in beats] == 2 * [*[[]] * (WAKE_EVERY - 1), [5]]
        assert {len(beat) for beat in beats if not _heads(beat)} == {8}
        beating.cancel()

    _run(body, heartbeat=0.01)


def test_what_happens_while_a_stream_opens_is_not_lost() -> None:
    async def body(hub: Hub) -> None:
        opened = hub.open_for_box(AKAI)
        await _tell(hub, _told(8, {"all"}, {"akai"}))
        hub.box_events(opened, Wake(epoch="e", head=7, server_time=NOW), EMPTY)
        frames = await opened.take()
        assert _heads(frames) == [8]
        assert frames.count(b"event: alerts") == 1

    _run(body)


def test_an_older_list_never_follows_a_newer_one() -> None:
    async def body(hub: Hub) -> None:
        opened = _open(hub, AKAI)
        await opened.take()
        newer = SignedAlerts(payload="bmV3", key_id="k", signature="")
        hub._spread(_told(areas={"akai"}), {"akai": (7, newer)})
        hub._spread(_told(areas={"akai"}), {"akai": (6, EMPTY)})
        assert b"bmV3" in await opened.take()

    _run(body)


def test_a_console_hears_its_own_topics_with_nothing_in_them() -> None:
    async def body(hub: Hub) -> None:
        response = hub.console_events(["calls:akai"], hub.mark)
        stream = response._stream
        await stream.take()
        committed = Committed(
            0, frozenset(), frozenset({"calls:hara", "calls:akai"}), frozenset(), frozenset()
        )
        await _tell(hub, committed)
        assert await stream.take() == b"event: calls:akai\ndata:\n\n"

    _run(body)


def test_a_console_is_told_first_what_has_changed_since_its_page_was_read() -> None:
    async def body(hub: Hub) -> None:
        topics, beat = ["calls:akai", "boxes"], b": beat\n\n"
        read = hub.mark
        await _tell(hub, Committed(0, topics=frozenset({"calls:akai", "rides"})))
        assert await hub.console_events(topics, read)._stream.take() == beat + b"event: calls:akai\ndata:\n\n"
        assert await hub.console_events(topics, hub.mark)._stream.take() == beat, "it missed nothing"
        read = hub.mark
        await _tell(hub, ANYTHING)
        for mark in (read, "", "elsewhere-7", f"{read.partition('-')[0]}-x"):
            told = await hub.console_events(topics, mark)._stream.take()
            assert told.count(b"event: ") == 2, mark

    _run(body)


def test_a_reader_that_takes_nothing_is_closed_and_forgotten(monkeypatch: Any) -> None:
    monkeypatch.setattr(streams, "SEND_SECONDS", 0.02)

    async def body(hub: Hub) -> None:
        opened = hub.open_for_box(AKAI)
        response = hub.box_events(opened, Wake(epoch="e", head=1, server_time=NOW), EMPTY)
        stuck = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await asyncio.Event().wait()
            raise AssertionError("it never hangs up")

        async def send(message: Any) -> None:
            if message["type"] == "http.response.body":
                stuck.set()
                await asyncio.Event().wait()

        await asyncio.wait_for(response({"type": "http"}, receive, send), 5)
        assert stuck.is_set(), "the reader must have been stuck"
        assert hub.count() == 0

    _run(body)


def test_a_closed_hub_ends_every_stream_and_opens_none() -> None:
    async def body(hub: Hub) -> None:
        opened = _open(hub, AKAI)
        await opened.take()
        hub.close()
        assert await opened.take() == b""
        late = hub.open_for_box(HARA)
        assert late.closed

    _run(body)
