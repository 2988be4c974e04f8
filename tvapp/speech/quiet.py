"""A face that makes no sound and shows no film: for tests, and until the real ones are there."""

from tvapp.domain.media import Media


class NoVoice:
    """Says nothing."""

    def speak(self, sentences: tuple[str, ...]) -> None:
        """Do nothing."""

    def hush(self) -> None:
        """Do nothing."""


class NoProjector:
    """Plays nothing."""

    def play(self, media: Media) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""
