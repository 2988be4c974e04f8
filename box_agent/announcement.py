"""What the box says aloud in an emergency: what it is, where, and what to do, in sentences. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from typeset.speech.readings import Name
from typeset.speech.sentences import sentences
from wire.alerts import Alert, AlertStatus
from wire.content import Household

_INDOORS = 5
"""警戒レベル 5: nobody is sent outdoors."""


@dataclass(frozen=True)
class Announcement:
    """Sentences ready for the voice, from the words of `assets/strings/ja/box.toml`, table `box.announce`."""

    words: Mapping[str, str]

    def of(
        self, new: list[Alert], in_force: tuple[Alert, ...], household: Household | None
    ) -> tuple[str, ...]:
        """Return what is to be said of the new alerts, gravest first, with all in force in mind."""
        people = [Name(one.name, one.kana) for one in (household.residents if household is not None else ())]
        if household is not None and household.area_kana is not None:
            people.append(Name(household.area_name, household.area_kana))
        inside = _stay_inside(in_force)
        ordered = sorted(new, key=lambda alert: (alert.status is AlertStatus.DRILL, -(alert.level or 0)))
        return sentences(
            (text for one in ordered for text in self._one(one, household, inside=inside)), people
        )

    def _one(self, alert: Alert, household: Household | None, *, inside: bool) -> Iterator[str]:
        if alert.status is AlertStatus.DRILL:
            yield self.words["drill"]
        level = "" if alert.level is None else self.words["level"].format(level=alert.level)
        yield f"{level} {alert.title}。"
        yield self._area(alert)
        yield from alert.headline
        yield from alert.advice
        if alert.level == _INDOORS or (alert.to_shelter and inside):
            yield self.words["inside"]
        elif alert.to_shelter:
            yield from self._shelter(household)
        yield self.words["drill_ends" if alert.status is AlertStatus.DRILL else "answer"]

    def _area(self, alert: Alert) -> str:
        suffixed = (
            name if name.endswith(("地区", "区")) else self.words["area"].format(name=name)
            for name in alert.area_names
        )
        return "、".join(suffixed)

    def _shelter(self, household: Household | None) -> Iterator[str]:
        shelter = household.shelter if household is not None else None
        if shelter is None:
            yield self.words["to_some_shelter"]
            return
        yield self.words["to_shelter"].format(name=shelter.name, minutes=shelter.walk_minutes)
        yield from shelter.advice


def _stay_inside(in_force: tuple[Alert, ...]) -> bool:
    """Tell whether nobody here may be sent out: level 5, where a drill does not outweigh what is real."""
    real = tuple(alert for alert in in_force if alert.status is AlertStatus.ACTUAL)
    return any(alert.level == _INDOORS for alert in real or in_force)
