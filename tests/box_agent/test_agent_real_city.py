"""The real agent beside the real city."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from agent_process import AgentProcess, until
from both_cities import Real, real_city

from offline_cache.snapshot import SaidState
from wire.commands import CheckIn
from wire.content import Answer

pytestmark = pytest.mark.journey


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Real]:
    with real_city(tmp_path / "city") as city:
        yield city


@pytest.fixture
def real_agent(real: Real, tmp_path: Path) -> Iterator[AgentProcess]:
    agent = AgentProcess(tmp_path / "box", real.url)
    yield agent
    agent.end()


def test_a_box_lives_with_its_city(real: Real, real_agent: AgentProcess) -> None:
    agent = real_agent
    agent.start()
    until(lambda: agent.code() is not None, what="a code on the TV")
    real.accept(agent.code() or "")
    until(lambda: agent.snapshot().household is not None, what="the household")
    agent.face.say(CheckIn(resident=real.resident, answer=Answer.GOOD))
    until(lambda: agent.snapshot().said[0].state is SaidState.SENT, what="the answer")
    assert real.check_ins() == 1
    until(lambda: agent.snapshot().check_ins, what="the city's record of it")
    notice = real.write_notice()
    until(lambda: notice in {one.id for one in agent.snapshot().notices}, what="the notice")
    real.raise_alert()
    until(lambda: agent.snapshot().alerts, 5, "the emergency")
    until((agent.sounds / "001-alarm.wav").exists, 10, "its chime")
    assert agent.stop() < 2.0
