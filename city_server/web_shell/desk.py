"""What every console page works with: the city, both languages, the templates and the built files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from city_server import audit
from city_server.city import City
from city_server.web_shell.language import LANGUAGES
from city_server.web_shell.static import Static
from city_server.web_shell.templating import environment
from city_server.web_shell.tv import TvPages
from typeset.words import Words


@dataclass(frozen=True)
class Desk:
    """`words` by language: `ja` and `en`."""

    city: City
    words: Mapping[str, Words]
    templates: Environment
    static: Static
    tv: TvPages

    @classmethod
    def set_up(cls, city: City, static: Path) -> "Desk":
        """Load what the pages need. Raises `Broken` when the script and stylesheet were never built."""
        assets = city.settings.assets
        return cls(
            city=city,
            words={language: Words.load(assets / "strings", language) for language in LANGUAGES},
            templates=environment(),
            static=Static.open(static),
            tv=TvPages.open(),
        )

    def audit(self, staff: int, action: str, subject: str) -> None:
        """Write down one look or one refusal, in a transaction of its own."""
        with self.city.database.writing() as writing:
            audit.note(writing, self.city.clock.now(), staff, action, subject)
