"""A city is lost and restored, in real processes: what a person was told was taken is there again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from agent_process import AgentProcess, until
from city_process import CityProcess, free_port

from offline_cache.snapshot import SaidState
from wire.commands import CheckIn
from wire.content import Answer

pytestmark = pytest.mark.journey


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CityProcess]:
    city = CityProcess(tmp_path / "city", free_port())
    city.start()
    yield city
    if city.process is not None:
        city.kill()


@pytest.fixture
def home(town: CityProcess, tmp_path: Path) -> Iterator[AgentProcess]:
    agent = AgentProcess(tmp_path / "box", town.url)
    agent.start()
    until(lambda: agent.code() is not None, 30, "a code on the TV")
    town.enrol(agent.code() or "")
    until(lambda: agent.snapshot().household is not None, 30, "the household on the TV")
    yield agent
    agent.end()


def _say(agent: AgentProcess, answer: Answer) -> None:
    name = agent.face.say(CheckIn(resident="akai-01-1", answer=answer))
    until(
        lambda: {one.name: one.state for one in agent.snapshot().said}[name] is SaidState.SENT,
        30,
        "the city has it",
    )


def test_a_check_in_acknowledged_after_the_backup_comes_back_from_the_box(
    town: CityProcess, home: AgentProcess, tmp_path: Path
) -> None:
    _say(home, Answer.FAIR)
    assert town.keep("backup", tmp_path / "backup") == 0, "while it runs"
    _say(home, Answer.POOR)
    assert town.said()[0] == ["poor"]
    assert town.keep("restore", tmp_path / "backup") == 2, "not while it runs"
    town.kill()
    assert town.keep("restore", tmp_path / "backup") == 0
    assert town.said()[0] == ["fair"], "the backup must really lack the later answer"
    town.start()
    until(lambda: town.said()[0] == ["poor"], 60, "the answer that was acknowledged is there again")
    until(lambda: home.snapshot().line.connected, 30, "the line")
    until(lambda: {one.state for one in home.snapshot().said} == {SaidState.SENT}, 30, "all of it answered")
    assert town.said()[1] >= 2
    assert home.snapshot().household is not None
