"""The few words the agent itself has for people, from `assets/strings/<language>/box.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BoxWords:
    """`refused` stands where the city could not take a command at all."""

    refused: str

    @classmethod
    def load(cls, assets: Path, language: str = "ja") -> "BoxWords":
        """Read them. Raises `OSError` or `KeyError` when this installation is not whole."""
        text = (assets / "strings" / language / "box.toml").read_text(encoding="utf-8")
        return cls(refused=tomllib.loads(text)["box"]["refused"]["unreadable"])
