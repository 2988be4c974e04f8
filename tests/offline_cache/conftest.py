"""A running city, and a box's memory that talks to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cache_box import Box
from cache_village import NOW
from fake_city import FakeCity, RunningCity

from offline_cache.city_api import CityApi
from offline_cache.clock import FixedClock
from offline_cache.content import Content
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox
from offline_cache.sync import Hooks, Sync
from wire.signing import public_key


@pytest.fixture
def running() -> Iterator[RunningCity]:
    running = RunningCity(FakeCity(now=lambda: NOW))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def city(running: RunningCity) -> FakeCity:
    return running.city


@pytest.fixture
def box(tmp_path: Path, running: RunningCity) -> Iterator[Box]:
    clock = FixedClock(NOW)
    content, outbox = Content.open(tmp_path, NOW), Outbox.open(tmp_path, NOW)
    token = running.city.new_token()
    outbox.identity.enrol("box-1", token, "h-1", [public_key("k1", running.city.private)])
    api, heard = CityApi(running.url, token), []
    hooks = Hooks(heard=heard.append, changed=lambda: None)
    sync = Sync(content, outbox, api, hooks, refused_words="市で うけとれませんでした。")
    box = Box(content, outbox, api, sync, FaceMemory.open(tmp_path, clock), clock, heard)
    yield box
    box.close()
