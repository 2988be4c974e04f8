"""What the city was started with; options given once are kept in `city.toml` of its directory."""

import json
import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from city_server.errors import Broken

ASSETS = Path(__file__).resolve().parent.parent / "assets"
DEFAULT_PORT = 8080
DATABASE_VARIABLE = "MINATO_DATABASE_URL"
"""The environment variable that names the database for this start alone."""


@dataclass(frozen=True)
class Settings:
    """Where the city lives and how it is reached. `offset` shifts its clock."""

    data: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    offset: timedelta = timedelta(0)
    sample: bool = False
    database: str = ""
    """SQLAlchemy URL; empty means `city.db` in the directory."""
    assets: Path = ASSETS
    restored: bool = False
    """The directory came from a backup: begin a new history. Never kept."""

    @property
    def database_url(self) -> str:
        """Where the database is."""
        return self.database or f"sqlite:///{self.data.resolve() / 'city.db'}"


def load(data: Path) -> Settings:
    """Read what was kept, or the defaults. Raises Broken."""
    settings, file = Settings(data=data), data / "city.toml"
    if not file.exists():
        return settings
    try:
        kept = tomllib.loads(file.read_text(encoding="utf-8"))
        return replace(
            settings,
            host=_text(kept["host"]),
            port=int(kept["port"]),
            offset=timedelta(seconds=float(kept["offset_seconds"])),
            sample=bool(kept["sample"]),
            database=_text(kept["database"]),
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Broken(f"{file}: {error!r}") from error


def keep(settings: Settings) -> None:
    """Write `city.toml`, so that the same city starts the next time."""
    kept = {
        "host": settings.host,
        "port": settings.port,
        "offset_seconds": settings.offset.total_seconds(),
        "sample": settings.sample,
        "database": settings.database,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in kept.items()]
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = settings.data / "city.toml"
    half = private(file.with_suffix(".new"))  # it may hold the password of a database elsewhere
    half.write_text("\n".join(lines) + "\n", encoding="utf-8")
    half.replace(file)


def private(file: Path) -> Path:
    """Make a file, or take it as it is, such that nobody else on the machine reads it."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    return file


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {value!r}")
    return value
