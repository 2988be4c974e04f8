"""乗務表: who boards and alights where on a day, per vehicle, in the order the driver drives."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server.bus_settings import read_runs
from city_server.database import Database
from city_server.domain.minutes import clock_of
from city_server.domain.planner import Run
from city_server.errors import NotFound
from city_server.tables import Household, RideRow, StopRow, Vehicle
from wire.content import Ride, RideState


@dataclass(frozen=True)
class Party:
    """One given ride as the driver needs it; with `wheelchair` one of the party sits in one."""

    ride: str
    household: str
    household_name: str
    phone: str
    party: int
    from_stop: str
    to_stop: str
    wheelchair: bool
    homeward: bool


@dataclass(frozen=True)
class CallView:
    """The vehicle at a stop (names, not ids); `aboard` is how many ride on from here, chairs included."""

    stop: str
    time: str
    boarding: tuple[Party, ...]
    alighting: tuple[Party, ...]
    aboard: int
    chairs: int
    """How many of them sit in wheelchairs."""


@dataclass(frozen=True)
class RunView:
    """One run; without riders it need not be driven."""

    id: str
    calls: tuple[CallView, ...]
    riders: int


@dataclass(frozen=True)
class VehicleDay:
    id: str
    name: str
    seats: int
    bays: int
    runs: tuple[RunView, ...]


@dataclass(frozen=True)
class RideView:
    """One request and its answer, for the desk's list."""

    ride: Ride
    household: str
    household_name: str
    phone: str
    from_name: str
    to_name: str
    asked_at: datetime


@dataclass(frozen=True)
class Manifests:
    """Reads the book of rides as the driver and the desk want it."""

    database: Database

    def of_day(self, day: date) -> tuple[VehicleDay, ...]:
        """Return each vehicle's runs of a day, also those nobody rides, in the order of the day."""
        with self.database.reading() as session:
            stops = _stop_names(session)
            runs = sorted(read_runs(session), key=lambda run: run.calls[0].minute)
            given = _given(session, day, stops)
            vehicles = session.scalars(select(Vehicle).order_by(Vehicle.id)).all()
        return tuple(
            VehicleDay(
                id=vehicle.id,
                name=vehicle.name,
                seats=vehicle.seats,
                bays=vehicle.bays,
                runs=tuple(
                    _run_view(run, given.get(run.id, []), stops) for run in runs if run.vehicle == vehicle.id
                ),
            )
            for vehicle in vehicles
        )

    def requests(self, day: date) -> tuple[RideView, ...]:
        """List every request for a day, refused and cancelled ones too, oldest first."""
        wanted = (
            select(RideRow, Household)
            .join(Household, Household.id == RideRow.household)
            .where(RideRow.day == day)
            .order_by(RideRow.asked_at, RideRow.id)
        )
        with self.database.reading() as session:
            stops = _stop_names(session)
            found = session.execute(wanted).all()
        return tuple(_ride_view(row, household, stops) for row, household in found)

    def trip(self, ride: str) -> tuple[RideView, ...]:
        """Return a request with all of its trip, the way out first. Raises NotFound."""
        with self.database.reading() as session:
            row = session.get(RideRow, ride)
            if row is None:
                raise NotFound(f"ride {ride}")
            home, stops = session.get_one(Household, row.household), _stop_names(session)
            rows = session.scalars(select(RideRow).where(RideRow.household == row.household)).all()
            views = [_ride_view(one, home, stops) for one in rows]
        wanted = next(_whole(view) for view in views if view.ride.id == ride)
        found = [view for view in views if _whole(view) == wanted]
        return tuple(
            sorted(found, key=lambda view: (view.ride.id != ride, view.ride.homeward, view.asked_at))
        )


def _whole(view: RideView) -> str:
    return view.ride.trip or view.ride.id


def _ride_view(row: RideRow, household: Household, stops: dict[str, str]) -> RideView:
    ride = Ride.model_validate(row.body)
    return RideView(
        ride=ride,
        household=household.id,
        household_name=household.name,
        phone=household.phone,
        from_name=stops.get(ride.from_stop, ride.from_stop),
        to_name=stops.get(ride.to_stop, ride.to_stop),
        asked_at=row.asked_at,
    )


def _stop_names(session: Session) -> dict[str, str]:
    return {stop.id: stop.name for stop in session.scalars(select(StopRow))}


Given = list[tuple[int, int, Party]]
"""Position of boarding, position of alighting, who."""


def _given(session: Session, day: date, stops: dict[str, str]) -> dict[str, Given]:
    wanted = (
        select(RideRow, Household)
        .join(Household, Household.id == RideRow.household)
        .where(RideRow.day == day, RideRow.state == RideState.GIVEN.value)
        .order_by(RideRow.asked_at, RideRow.id)
    )
    given: dict[str, Given] = {}
    for row, household in session.execute(wanted):
        if row.run is None or row.board_call is None or row.alight_call is None:
            continue
        view = _ride_view(row, household, stops)
        who = Party(
            ride=row.id,
            household=household.id,
            household_name=household.name,
            phone=household.phone,
            party=row.party,
            from_stop=view.from_name,
            to_stop=view.to_name,
            wheelchair=row.wheelchair,
            homeward=view.ride.homeward,
        )
        given.setdefault(row.run, []).append((row.board_call, row.alight_call, who))
    return given


def _run_view(run: Run, given: Given, stops: dict[str, str]) -> RunView:
    return RunView(
        id=run.id,
        calls=tuple(_call_view(run, at, given, stops) for at in range(len(run.calls))),
        riders=sum(who.party for _, _, who in given),
    )


def _call_view(run: Run, at: int, given: Given, stops: dict[str, str]) -> CallView:
    call = run.calls[at]
    return CallView(
        stop=stops.get(call.stop, call.stop),
        time=clock_of(call.minute),
        boarding=tuple(who for board, _, who in given if board == at),
        alighting=tuple(who for _, alight, who in given if alight == at),
        aboard=sum(who.party for board, alight, who in given if board <= at < alight),
        chairs=sum(who.wheelchair for board, alight, who in given if board <= at < alight),
    )
