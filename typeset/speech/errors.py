"""What can keep words from being heard."""


class SpeechError(Exception):
    """Base of this package's errors."""


class CannotSpeak(SpeechError):
    """Raised when this machine cannot make a voice of a sentence; the text says why, never the sentence."""


class CannotPlay(SpeechError):
    """Raised when a file is not a sound that can be played."""
