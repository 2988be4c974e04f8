"""What the office keeps of a household for a disaster: its needs, its shelter and the way there."""

from dataclasses import dataclass

from starlette.responses import Response

from city_server.domain.texts import one_line
from city_server.domain.walking import walk_minutes
from city_server.households import HouseholdView
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.visit import Visit
from wire.content import Household, Need, Shelter

_LISTED = "/office/households"
_SLOW = frozenset({Need.WHEELCHAIR.value, Need.INFANT.value})
LINE, NAME, STEPS, ADVICE, TAKE = 40, 20, 8, 3, 6
"""Most characters of a line and of a shelter's name; most lines of each kind. They fit the TV."""
FARTHEST = 20_000
"""Metres: nobody is sent farther on foot."""


@dataclass(frozen=True)
class Typed:
    """The form as it was typed, or as the household stands."""

    needs: tuple[str, ...]
    take: str
    shelter: str
    distance: str
    minutes: str
    steps: str
    advice: str


def _show_list(visit: Visit) -> Response:
    areas = {area.id: area.name for area in visit.city.households.areas()}
    return visit.page("office/households.html", homes=visit.city.households.list(), areas=areas)


def _show(visit: Visit) -> Response:
    home = _home(visit)
    visit.looked("household_seen", home.id)
    return _form(visit, home, _as_kept(home.item))


def _save(visit: Visit) -> Response:
    home, typed = _home(visit), _typed(visit)
    faults = _faults(typed, visit)
    if faults:
        return _form(visit, home, typed, faults)
    kept = home.item.needs
    unknown = tuple(name for name in kept if name not in set(Need))
    changed = home.item.model_copy(
        update={"needs": (*typed.needs, *unknown), "take": _lines(typed.take), "shelter": _shelter(typed)}
    )
    visit.city.households.show(changed, home.section, visit.who.id)
    return visit.go(f"{_LISTED}/{home.id}", said="household_changed")


def _form(visit: Visit, home: HouseholdView, typed: Typed, faults: dict[str, str] | None = None) -> Response:
    return visit.page(
        "office/household.html",
        422 if faults else 200,
        home=home,
        typed=typed,
        faults=faults or {},
        needs=list(Need),
        most={"line": LINE, "name": NAME, "steps": STEPS, "advice": ADVICE, "take": TAKE},
    )


def _home(visit: Visit) -> HouseholdView:
    return visit.city.households.get(visit.path["household"])


def _as_kept(item: Household) -> Typed:
    shelter = item.shelter
    return Typed(
        needs=item.needs,
        take="\n".join(item.take),
        shelter=shelter.name if shelter else "",
        distance=str(shelter.distance_m) if shelter and shelter.distance_m is not None else "",
        minutes=str(shelter.walk_minutes) if shelter and shelter.distance_m is None else "",
        steps="\n".join(shelter.steps) if shelter else "",
        advice="\n".join(shelter.advice) if shelter else "",
    )


def _typed(visit: Visit) -> Typed:
    ticked = set(visit.ticked("needs"))
    return Typed(
        needs=tuple(need.value for need in Need if need.value in ticked),
        take=visit.typed("take"),
        shelter=one_line(visit.typed("shelter")),
        distance=visit.typed("distance"),
        minutes=visit.typed("minutes"),
        steps=visit.typed("steps"),
        advice=visit.typed("advice"),
    )


def _faults(typed: Typed, visit: Visit) -> dict[str, str]:
    words, faults = visit.words, {}
    for name, text, most in (
        ("take", typed.take, TAKE),
        ("steps", typed.steps, STEPS),
        ("advice", typed.advice, ADVICE),
    ):
        lines = _lines(text)
        if len(lines) > most or any(len(line) > LINE for line in lines):
            faults[name] = words("office.household.wrong_lines", lines=most, most=LINE)
    if len(typed.shelter) > NAME:
        faults["shelter"] = words("office.household.wrong_name", most=NAME)
    if typed.shelter and _number(typed.distance) is None and _number(typed.minutes) is None:
        faults["distance"] = words("office.household.wrong_distance")
    if any(text and _number(text) is None for text in (typed.distance, typed.minutes)):
        faults["distance"] = words("office.household.wrong_distance")
    return faults


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text[:6]) <= FARTHEST else None


def _shelter(typed: Typed) -> Shelter | None:
    """Put the shelter together; typed minutes (a steep way) outweigh those of the distance."""
    if not typed.shelter:
        return None
    metres, minutes = _number(typed.distance), _number(typed.minutes)
    if minutes is None:
        minutes = walk_minutes(metres or 0, slow=bool(_SLOW & set(typed.needs)))
    return Shelter(
        name=typed.shelter,
        walk_minutes=min(minutes, 600),
        advice=_lines(typed.advice),
        distance_m=metres,
        steps=_lines(typed.steps),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.split("\n") if (line := one_line(raw)))


DOORS = (
    Door("GET", _LISTED, Permission.HOUSEHOLDS, _show_list),
    Door("GET", "/office/households/{household}", Permission.HOUSEHOLDS, _show),
    Door("POST", "/office/households/{household}", Permission.HOUSEHOLDS, _save),
)
