"""What the office has set for the bus, kept as one row of `settings`."""

from datetime import date, time
from itertools import pairwise

from pydantic import Field
from sqlalchemy.orm import Session

from city_server.domain.minutes import minutes_of
from city_server.domain.planner import Call, Run
from city_server.domain.service_days import ServiceRules
from city_server.errors import Broken
from city_server.tables import Run as RunRow
from city_server.tables import Setting, Vehicle
from wire.base import Clock, Frozen, Short
from wire.content import Phone

NAME = "bus"


class BusSettings(Frozen):
    """Rules and figures of the bus. `weekdays`: Monday is 0."""

    deadline_time: Clock = "17:00"
    deadline_days_before: int = Field(1, ge=0, le=7)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    closed: dict[date, Short] = Field(default_factory=dict)
    weekday_closed_because: Short
    days_ahead: int = Field(14, ge=1, le=60)
    near_minutes: int = Field(90, ge=0, le=600)
    window_minutes: int = Field(10, ge=1, le=60)
    fare_yen: int = Field(ge=0)
    max_party: int = Field(ge=1, le=8)
    times: tuple[Clock, ...]
    phone: Phone

    @property
    def rules(self) -> ServiceRules:
        """Return the part the planner needs."""
        return ServiceRules(
            deadline_time=time.fromisoformat(self.deadline_time),
            deadline_days_before=self.deadline_days_before,
            weekdays=frozenset(self.weekdays),
            closed=self.closed,
            weekday_closed_because=self.weekday_closed_because,
            days_ahead=self.days_ahead,
            near_minutes=self.near_minutes,
            window_minutes=self.window_minutes,
            max_party=self.max_party,
        )


def read_bus_settings(session: Session) -> BusSettings | None:
    """Return what is set; None in a city that has no bus."""
    row = session.get(Setting, NAME)
    return None if row is None else BusSettings.model_validate(row.value)


def read_runs(session: Session) -> tuple[Run, ...]:
    """Return all runs, with their vehicles' seats and bays and times of day."""
    vehicles = {vehicle.id: vehicle for vehicle in session.query(Vehicle)}
    return tuple(_run(row, vehicles) for row in session.query(RunRow).order_by(RunRow.id))


def _run(row: RunRow, vehicles: dict[str, Vehicle]) -> Run:
    start = minutes_of(row.start)
    calls = tuple(Call(stop, start + after) for stop, after in row.calls)
    if any(later.minute <= earlier.minute for earlier, later in pairwise(calls)):
        raise Broken(f"run {row.id}: its times do not rise")
    vehicle = vehicles[row.vehicle]
    return Run(row.id, vehicle.id, vehicle.seats, calls, vehicle.bays)
