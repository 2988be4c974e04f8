"""The few words the agent itself has for people, from `assets/strings/<language>/box.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BoxWords:
    """`refused` stands where the city could not take a command at all; `announce` is what is said aloud."""

    refused: str
    announce: dict[str, str]

    @classmethod
    def load(cls, assets: Path, language: str = "ja") -> "BoxWords":
        """Read them. Raises `OSError` or `KeyError` when this installation is not whole."""
        text = (assets / "strings" / language / "box.toml").read_text(encoding="utf-8")
        words = tomllib.loads(text)["box"]
        return cls(refused=words["refused"]["unreadable"], announce=dict(words["announce"]))
