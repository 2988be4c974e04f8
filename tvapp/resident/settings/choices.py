"""What there is to choose from for each setting, and the words for it."""

from dataclasses import replace
from typing import Any

from offline_cache.preferences import LOUDEST, Language, Night, Preferences, TextSize, VoiceSpeed
from tvapp.domain.places import Setting
from typeset.words import Words

YES_OR_NO = (True, False)

CONSENTS = frozenset({Setting.REMOTE_HELP, Setting.ASK_ON_TV})
"""These are explained and asked for before they hold."""

CHOICES: dict[Setting, tuple[Any, ...]] = {
    Setting.TEXT_SIZE: tuple(TextSize),
    Setting.VOLUME: tuple(range(1, LOUDEST + 1)),
    Setting.VOICE_SPEED: tuple(VoiceSpeed),
    Setting.SPEAK_FOCUS: YES_OR_NO,
    Setting.NIGHT: tuple(Night),
    Setting.LANGUAGE: tuple(Language),
    Setting.OVERSCAN: (0, 1, 2, 3, 5),
    Setting.WAITING_PICTURE: YES_OR_NO,
    Setting.REMOTE_HELP: YES_OR_NO,
    Setting.ASK_ON_TV: YES_OR_NO,
}


def value(setting: Setting, preferences: Preferences) -> Any:
    """Return what a setting is set to."""
    return getattr(preferences, setting.value)


def with_value(setting: Setting, chosen: Any, preferences: Preferences) -> Preferences:
    """Set one setting."""
    return replace(preferences, **{setting.value: chosen})


def title(setting: Setting, words: Words) -> str:
    """Name a setting."""
    return words(f"tv.settings.{setting}.title")


def named(setting: Setting, chosen: Any, words: Words) -> str:
    """Put what a setting is set to into words."""
    spoken = ("on" if chosen else "off") if isinstance(chosen, bool) else chosen
    return words(f"tv.settings.{setting}.{spoken}")
