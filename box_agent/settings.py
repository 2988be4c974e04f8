"""What `minato-agent` was told once and keeps: `box.toml` in the box's directory."""

import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = "box.toml"


@dataclass(frozen=True)
class Settings:
    """How the city is reached; None where nothing was said."""

    city: str | None = None
    """`http://host:port` or `https://host`."""
    ca: str | None = None
    """A file of certificates to check the city's with."""
    time: str | None = None
    """`http://host:port` where the time is asked when no certificate can be checked."""

    @classmethod
    def load(cls, directory: Path) -> "Settings":
        """Read what was kept; a file that is not there or cannot be read is no settings."""
        try:
            kept = tomllib.loads((directory / FILE).read_text(encoding="utf-8"))
        except (FileNotFoundError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            return cls()
        return cls(city=_text(kept, "city"), ca=_text(kept, "ca"), time=_text(kept, "time"))

    def save(self, directory: Path) -> None:
        """Keep this for the next start."""
        fresh = directory / (FILE + ".new")
        lines = [
            f"{name} = {json.dumps(value)}\n" for name, value in asdict(self).items() if value is not None
        ]
        fresh.write_text("".join(lines), encoding="utf-8")
        fresh.replace(directory / FILE)


def _text(kept: dict[str, Any], name: str) -> str | None:
    value = kept.get(name)
    return value if isinstance(value, str) else None
