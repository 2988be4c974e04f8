"""Asking on the TV: a stand-in for `cec-ctl` writes down what it is asked, and the lamp is real files."""

import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from agent_process import until
from cache_village import alert, household

from box_agent.asker import Asker, read_home
from box_agent.cec_words import Bus
from box_agent.lamp import LedLamp, NoLamp, find_lamp
from box_agent.memory import Memory
from box_agent.plant import Bells, Plant
from box_agent.screen_watch import ScreenWatch
from box_agent.tv_power import CecTelevision
from offline_cache.alert_store import Dropped
from offline_cache.clock import FixedClock
from offline_cache.outbox import Saying
from offline_cache.preference_store import PreferenceStore
from offline_cache.preferences import Preferences
from offline_cache.snapshot import OnScreen
from wire.base import TOKYO, Frozen
from wire.commands import Absence, CallRequest, CheckIn
from wire.content import Answer, CheckInRecord
from wire.wellbeing import AbsenceRecord

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=TOKYO)
CEC = """#!{python}
import signal
import sys
from pathlib import Path
here = Path(__file__).parent
with (here / "said").open("a") as log:
    log.write(" ".join(sys.argv[3:]) + "\\n")
print((here / "answer").read_text(), flush=True)
if "--wait-for-msgs" in sys.argv:
    print((here / "heard").read_text(), flush=True)
    signal.pause()
"""


class Box:
    """A box at a household's hour, driven by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FixedClock(NINE)
        self.plant = Plant(folder, "http://127.0.0.1:1", self.clock, Bells(), None, Dropped())  # type: ignore[arg-type]
        self.memory = Memory.open(folder, NINE, Dropped())
        self.program = folder / "cec-ctl"
        self.program.write_text(CEC.format(python=sys.executable))
        self.program.chmod(0o755)
        self.power("standby")
        self.television = CecTelevision(Path("/dev/cec0"), str(self.program))
        self.lamp = folder / "leds" / "minato:amber:ask"
        self.lamp.mkdir(parents=True)
        for name, value in (("brightness", "0"), ("max_brightness", "255"), ("trigger", "none")):
            (self.lamp / name).write_text(value)
        self.asker = Asker(self.plant, self.television, find_lamp(folder / "leds"))
        self.put("household", "h-1", household().model_copy(update={"check_in_by": "09:00"}))
        self.consents(ask_on_tv=True)

    def power(self, state: str) -> None:
        (self.folder / "answer").write_text(
            f"\tPhysical Address           : 1.0.0.0\n\tpwr-state: {state} (0x01)\n"
        )

    def put(self, kind: str, key: str, thing: Frozen) -> None:
        self.memory.content.db.table("items").upsert(
            {"kind": kind, "key": key, "seq": 1, "v": 1, "body": thing.model_dump_json()}, pk=("kind", "key")
        )

    def consents(self, *, ask_on_tv: bool) -> None:
        PreferenceStore(self.memory.outbox.db).keep(Preferences(ask_on_tv=ask_on_tv))

    def says(self, body: CheckIn | CallRequest | Absence) -> None:
        self.memory.outbox.append(Saying(body, self.clock.now(), True))

    def look(self, after: float = 0.0) -> None:
        self.clock.advance(seconds=after)
        self.asker.step(self.memory)

    def told(self) -> list[str]:
        """What went out on the bus since the last look."""
        log = self.folder / "said"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    def lit(self) -> bool:
        return (self.lamp / "brightness").read_text() == "255"

    def asking(self) -> datetime | None:
        return self.memory.content.state.asking()


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    yield box
    box.memory.close()


WAKE = [
    "--give-device-power-status",
    "--image-view-on",
    "--playback --osd-name Minato",
    "--active-source phys-addr=1.0.0.0",
    "--active-source phys-addr=1.0.0.0",
]


def test_a_sleeping_tv_is_woken_asks_and_sleeps_again_after_the_answer(box: Box) -> None:
    box.look()
    assert [line.removeprefix("--to 0 ").removeprefix("--to 15 ") for line in box.told()] == WAKE
    assert box.asking() == NINE
    box.look(20)
    assert box.told() == []
    box.says(CheckIn(resident="r-1", answer=Answer.GOOD))
    box.look(5)
    box.look(9)
    assert box.asking() is not None, "the answer is still being read"
    box.look(1)
    assert box.told() == ["--to 0 --inactive-source phys-addr=1.0.0.0", "--to 0 --standby"]
    assert box.asking() is None


def test_a_tv_that_showed_another_programme_gets_it_back_after_two_minutes(box: Box) -> None:
    box.power("on")
    box.look()
    box.told()
    box.look(119)
    assert box.told() == []
    box.look(1)
    assert box.told() == ["--to 0 --inactive-source phys-addr=1.0.0.0"]


def test_a_tv_that_shows_us_is_neither_woken_nor_taken_away(box: Box) -> None:
    box.power("on")
    box.memory.content.state.keep_on_screen(OnScreen.US)
    box.look()
    assert box.asking() == NINE
    box.look(121)
    assert box.asking() is None
    assert box.told() == ["--to 0 --give-device-power-status"]


def test_it_is_asked_once_a_day_also_by_a_box_that_was_started_again(box: Box) -> None:
    box.look()
    box.look(121)
    box.told()
    again = Asker(box.plant, box.television, NoLamp())
    for _ in range(30):
        box.clock.advance(minutes=5)
        again.step(box.memory)
    assert box.told() == []
    box.clock.moment = NINE + timedelta(days=1)
    again.step(box.memory)
    assert box.asking() == NINE + timedelta(days=1)


def test_without_consent_the_lamp_asks_and_the_tv_is_left_alone(box: Box) -> None:
    box.consents(ask_on_tv=False)
    box.look()
    assert box.lit()
    box.says(CheckIn(resident="r-1", answer=Answer.FAIR))
    box.look(20)
    assert not box.lit()
    assert box.told() == []
    assert box.asking() is None


def test_an_answer_the_city_knows_or_an_absence_is_enough(box: Box) -> None:
    record = CheckInRecord(resident="r-1", day=NINE.date(), answer=Answer.GOOD, received_at=NINE)
    box.put("check_in", "r-1-2026-11-24", record)
    box.look()
    assert box.told() == []
    yesterday = record.model_copy(update={"day": NINE.date() - timedelta(days=1)})
    box.put("check_in", "r-1-2026-11-24", yesterday)
    assert read_home(box.memory, NINE).silent, "yesterday's answer is none"
    away = AbsenceRecord(
        id="box-1", first=date(2026, 11, 20), until=date(2026, 11, 24), taken_back=False, changed_at=NINE
    )
    box.put("absence", "h-1", away)
    box.look()
    assert box.told() == []
    box.put("absence", "h-1", away.model_copy(update={"taken_back": True}))
    box.look()
    assert box.asking() is not None


def test_who_asks_for_help_keeps_the_tv(box: Box) -> None:
    box.look()
    box.told()
    box.clock.advance(seconds=30)
    box.says(CallRequest(resident="r-1", urgent=True))
    box.look(1)
    assert box.asking() is None
    assert box.told() == [], "the page with the helper's name stays where it is"


def test_an_emergency_keeps_the_tv(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    box.look()
    box.told()
    held = type("Held", (), {"in_force": lambda *_args, **_more: (alert(),)})()
    monkeypatch.setattr(type(box.memory.shelf), "held", lambda *_: held)
    box.look(121)
    assert box.asking() is None
    assert box.told() == []
    box.clock.moment = NINE + timedelta(days=1)
    box.look()
    assert box.told() == [], "and nothing is asked while it is in force"


def test_an_untrusted_clock_wakes_nobody(box: Box) -> None:
    box.clock.is_trusted = False
    box.look()
    assert box.told() == []
    assert not box.lit()


def test_a_lamp_that_cannot_be_set_is_told_of_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    lamp = LedLamp(tmp_path / "gone")
    for on in (True, False, True):
        lamp.show(on=on)
    assert len(caplog.records) == 1


ROUTED_AWAY = (
    "Received from TV to all (0 to 15): ROUTING_CHANGE (0x80):\n"
    "\torig-phys-addr: 1.0.0.0\n\tnew-phys-addr: 2.0.0.0\n"
)
ANOTHER = "Received from Playback Device 2 to all (8 to 15): ACTIVE_SOURCE (0x82):\n\tphys-addr: 2.0.0.0\n"
CHOSEN = "Received from TV to all (0 to 15): SET_STREAM_PATH (0x86):\n\tphys-addr: 1.0.0.0\n"
ASLEEP = "Received from TV to all (0 to 15): STANDBY (0x36)\n"


@pytest.mark.parametrize(
    ("heard", "shown"),
    [
        ("", OnScreen.UNKNOWN),
        (ROUTED_AWAY, OnScreen.OTHER),
        (CHOSEN, OnScreen.US),
        (CHOSEN + ANOTHER, OnScreen.OTHER),
        (ANOTHER + CHOSEN, OnScreen.US),
        (CHOSEN + ASLEEP, OnScreen.OTHER),
        ("Received from TV to Playback Device 1 (0 to 4): GIVE_PHYSICAL_ADDR (0x83)\n", OnScreen.UNKNOWN),
    ],
)
def test_what_the_bus_says_tells_what_is_on_the_screen(heard: str, shown: OnScreen) -> None:
    bus = Bus("1.0.0.0")
    for line in heard.splitlines():
        bus.hear(line)
    assert bus.on_screen is shown


def test_what_is_heard_on_the_bus_reaches_the_face(box: Box) -> None:
    (box.folder / "heard").write_text(CHOSEN)
    watch = ScreenWatch(box.plant, box.television)
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        until(lambda: box.memory.content.state.on_screen() is OnScreen.US, what="the TV shows us")
    finally:
        watch.stop()
        thread.join(60)
    assert not thread.is_alive()
    assert box.memory.content.state.on_screen() is OnScreen.UNKNOWN, "nobody listens any more"
