"""The agent as a real process beside a city: enrolment, line, emergency, power cuts."""

import random
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from agent_process import AgentProcess, until
from cache_village import alert, check_in, notice, receipt
from fake_city import FakeCity, Fault, RunningCity

from offline_cache.clock import FLOOR, BoxClock
from offline_cache.face_memory import FaceMemory
from offline_cache.snapshot import SaidState
from wire.alerts import AlertStatus

pytestmark = pytest.mark.journey


def test_a_new_box_shows_a_code_and_then_its_household(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    snapshot = agent.snapshot()
    assert snapshot.enrolment is None
    assert snapshot.line.connected
    assert snapshot.clock_trusted


def test_a_notice_written_now_is_on_the_tv_without_asking(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    until(lambda: city.streams)
    asked = city.requests["sync"]
    city.put("notice", "n-1", notice(1))
    until(lambda: agent.snapshot().notices, 20)
    assert city.requests["sync"] > asked


def test_what_is_said_reaches_the_city_at_once(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    agent.face.say(check_in())
    until(lambda: city.effects, 20)
    until(lambda: agent.snapshot().said[0].state is SaidState.SENT, 20)


def test_when_the_city_comes_back_both_sides_arrive(
    agent: AgentProcess, city: FakeCity, running: RunningCity
) -> None:
    agent.enrolled(city)
    running.stop()
    until(lambda: not agent.snapshot().line.connected, what="the line is cut")
    agent.face.say(check_in())
    assert agent.snapshot().said[0].state is SaidState.KEPT
    assert agent.snapshot().household is not None
    city.put("notice", "n-1", notice(1))
    running.start()
    until(lambda: city.effects, what="the check-in")
    until(lambda: agent.snapshot().notices, what="the notice")
    assert agent.log().count("out of reach") == 1


def test_an_emergency_is_stored_heard_once_and_told_as_held(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    until(lambda: city.streams)
    began = time.monotonic()
    city.raise_alerts(alert(issued=city.now()))
    until(lambda: agent.snapshot().alerts, 20)
    assert time.monotonic() - began < 3
    until((agent.sounds / "001-alarm.wav").exists, 10, "the chime")
    until(lambda: (agent.sounds / "001-alarm.wav").stat().st_size > 100_000, 10, "the whole chime")
    until(lambda: ("a-1", city.alerts_number) in city.held, 20)
    agent.kill()
    agent.start()
    until(lambda: len(city.reports) > 1, what="it works again")
    assert sorted(one.name for one in agent.sounds.glob("*.wav")) == ["001-alarm.wav"]


def test_on_a_full_disk_an_emergency_is_heard_once_and_the_agent_lives_on(
    agent: AgentProcess, city: FakeCity
) -> None:
    agent.enrolled(city)
    until(lambda: city.streams)
    until(lambda: city.reports)
    agent.fill_disk()
    streams = city.requests["stream"]
    city.raise_alerts(alert(issued=city.now()))
    until(lambda: list(agent.sounds.glob("001-alarm*")), 10, "the chime")
    city.put("notice", "n-1", notice(1))
    city.raise_alerts(alert(issued=city.now()), alert("al-2", issued=city.now()))
    until(lambda: list(agent.sounds.glob("002-alarm*")), 10, "the second chime")
    assert "unkept" in agent.log()
    assert agent.snapshot().alerts == (), "the disk must really have been full"
    assert city.requests["stream"] == streams, "no worker held up another"
    assert agent.log().count("the agent works on") == 1
    agent.free_disk()
    until(lambda: len(agent.snapshot().alerts) == 2, 20, "the alerts on the TV")
    until(lambda: agent.snapshot().notices, 40, "what could not be written before")
    assert len(list(agent.sounds.glob("*.wav"))) == 2


def test_a_drill_rings_softly(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    city.raise_alerts(alert(issued=city.now(), status=AlertStatus.DRILL))
    until((agent.sounds / "001-drill.wav").exists, 20)


def test_an_alert_of_the_time_without_power_is_there_first(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    agent.kill()
    city.raise_alerts(alert(issued=city.now()))
    agent.start()
    until(lambda: agent.snapshot().alerts, 20)


def test_forged_alerts_do_nothing_and_are_reported(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    city.private = bytes(32)
    city.raise_alerts(alert(issued=city.now()))
    until(lambda: "as it is: forged" in agent.log())
    assert agent.snapshot().alerts == ()
    agent.kill()
    reports = len(city.reports)
    agent.start()
    until(lambda: len(city.reports) > reports)
    until(lambda: any("alerts.forged" in report.skipped for report in city.reports[reports:]))
    assert not agent.sounds.exists()


def test_a_revoked_box_shows_nothing_of_the_household_and_keeps_what_was_said(
    agent: AgentProcess, city: FakeCity, running: RunningCity
) -> None:
    agent.enrolled(city)
    running.stop()
    agent.face.say(check_in())
    city.revoke_all()
    running.start()
    until(lambda: agent.snapshot().enrolment is not None)
    until(lambda: agent.snapshot().household is None)
    until(lambda: agent.code() is not None)
    city.accept(agent.code() or "")
    until(lambda: agent.snapshot().household is not None)
    until(lambda: [effect[0] for effect in city.effects] == ["check_in"])


def test_the_agent_stops_within_two_seconds_with_its_stream_open(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    until(lambda: city.streams)
    assert agent.stop() < 2.0
    assert not agent.snapshot().line.connected


def test_a_second_agent_on_the_same_box_says_so(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    assert agent.process is not None
    second = subprocess.run(
        [sys.executable, "-m", "box_agent.main", "--data", str(agent.directory)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert second.returncode == 3
    assert str(agent.process.pid) in second.stderr


def test_the_city_is_asked_for_once_only(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    agent.stop()
    agent.url = None
    (agent.directory / "box.toml").unlink()
    agent.start()
    until(lambda: agent.snapshot().line.connected, what="the city's address was kept with what was said")


def test_the_report_tells_when_a_key_was_pressed(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    agent.face.key_pressed()
    agent.stop()
    reports = len(city.reports)
    agent.start()
    until(lambda: len(city.reports) > reports)
    last = city.reports[-1].last_key_at
    assert last is not None
    assert abs(city.now() - last) < timedelta(minutes=2)


def test_everything_said_while_the_agent_is_killed_again_and_again_arrives_once(
    agent: AgentProcess, city: FakeCity
) -> None:
    agent.enrolled(city)
    chance, said, enough = random.Random(7), [], threading.Event()  # noqa: S311 - no secret

    def speak() -> None:
        while not enough.is_set():
            said.append(agent.face.say(receipt(f"n-{len(said)}")))
            enough.wait(0.005)

    speaker = threading.Thread(target=speak)
    speaker.start()
    for turn in range(1, 7):
        city.plan("commands", Fault.UNANSWERED)
        goal = len(city.effects) + chance.randrange(1, 60)
        # What was under way when the fault was planned may reach the goal before the fault has fired.
        until(
            lambda goal=goal, turn=turn: len(city.effects) >= goal and city.fired[Fault.UNANSWERED] >= turn,
            30,
            "something arrives between two kills, and one answer is lost",
        )
        agent.kill()
        agent.start()
    enough.set()
    speaker.join()
    until(lambda: all(one.state is SaidState.SENT for one in agent.snapshot().said), 30)
    assert city.fired[Fault.UNANSWERED] == 6
    arrived = [f"{installation}-{number}" for _, installation, number, _ in city.effects]
    assert sorted(arrived) == sorted(said)
    assert len(said) > 100


def test_a_mirror_damaged_in_the_dark_is_on_the_screen_again_within_ten_seconds(
    agent: AgentProcess, city: FakeCity
) -> None:
    city.put("notice", "n-1", notice(1))
    agent.enrolled(city)
    until(lambda: agent.snapshot().notices)
    agent.stop()
    agent.face.close()
    mirror = agent.directory / "content.db"
    size = mirror.stat().st_size
    with mirror.open("r+b") as file:
        file.seek(size // 3)
        file.write(b"\xa5" * (size // 3))
    agent.face = FaceMemory.open(agent.directory, BoxClock(FLOOR))
    assert list(agent.directory.glob("content.db.damaged-*")), "the damage must have been met"
    assert agent.snapshot().enrolment is None, "whose box it is does not stand in the mirror"
    agent.start()
    until(lambda: agent.snapshot().notices, 10, "the notice on the TV again")
    assert agent.snapshot().household is not None


def test_what_a_damaged_outbox_lost_is_told_to_the_city(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    for number in range(400):
        agent.face.say(receipt(f"n-{number}"))
    until(lambda: len(city.effects) == 400, what="all of it at the city")
    agent.stop()
    agent.face.close()
    outbox = agent.directory / "outbox.db"
    with outbox.open("r+b") as file:
        file.seek(outbox.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 4096)
    agent.face = FaceMemory.open(agent.directory, BoxClock(FLOOR))
    assert list(agent.directory.glob("outbox.db.damaged-*")), "the damage must have been met"
    reported = len(city.reports)
    agent.start()
    until(lambda: len(city.reports) > reported, what="a report")
    assert city.reports[-1].lost > 0
