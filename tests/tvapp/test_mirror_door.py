"""The mirror of a household's own TV is open while the household allows it, and not a moment longer."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from offline_cache.preferences import Preferences
from tvapp.mirror.door import Door
from tvapp.mirror.live import Live
from tvapp.mirror.server import MirrorServer

ALLOWED = Preferences(remote_help=True)
FORBIDDEN = Preferences(remote_help=False)


@pytest.fixture
def serve(tmp_path: Path) -> Callable[[], MirrorServer]:
    page = tmp_path / "index.html"
    page.write_text("<title>TV</title>")
    return lambda: MirrorServer(("127.0.0.1", 0), Live(lambda: None), lambda _: None, page)


@pytest.fixture
def door(serve: Callable[[], MirrorServer]) -> Iterator[Door]:
    door = Door(serve, needs_consent=True)
    yield door
    door.close()


def answers(port: int | None) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/view.json", timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def test_nobody_can_look_before_the_household_allows_it(door: Door) -> None:
    door.heed(FORBIDDEN)
    assert door.port is None


def test_a_helper_can_look_from_the_moment_it_is_allowed_until_it_is_taken_back(door: Door) -> None:
    door.heed(ALLOWED)
    port = door.port
    assert answers(port)
    door.heed(ALLOWED)
    assert door.port == port, "allowing it twice opens nothing new"
    door.heed(FORBIDDEN)
    assert not answers(port)
    door.heed(ALLOWED)
    assert answers(door.port)


def test_a_developer_s_own_window_needs_no_consent(serve: Callable[[], MirrorServer]) -> None:
    door = Door(serve, needs_consent=False)
    door.heed(FORBIDDEN)
    assert answers(door.port)
    door.close()


def test_without_a_mirror_asked_for_there_is_none_to_allow() -> None:
    door = Door(None, needs_consent=True)
    door.heed(ALLOWED)
    assert door.port is None


def test_a_port_that_is_taken_does_not_stop_the_tv(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        door = Door(
            lambda: MirrorServer(("127.0.0.1", port), Live(lambda: None), lambda _: None, page),
            needs_consent=True,
        )
        door.heed(ALLOWED)
        assert door.port is None
