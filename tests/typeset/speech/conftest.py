"""The real voice, with its sounds in a folder of the test."""

from pathlib import Path

import pytest

from typeset.speech.cache import SpeechCache
from typeset.speech.open_jtalk import OpenJTalk

VOICE = Path(__file__).parents[3] / "assets" / "voice" / "mei_normal.htsvoice"


@pytest.fixture
def cache(tmp_path: Path) -> SpeechCache:
    return SpeechCache(tmp_path / "speech", OpenJTalk(VOICE))
