"""One thing said, as every handler gets it."""

from dataclasses import dataclass
from datetime import datetime

from city_server.domain.when_said import when_said
from city_server.speaker import Speaker
from wire.commands import split_name


@dataclass(frozen=True)
class Said:
    """Who said it, under which name, and when it was said and heard."""

    name: str
    speaker: Speaker
    made_at: datetime
    clock_trusted: bool
    received_at: datetime

    @property
    def at(self) -> datetime:
        """When it was said, as far as the city believes it."""
        return when_said(self.made_at, self.received_at, clock_trusted=self.clock_trusted)

    def is_older_than(self, name: str, said_at: datetime) -> bool:
        """Tell whether what is kept under another name is later.

        Within one installation its number says so, else the time.
        """
        installation, number = split_name(self.name)
        before, last = split_name(name)
        return number < last if installation == before else self.at < said_at
