"""The box's sound and its TV, as far as a machine without either can show."""

import logging
import sys
import wave
from pathlib import Path

import pytest
from agent_process import until

from box_agent.sound import ChimeLevel, VlcChime
from box_agent.tv_power import CecTelevision, NoCec, find_television
from kiosk_setup import make_chime
from wire.sync import TvPower

SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"

CEC = """#!{python}
import sys
from pathlib import Path
here = Path(__file__).parent
said = " ".join(sys.argv[1:])
with (here / "said").open("a") as log:
    log.write(said + "\\n")
print((here / "answer").read_text())
"""


@pytest.fixture
def bus(tmp_path: Path) -> Path:
    """A `cec-ctl` that writes down what it was asked and says what it was told to."""
    program = tmp_path / "cec-ctl"
    program.write_text(CEC.format(python=sys.executable))
    program.chmod(0o755)
    (tmp_path / "answer").write_text("	Physical Address           : 1.0.0.0\n")
    return tmp_path


def television(bus: Path) -> CecTelevision:
    return CecTelevision(Path("/dev/cec0"), str(bus / "cec-ctl"))


def said(bus: Path) -> list[str]:
    return (bus / "said").read_text().splitlines()


def test_image_view_on_is_the_very_first_message_and_active_source_comes_twice(bus: Path) -> None:
    television(bus).wake()
    source = "-d /dev/cec0 --to 15 --active-source phys-addr=1.0.0.0"
    assert said(bus) == [
        "-d /dev/cec0 --to 0 --image-view-on",
        "-d /dev/cec0 --playback --osd-name Minato",
        source,
        source,
    ]


def test_a_tv_whose_cable_looks_dead_is_woken_all_the_same(bus: Path) -> None:
    (bus / "answer").write_text("	Physical Address           : f.f.f.f\n")
    television(bus).wake()
    assert said(bus)[0].endswith("--image-view-on")
    assert not any("active-source" in line for line in said(bus))


@pytest.mark.parametrize(
    ("answer", "power"),
    [
        ("	pwr-state: on (0x00)", TvPower.ON),
        ("	pwr-state: to-on (0x02)", TvPower.ON),
        ("	pwr-state: standby (0x01)", TvPower.STANDBY),
        ("	Tx, Not Acknowledged (4), Max Retries", TvPower.UNKNOWN),
        ("", TvPower.UNKNOWN),
    ],
)
def test_no_answer_from_the_tv_is_never_taken_for_off(bus: Path, answer: str, power: TvPower) -> None:
    (bus / "answer").write_text(answer)
    assert television(bus).power() is power


def test_a_bus_without_its_program_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    nobody = CecTelevision(Path("/dev/cec0"), str(tmp_path / "nothing"))
    with caplog.at_level(logging.WARNING):
        nobody.wake()
        assert nobody.power() is TvPower.UNKNOWN
    assert len(caplog.records) == 1


def test_a_machine_without_cec_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    found = find_television(lambda _: False)
    assert isinstance(found, NoCec)
    with caplog.at_level(logging.WARNING):
        found.wake()
        found.wake()
    assert len(caplog.records) == 1


def frames(path: Path) -> bytes:
    with wave.open(str(path), "rb") as sound:
        return sound.readframes(sound.getnframes())


def test_the_chime_that_is_played_is_the_chime_that_was_made(tmp_path: Path) -> None:
    chime = VlcChime(SOUNDS, capture=tmp_path)
    chime.ring(ChimeLevel.DRILL)
    heard = tmp_path / "001-drill.wav"
    wanted = len(frames(SOUNDS / "drill.wav"))
    assert chime._playing is not None
    assert chime._playing.wait(20) == 0
    assert len(frames(heard)) > wanted * 0.9
    assert max(frames(heard)) > 0, "not silence"


def test_an_alarm_breaks_into_a_drill(tmp_path: Path) -> None:
    chime = VlcChime(SOUNDS, capture=tmp_path)
    chime.ring(ChimeLevel.DRILL)
    drill = chime._playing
    chime.ring(ChimeLevel.ALARM)
    assert drill is not None
    assert drill.wait(10) != 0, "it was cut off"
    assert chime._playing is not None
    assert chime._playing.wait(20) == 0
    assert (tmp_path / "002-alarm.wav").stat().st_size > 100_000


def test_a_machine_without_sound_says_so_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    chime = VlcChime(SOUNDS, devices=tmp_path)
    with caplog.at_level(logging.WARNING):
        chime.ring(ChimeLevel.DRILL)
        chime.ring(ChimeLevel.DRILL)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert chime._playing is not None
    assert chime._playing.wait(20) == 0


def test_a_chime_that_cannot_be_played_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "alarm.wav").write_bytes(b"no sound at all")
    chime = VlcChime(tmp_path, capture=tmp_path / "heard")
    with caplog.at_level(logging.ERROR):
        chime.ring(ChimeLevel.ALARM)
        until(lambda: caplog.records, what="the log says so")
    assert "could not be played" in caplog.text


def test_the_sounds_in_the_house_are_the_ones_the_script_makes(tmp_path: Path) -> None:
    for name, tones in (("alarm", make_chime.ALARM), ("drill", make_chime.DRILL)):
        make_chime.write(tmp_path / f"{name}.wav", tones)
        assert (tmp_path / f"{name}.wav").read_bytes() == (SOUNDS / f"{name}.wav").read_bytes()


def test_a_drill_is_much_softer_than_an_alarm() -> None:
    def loudest(level: str) -> int:
        raw = frames(SOUNDS / f"{level}.wav")
        return max(abs(int.from_bytes(raw[n : n + 2], "little", signed=True)) for n in range(0, len(raw), 2))

    assert loudest("drill") * 2 < loudest("alarm")
