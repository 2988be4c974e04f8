"""A box on which no remote can be taught: its disk is full."""

from remote_input.teaching import Taught


class NoLessons:
    def open(self) -> None:
        """Nothing listens here."""

    def close(self) -> None:
        """Nothing listens here."""

    def keep(self, taught: Taught) -> None:
        raise OSError(28, f"no room for {taught.file}")
