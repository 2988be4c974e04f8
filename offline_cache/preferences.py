"""What a household can choose for its TV, and what it can consent to."""

from dataclasses import dataclass
from enum import StrEnum


class TextSize(StrEnum):
    """How large everything on the TV is written."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


class Language(StrEnum):
    """The language of the TV's own words; what people wrote stays as they wrote it."""

    JA = "ja"
    EN = "en"


class Night(StrEnum):
    """When the dark colours stand on the TV."""

    OFF = "off"
    EVENING = "evening"
    ALWAYS = "always"


class VoiceSpeed(StrEnum):
    """How fast the TV reads aloud."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


LOUDEST = 5
WIDEST_OVERSCAN = 5


@dataclass(frozen=True)
class Preferences:
    """Every choice of the settings page, each with what holds before anybody has chosen."""

    text_size: TextSize = TextSize.NORMAL
    language: Language = Language.JA
    night: Night = Night.EVENING
    voice_speed: VoiceSpeed = VoiceSpeed.NORMAL
    volume: int = 3
    """1 (quiet) to `LOUDEST`."""
    speak_focus: bool = False
    """Whatever gets the focus is read aloud."""
    overscan: int = 0
    """How much of each edge the TV cuts off, in percent, 0 to `WIDEST_OVERSCAN`."""
    waiting_picture: bool = True
    """Clock, weather and photos after ten quiet minutes."""
    remote_help: bool = False
    """Consent: the city's helper may see this screen and press its keys."""
    ask_on_tv: bool = False
    """Consent: at the household's hour the box may wake the TV and ask how they are."""
