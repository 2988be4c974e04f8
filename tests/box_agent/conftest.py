"""A city behind a port and a real agent process beside it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "offline_cache"))

from agent_process import AgentProcess
from cache_village import household
from fake_city import FakeCity, RunningCity


@pytest.fixture
def running() -> Iterator[RunningCity]:
    running = RunningCity(FakeCity(heartbeat=1.0))
    running.city.put("household", "h-1", household())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def city(running: RunningCity) -> FakeCity:
    return running.city


@pytest.fixture
def agent(running: RunningCity, tmp_path: Path) -> Iterator[AgentProcess]:
    agent = AgentProcess(tmp_path / "box", running.url)
    yield agent
    agent.end()
