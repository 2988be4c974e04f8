"""What every console page works with: one city's database, clock, services, words and templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment

from city_server import audit
from city_server.clock import Clock
from city_server.database import Database
from city_server.web_shell.static import Static
from typeset.words import Words


@dataclass(frozen=True)
class Desk:
    """`words` by language: `ja` and `en`."""

    database: Database
    clock: Clock
    words: Mapping[str, Words]
    templates: Environment
    static: Static

    def audit(self, staff: int, action: str, subject: str) -> None:
        """Write down one look or one refusal, in a transaction of its own."""
        with self.database.writing() as writing:
            audit.note(writing, self.clock.now(), staff, action, subject)
