"""What is really heard: the real Open JTalk, and the real VLC playing into files."""

import array
import subprocess
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from typeset.speech.cache import SpeechCache
from typeset.speech.errors import CannotPlay, CannotSpeak
from typeset.speech.floor import Floor
from typeset.speech.open_jtalk import OpenJTalk
from typeset.speech.reader import Manner, Reader
from typeset.speech.sentences import LONGEST, sentences
from typeset.speech.sound import output, seconds
from typeset.speech.vlc_speaker import VlcSpeaker

GOOD_MORNING = "タナカキヨさん、おはようございます。"
HOW = "きょうの体調はいかがですか。"
LONG = "あしたの朝は雪がふりますので、足もとに気をつけて、ゆっくりおいでください。"


def until(holds: Callable[[], object], patience: float = 30.0) -> float:
    """Wait for a condition with a deadline; returns the seconds it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < patience
        time.sleep(0.005)
    return time.monotonic() - began


def loudness(file: Path) -> int:
    with wave.open(str(file), "rb") as sound:
        values = array.array("h", sound.readframes(sound.getnframes()))
    return round((sum(value * value for value in values) / max(1, len(values))) ** 0.5)


class Voice:
    """A reader whose words land in `folder`."""

    def __init__(self, cache: SpeechCache, folder: Path) -> None:
        self.folder = folder
        self.cache = cache
        self.speaker = VlcSpeaker(folder)
        self.floor = Floor(folder.parent)
        self.over = threading.Semaphore(0)
        self.reader = Reader(cache, self.speaker, self.floor.is_free, self.over.release)

    def heard(self) -> list[Path]:
        return sorted(self.folder.glob("*.wav"))


@pytest.fixture
def voice(cache: SpeechCache, tmp_path: Path) -> Iterator[Voice]:
    voice = Voice(cache, tmp_path / "heard")
    yield voice
    voice.reader.close()


def test_each_sentence_is_heard_whole_and_in_order(voice: Voice) -> None:
    voice.reader.say((GOOD_MORNING, HOW), Manner())
    assert voice.over.acquire(timeout=40)
    heard = voice.heard()
    assert len(heard) == 2
    for file, sentence in zip(heard, (GOOD_MORNING, HOW), strict=True):
        made = seconds(voice.cache.sound(sentence, 1.0))
        assert 1.0 < made < 6.0
        assert seconds(file) == pytest.approx(made, abs=0.15)
        assert loudness(file) > 300, "not silence"


def test_the_second_time_nothing_is_made_again(voice: Voice) -> None:
    voice.reader.say((HOW,), Manner())
    assert voice.over.acquire(timeout=40)
    assert voice.cache.made == 1
    voice.cache.maker.program = "no-such-program"  # type: ignore[attr-defined]
    voice.reader.say((HOW,), Manner())
    assert voice.over.acquire(timeout=40)
    assert len(voice.heard()) == 2
    assert voice.cache.made == 1


def test_it_falls_silent_at_once(voice: Voice) -> None:
    voice.cache.sound(LONG, 1.0)
    voice.reader.say((LONG, HOW), Manner())
    until(voice.heard)
    until(lambda: voice.heard()[0].stat().st_size > 10_000)
    voice.reader.hush()
    took = until(voice.speaker._stopped.is_set)
    assert took < 0.05
    voice.reader.close()
    assert len(voice.heard()) == 1, "the second sentence was never begun"
    assert not voice.over.acquire(blocking=False), "who hushed it knows"


def test_what_is_said_later_takes_the_place_of_what_is_being_said(voice: Voice) -> None:
    voice.cache.sound(LONG, 1.0)
    voice.cache.sound(HOW, 1.0)
    voice.reader.say((LONG, LONG, LONG), Manner())
    until(voice.heard)
    voice.reader.say((HOW,), Manner())
    assert voice.over.acquire(timeout=40)
    assert len(voice.heard()) == 2
    assert seconds(voice.heard()[1]) == pytest.approx(seconds(voice.cache.sound(HOW, 1.0)), abs=0.15)


def test_an_emergency_silences_it_and_keeps_it_silent(voice: Voice) -> None:
    voice.cache.sound(LONG, 1.0)
    voice.reader.say((LONG, HOW), Manner())
    until(voice.heard)
    with voice.floor.taken():
        assert voice.over.acquire(timeout=5), "well before the sentence would have ended"
        voice.reader.say((HOW,), Manner())
        assert voice.over.acquire(timeout=40)
    assert len(voice.heard()) == 1
    voice.reader.say((HOW,), Manner())
    assert voice.over.acquire(timeout=40)
    assert len(voice.heard()) == 2


def test_slow_and_fast_really_are(cache: SpeechCache) -> None:
    slow, plain, fast = (seconds(cache.sound(LONG, speed)) for speed in (0.8, 1.0, 1.3))
    assert slow > plain * 1.15
    assert fast < plain * 0.9


def test_a_quiet_voice_is_quieter(cache: SpeechCache, tmp_path: Path) -> None:
    file = cache.sound(HOW, 1.0)
    speaker = VlcSpeaker(tmp_path / "heard")
    for volume in (100, 30):
        speaker.play(file, volume, lambda: True)
    loud, quiet = (loudness(tmp_path / "heard" / f"00{number}.wav") for number in (1, 2))
    speaker.close()
    assert 0 < quiet < loud * 0.6


def test_without_a_sound_card_it_goes_on_in_silence_and_the_log_stays_clean(
    cache: SpeechCache, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert output(cards=tmp_path) == ("--aout=dummy",)
    speaker = VlcSpeaker(cards=tmp_path)
    speaker.play(cache.sound(HOW, 1.0), 80, lambda: True)
    speaker.close()
    assert capfd.readouterr().err == ""


def test_a_machine_without_the_voice_says_so_once_and_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    voice = Voice(SpeechCache(tmp_path / "speech", OpenJTalk(tmp_path / "none")), tmp_path / "heard")
    for _ in range(3):
        voice.reader.say((HOW,), Manner())
        assert voice.over.acquire(timeout=40)
    voice.reader.close()
    assert voice.heard() == []
    assert len(caplog.records) == 1
    assert HOW not in caplog.text


def test_a_sentence_cut_off_by_a_power_cut_is_made_again(cache: SpeechCache) -> None:
    file = cache.sound(HOW, 1.0)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CannotPlay):
        seconds(file)
    assert cache.sound(HOW, 1.0).read_bytes() == whole
    assert cache.made == 2


def test_the_folder_never_grows_past_its_budget_and_what_was_heard_last_stays(cache: SpeechCache) -> None:
    first = cache.sound("いち", 1.0)
    cache.budget = first.stat().st_size * 3
    names = ["に", "さん", "よん", "ご", "ろく", "なな"]
    for name in names:
        assert cache.sound("いち", 1.0) == first
        cache.sound(name, 1.0)
    kept = list(cache.folder.iterdir())
    assert sum(file.stat().st_size for file in kept) <= cache.budget
    assert first in kept
    assert not [file for file in kept if file.suffix != ".wav"]


def test_a_voice_that_hangs_is_ended_with_a_word(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    voice = OpenJTalk(tmp_path / "voice", program=str(slow))
    stopper = threading.Thread(target=lambda: (until(lambda: voice._making), voice.stop()))
    stopper.start()
    with pytest.raises(CannotSpeak):
        voice.make(HOW, 1.0, tmp_path / "out.wav")
    stopper.join()


def test_the_voice_reads_the_whole_of_the_longest_piece(cache: SpeechCache) -> None:
    (piece,) = sentences(["雪" * 5 + "がふります" * 17])
    assert len(piece) == LONGEST
    assert seconds(cache.sound(piece, 1.0)) > seconds(cache.sound(piece[: LONGEST // 2], 1.0)) * 1.7


def test_the_dictionary_is_installed() -> None:
    done = subprocess.run(["open_jtalk"], capture_output=True, check=False)
    assert b"Open JTalk" in done.stderr
