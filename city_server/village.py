"""The sample village as its files describe it: read strictly, so that a slip of the pen is found at once."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError

from city_server.errors import Broken
from city_server.living import LivingRules
from wire.base import Clock, Frozen, Id, Short
from wire.content import NoticeKind, Phone, Shelter


class AreaPlan(Frozen):
    id: Id
    name: Short
    kana: Short
    commissioner: Short
    sections: tuple[Short, ...]
    """Names; their ids are `<area>-<1…>`."""


class Areas(Frozen):
    areas: tuple[AreaPlan, ...]


class ResidentPlan(Frozen):
    name: Short
    kana: Short
    age: Annotated[int, Field(ge=0, le=120)]
    medicine: bool = False


class TripPlan(Frozen):
    """A usual trip from home."""

    to_stop: Id
    leave_at: Clock
    party: Annotated[int, Field(ge=1, le=8)]


class HouseholdPlan(Frozen):
    id: Id
    section: Id
    name: Short
    address: Short
    phone: Short
    residents: Annotated[tuple[ResidentPlan, ...], Field(min_length=1)]
    home_stop: Id
    usual_trips: tuple[TripPlan, ...]
    shelter: Shelter
    phones: tuple[Phone, ...]
    needs: tuple[Id, ...] = ()
    take: tuple[Short, ...] = ()
    check_in_by: Clock = "10:00"


class Households(Frozen):
    households: tuple[HouseholdPlan, ...]


class VehiclePlan(Frozen):
    id: Id
    name: Short
    seats: Annotated[int, Field(ge=1, le=60)]
    bays: Annotated[int, Field(ge=0, le=10)] = 0


class StopPlan(Frozen):
    id: Id
    name: Short
    kana: Short
    area: Id | None = None


class RunPlan(Frozen):
    id: Id
    vehicle: Id
    start: Clock
    calls: Annotated[tuple[tuple[Id, int], ...], Field(min_length=2)]


class Bus(Frozen):
    settings: dict[str, Any]
    """The fields of `BusSettings` without `closed`."""
    closed_in_days: dict[int, Short]
    vehicles: tuple[VehiclePlan, ...]
    stops: tuple[StopPlan, ...]
    runs: tuple[RunPlan, ...]


class NoticePlan(Frozen):
    kind: NoticeKind
    title: Short
    sender: Short
    audiences: tuple[str, ...]
    days_ago: Annotated[int, Field(ge=0)]
    at: Clock
    expires_in_days: Annotated[int, Field(ge=1)]
    body: str


class Notices(Frozen):
    notices: tuple[NoticePlan, ...]


class WeatherPlan(Frozen):
    area: Id
    sky: Literal["sun", "cloud", "rain", "snow"]
    now: Short
    temperature: int
    tomorrow: Short


class Weathers(Frozen):
    weather: tuple[WeatherPlan, ...]


class StaffPlan(Frozen):
    """`key` is the name in `logins.json`."""

    key: Id
    role: Id
    login: Id
    name: Short
    area: Id | None = None


class Staffs(Frozen):
    staff: tuple[StaffPlan, ...]


class Village(Frozen):
    """All of it."""

    areas: tuple[AreaPlan, ...]
    households: tuple[HouseholdPlan, ...]
    bus: Bus
    notices: tuple[NoticePlan, ...]
    weather: tuple[WeatherPlan, ...]
    living: LivingRules
    staff: tuple[StaffPlan, ...]


Plan = TypeVar("Plan", bound=Frozen)


def read_village(folder: Path) -> Village:
    """Read `assets/village`. Raises Broken."""
    return Village(
        areas=_read(folder / "areas.toml", Areas).areas,
        households=_read(folder / "households.toml", Households).households,
        bus=_read(folder / "bus.toml", Bus),
        notices=_read(folder / "notices.toml", Notices).notices,
        weather=_read(folder / "weather.toml", Weathers).weather,
        living=_read(folder / "living.toml", LivingRules),
        staff=_read(folder / "staff.toml", Staffs).staff,
    )


def _read(file: Path, plan: type[Plan]) -> Plan:
    try:
        return plan.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise Broken(f"{file}: {error}") from error
