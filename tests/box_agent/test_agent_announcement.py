"""What the box says in an emergency, and that it is really heard: chime, words, and the words again."""

import array
import wave
from datetime import timedelta
from pathlib import Path

import pytest
from agent_process import AgentProcess, until
from cache_village import alert, household
from fake_city import FakeCity

from box_agent.announcement import Announcement
from box_agent.sound import ChimeLevel, VlcChime, Voice
from box_agent.words import BoxWords
from offline_cache import bell
from typeset.speech.floor import Floor
from typeset.speech.sound import seconds
from wire.alerts import Alert, AlertStatus
from wire.content import Household, Shelter

ASSETS = Path(__file__).parents[2] / "assets"
HOME = household().model_copy(
    update={"shelter": Shelter(name="湊公民館", walk_minutes=12, advice=("沢ぞいの 道は 通らないで。",))}
)
ANNOUNCEMENT = Announcement(BoxWords.load(ASSETS).announce)


def of(*new: Alert, home: Household | None = HOME, also: tuple[Alert, ...] = ()) -> tuple[str, ...]:
    return ANNOUNCEMENT.of(list(new), (*new, *also), home)


def to_shelter(**more: object) -> Alert:
    return alert().model_copy(update={"to_shelter": True, "area_names": ("赤井", "静潟"), **more})


def test_it_says_the_level_the_place_and_what_to_do() -> None:
    assert of(to_shelter()) == (
        "警戒レベル4、避難指示。",
        "赤井地区、静潟地区",
        "ひなんしてください。",
        "湊公民館へひなんしてください。",
        "歩いて12分です。",
        "沢ぞいの道は通らないで。",
        "見たら、決定をおしてください。",
    )


def test_the_name_of_the_area_is_said_as_its_people_say_it() -> None:
    home = HOME.model_copy(update={"area_name": "静潟", "area_kana": "しずかた"})
    assert "赤井地区、シズカタ地区" in of(to_shelter(), home=home)


def test_a_drill_says_so_first_and_last() -> None:
    said = of(to_shelter(status=AlertStatus.DRILL))
    assert said[0] == "これは訓練です。"
    assert said[-1] == "これは訓練でした。"


@pytest.mark.parametrize("also", [(), (alert("al-4"),)])
def test_level_five_sends_nobody_out(also: tuple[Alert, ...]) -> None:
    said = of(alert(level=5).model_copy(update={"title": "緊急安全確保"}), also=also)
    assert "外へ出ないでください。" in said
    assert not any("公民館" in one or "ひなん所" in one for one in said)


def test_a_level_four_beside_a_level_five_sends_nobody_out_either() -> None:
    said = of(to_shelter(), also=(alert("al-5", level=5),))
    assert "外へ出ないでください。" in said
    assert not any("公民館" in one for one in said)


def test_a_drill_of_level_five_does_not_keep_people_from_a_real_evacuation() -> None:
    drill = alert("al-5", level=5, status=AlertStatus.DRILL)
    assert any("公民館へ" in one for one in of(to_shelter(), also=(drill,)))


def test_without_a_household_it_still_says_to_go() -> None:
    assert "ひなん所へひなんしてください。" in of(to_shelter(), home=None)


def test_the_gravest_is_said_first() -> None:
    said = of(alert("al-3", level=3), alert("al-4", level=4))
    assert said[0].startswith("警戒レベル4")


@pytest.fixture
def chime(tmp_path: Path) -> VlcChime:
    voice = Voice(ASSETS / "voice" / "mei_normal.htsvoice", tmp_path)
    return VlcChime(ASSETS / "sounds", capture=tmp_path / "heard", voice=voice)


def loudest(file: Path) -> int:
    with wave.open(str(file), "rb") as sound:
        return max(array.array("h", sound.readframes(sound.getnframes())))


def test_the_chime_comes_first_and_each_sentence_is_heard_twice(chime: VlcChime, tmp_path: Path) -> None:
    chime.ring(ChimeLevel.DRILL, ("避難指示。", "湊公民館へ。"))
    assert chime._playing is not None
    floor = Floor(tmp_path)
    until(lambda: not floor.is_free(), what="nobody else may speak")
    assert chime._playing.wait(40) == 0
    assert floor.is_free()
    spoken = sorted((tmp_path / "heard" / "001-drill").glob("*.wav"))
    assert len(spoken) == 4
    assert seconds(spoken[0]) == pytest.approx(seconds(spoken[2]), abs=0.1)
    assert all(loudest(file) > 3000 for file in spoken)
    assert (tmp_path / "heard" / "001-drill.wav").stat().st_mtime <= spoken[0].stat().st_mtime


def test_a_key_silences_it_but_not_in_its_first_moment(chime: VlcChime) -> None:
    now = [100.0]
    chime.monotonic = lambda: now[0]
    chime.ring(ChimeLevel.ALARM, ("避難指示。",))
    child = chime._playing
    assert child is not None
    chime.hush()
    assert child.poll() is None, "a key on its way to the page before must not silence an emergency"
    now[0] += 2.1
    chime.hush()
    assert child.wait(5) != 0


def test_an_emergency_is_read_without_any_face_and_a_ring_ends_it(
    agent: AgentProcess, city: FakeCity
) -> None:
    agent.enrolled(city)
    until(lambda: city.streams)
    city.raise_alerts(replace_times(to_shelter(), city))
    spoken = agent.sounds / "001-alarm"
    until(lambda: list(spoken.glob("*.wav")), 30, "the first words")
    floor = Floor(agent.directory)
    assert not floor.is_free()
    bell.ring(agent.directory / bell.HUSH)
    until(floor.is_free, 5, "silence")
    heard = len(list(spoken.glob("*.wav")))
    assert heard < 4, "it was cut off long before its end"


def replace_times(one: Alert, city: FakeCity) -> Alert:
    now = city.now()
    return one.model_copy(update={"issued_at": now, "expires_at": now + timedelta(hours=6)})
