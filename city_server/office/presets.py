"""Ready-made alerts whose words were weighed beforehand; every field can still be changed."""

from dataclasses import dataclass

from typeset.words import Words

_NAMES = ("elderly", "evacuate", "now", "lost")
_LEVELS = {"elderly": "3", "evacuate": "4", "now": "5", "lost": "0"}
_TO_SHELTER = {"elderly": True, "evacuate": True, "now": False, "lost": False}
_FIELDS = ("title", "headline1", "headline2", "advice1", "advice2", "advice3")


@dataclass(frozen=True)
class Preset:
    """`fields` are the form's fields by name; a tick is True or False."""

    name: str
    level: str
    fields: dict[str, str | bool]


def presets(words: Words) -> tuple[Preset, ...]:
    """Return them in the residents' language, whatever staff read."""
    return tuple(_preset(words, name) for name in _NAMES)


def _preset(words: Words, name: str) -> Preset:
    texts: dict[str, str | bool] = {
        field: words(f"office.preset.{name}.{field}") if f"office.preset.{name}.{field}" in words else ""
        for field in _FIELDS
    }
    level = _LEVELS[name]
    return Preset(name, level, texts | {"level": level, "to_shelter": _TO_SHELTER[name]})
