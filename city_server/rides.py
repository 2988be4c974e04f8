"""Rides: asked for by a household, given only with a seat, cancelled by either side."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.audiences import of_household
from city_server.bus_settings import BusSettings, read_bus_settings, read_runs
from city_server.changes import publish
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.domain.minutes import clock_of, moment_of
from city_server.domain.other_days import answer as plan_or_later
from city_server.domain.planner import Booked, No, Offer, Seat, plan
from city_server.errors import Conflict, NotFound, Refused
from city_server.tables import Household, RideRow, Vehicle
from city_server.trips import fitted, trip_of
from typeset.words import Words
from wire.commands import RideRequest
from wire.content import Ride, RideOffer, RideState

TOPIC = "rides"


@dataclass(frozen=True)
class Rides:
    """The book of rides. Seats are looked up and taken in one transaction, alone."""

    database: Database
    clock: Clock
    words: Words

    def ask(self, writing: Writing, household: str, name: str, asked: RideRequest) -> Ride:
        """Answer a request in this transaction: the ride, given or refused with words, is published."""
        settings = read_bus_settings(writing.session)
        if settings is None:
            raise Refused(self.words("city.ride.no_bus"))
        asked = asked.model_copy(update={"trip": trip_of(writing.session, household, asked)})
        answer = self._planned(writing.session, household, asked, settings)
        ride = self._answered(writing.session, name, asked, answer, settings)
        taken = answer if isinstance(answer, Seat) else None
        row = RideRow(
            id=name,
            household=household,
            day=asked.day,
            run=taken.run.id if taken else None,
            board_call=taken.board if taken else None,
            alight_call=taken.alight if taken else None,
            party=asked.party,
            wheelchair=asked.wheelchair,
            asked_at=self.clock.now(),
        )
        writing.session.add(row)
        self._publish(writing, row, ride)
        return ride

    def _planned(
        self, session: Session, household: str, asked: RideRequest, settings: BusSettings
    ) -> Seat | No:
        """Plan it; what belongs to a trip that has a seat stays on its day and fits that seat."""
        wish, bound = fitted(session, household, asked)
        runs, rules, now = read_runs(session), settings.rules, self.clock.now()
        if bound:
            return plan(wish, runs, _booked(session, wish.day), rules, now)
        return plan_or_later(wish, runs, lambda day: _booked(session, day), rules, now)

    def cancel(self, writing: Writing, household: str, ride_id: str) -> None:
        """Give a household's seat back, in this transaction. Raises Refused."""
        row = writing.session.get(RideRow, ride_id)
        if row is None or row.household != household:
            raise Refused(self.words("city.ride.unknown"))
        ride = Ride.model_validate(row.body)
        if ride.state is not RideState.GIVEN:
            raise Refused(self.words("city.ride.not_given"))
        if ride.board_from is not None and ride.board_from <= self.clock.now():
            raise Refused(self.words("city.ride.left"))
        self._publish(writing, row, ride.model_copy(update={"state": RideState.CANCELLED}))

    def cancel_by_desk(self, ride_id: str, reason: str, staff: int) -> Ride:
        """Take a given seat back with words for the household. Raises NotFound, Conflict."""
        with self.database.writing() as writing:
            row = writing.session.get(RideRow, ride_id)
            if row is None:
                raise NotFound(f"ride {ride_id}")
            ride = Ride.model_validate(row.body)
            if ride.state is not RideState.GIVEN:
                raise Conflict(self.words("city.ride.not_given"))
            told = {"state": RideState.CANCELLED, "reason": reason.strip()[:200] or None}
            ride = ride.model_copy(update=told)
            self._publish(writing, row, ride)
            audit.note(writing, self.clock.now(), staff, "ride_cancelled", ride_id)
        return ride

    def book_by_desk(self, household: str, name: str, asked: RideRequest, staff: int) -> Ride:
        """Ask for a household that telephoned; the answer is the same as on the TV. Raises NotFound."""
        with self.database.writing() as writing:
            if writing.session.get(Household, household) is None:
                raise NotFound(f"household {household}")
            ride = self.ask(writing, household, name, asked)
            audit.note(writing, self.clock.now(), staff, "ride_booked", name)
        return ride

    def _answered(
        self, session: Session, name: str, asked: RideRequest, answer: Seat | No, settings: BusSettings
    ) -> Ride:
        ride = Ride(
            id=name,
            state=RideState.REFUSED,
            day=asked.day,
            from_stop=asked.from_stop,
            to_stop=asked.to_stop,
            hoped_for=asked.hoped_for,
            party=asked.party,
            aim=asked.aim,
            wheelchair=asked.wheelchair,
            trip=asked.trip,
            homeward=asked.homeward,
            home_later=asked.home_later,
        )
        if isinstance(answer, No):
            return ride.model_copy(
                update={
                    "reason": self.words(f"city.ride.{answer.why}"),
                    "alternatives": _same_day_times(asked.day, answer),
                    "offers": tuple(_offer(offer, settings) for offer in answer.offers),
                }
            )
        return ride.model_copy(
            update={
                "state": RideState.GIVEN,
                **_times(asked.day, answer, settings.window_minutes),
                "vehicle": session.get_one(Vehicle, answer.run.vehicle).name,
            }
        )

    def _publish(self, writing: Writing, row: RideRow, ride: Ride) -> None:
        row.state, row.body = ride.state.value, ride.model_dump(mode="json")
        publish(writing, self.clock.now(), of_household(row.household), ride.id, ride)
        writing.topics.add(TOPIC)


def _same_day_times(day: date, refusal: No) -> tuple[str, ...]:
    return tuple(sorted(clock_of(offer.leaves) for offer in refusal.offers if offer.day == day))


def _offer(offer: Offer, settings: BusSettings) -> RideOffer:
    return RideOffer(
        day=offer.day,
        board_at=clock_of(offer.leaves),
        arrive_by=clock_of(offer.arrives + settings.window_minutes),
    )


def _times(day: date, seat: Seat, window_minutes: int) -> dict[str, datetime]:
    board, window = moment_of(day, seat.leaves), timedelta(minutes=window_minutes)
    arrive = moment_of(day, seat.arrives) + window
    return {"board_from": board, "board_until": board + window, "arrive_by": arrive}


def _booked(session: Session, day: date) -> tuple[Booked, ...]:
    given = select(RideRow).where(RideRow.day == day, RideRow.state == RideState.GIVEN.value)
    return tuple(
        Booked(row.run, row.board_call, row.alight_call, row.party, row.wheelchair)
        for row in session.scalars(given)
        if row.run is not None and row.board_call is not None and row.alight_call is not None
    )
