"""The theme: colours by name, by day and at night, from the one file that the consoles use too."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Theme:
    """Colours by token name, each as red, green, blue from 0 to 1; `night.<name>` is the dark one."""

    colours: dict[str, Rgb]

    @classmethod
    def load(cls, path: Path) -> "Theme":
        """Read `assets/theme/theme.toml`. Raises `ValueError` for a colour that is none."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        day = {name: _rgb(text) for name, text in tables["colours"].items()}
        dark = day | {name: _rgb(text) for name, text in tables["night"].items()}
        return cls(day | {f"night.{name}": colour for name, colour in dark.items()})

    def __getitem__(self, name: str) -> Rgb:
        return self.colours[name]


def _rgb(text: str) -> Rgb:
    digits = text.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"not a colour: {text}")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
