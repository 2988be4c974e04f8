"""What `minato-agent` was told once and keeps: `box.toml` in the box's directory."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = "box.toml"


@dataclass(frozen=True)
class Settings:
    """`city` is the address of the city's server, `http://host:port`."""

    city: str | None = None

    @classmethod
    def load(cls, directory: Path) -> "Settings":
        """Read what was kept; a file that is not there or cannot be read is no settings."""
        try:
            kept = tomllib.loads((directory / FILE).read_text(encoding="utf-8"))
        except (FileNotFoundError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            return cls()
        city = kept.get("city")
        return cls(city=city if isinstance(city, str) else None)

    def save(self, directory: Path) -> None:
        """Keep this for the next start."""
        fresh = directory / (FILE + ".new")
        fresh.write_text(f"city = {json.dumps(self.city)}\n", encoding="utf-8")
        fresh.replace(directory / FILE)
