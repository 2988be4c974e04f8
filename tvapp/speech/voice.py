"""The face's voice: Open JTalk and VLC in threads of their own, as the household wishes to hear it."""

from collections.abc import Callable
from pathlib import Path

from offline_cache import bell
from offline_cache.preferences import LOUDEST, Preferences, VoiceSpeed
from typeset.speech.cache import SpeechCache
from typeset.speech.floor import Floor
from typeset.speech.open_jtalk import OpenJTalk
from typeset.speech.reader import Manner, Reader
from typeset.speech.vlc_speaker import VlcSpeaker

FOLDER = "speech"
"""Below the box's folder: what was read before."""
VOICE = Path("voice") / "mei_normal.htsvoice"
_SPEEDS = {VoiceSpeed.SLOW: 0.8, VoiceSpeed.NORMAL: 0.95, VoiceSpeed.FAST: 1.2}


class AloudVoice:
    """Reads what the channel hands out; gives way to the agent, which alone reads emergencies.

    `over` is called in another thread when something was read to its end or could not be.
    """

    def __init__(
        self, directory: Path, assets: Path, over: Callable[[], None], capture: Path | None = None
    ) -> None:
        """Take the box's folder and the assets; with `capture`, all sound goes to files there."""
        self._directory = directory
        self._floor = Floor(directory)
        self._manner = manner(Preferences())
        cache = SpeechCache(directory / FOLDER, OpenJTalk(assets / VOICE))
        self._reader = Reader(cache, VlcSpeaker(capture), self._floor.is_free, over)

    def speak(self, sentences: tuple[str, ...]) -> None:
        """Read these, instead of what is being read."""
        self._quiet_agent()
        self._reader.say(sentences, self._manner)

    def hush(self) -> None:
        """Be silent at once, the emergency that the agent reads included: somebody is there."""
        self._quiet_agent()
        self._reader.hush()

    def may_speak(self) -> bool:
        """Tell whether no emergency is being announced."""
        return self._floor.is_free()

    def heed(self, preferences: Preferences) -> None:
        """Read from now on as the household has chosen."""
        self._manner = manner(preferences)

    def close(self) -> None:
        """End for good."""
        self._reader.close()

    def _quiet_agent(self) -> None:
        if not self._floor.is_free():
            bell.ring(self._directory / bell.HUSH)


def manner(preferences: Preferences) -> Manner:
    """Turn the household's steps into the voice's measures."""
    loud = min(max(preferences.volume, 1), LOUDEST)
    return Manner(_SPEEDS[preferences.voice_speed], 20 + 80 * (loud - 1) // (LOUDEST - 1))
