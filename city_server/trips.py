"""Out and home are one trip: which requests belong together, and what one seat means for the other."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server.domain.minutes import minutes_of
from city_server.domain.planner import Wish
from city_server.tables import RideRow
from wire.commands import RideRequest
from wire.content import Ride, RideState


def trip_of(session: Session, household: str, asked: RideRequest) -> str | None:
    """Return the trip a request belongs to; None for one that names nothing of this household's."""
    if asked.trip is None:
        return None
    row = session.get(RideRow, asked.trip)
    if row is None or row.household != household:
        return None
    return Ride.model_validate(row.body).trip or row.id


def fitted(session: Session, household: str, asked: RideRequest) -> tuple[Wish, bool]:
    """Put a request as the planner's wish; True when a seat of its trip on that day binds it."""
    wish = Wish(
        asked.day,
        asked.from_stop,
        asked.to_stop,
        minutes_of(asked.hoped_for),
        asked.party,
        asked.aim,
        wheelchair=asked.wheelchair,
        homeward=asked.homeward,
    )
    others = tuple(_other_way(session, household, asked))
    if not others:
        return wish, False
    if asked.homeward:
        return replace(wish, not_before=max(_arrival(ride) for ride in others)), True
    return replace(wish, not_after=min(_boarding(ride) for ride in others)), True


def _other_way(session: Session, household: str, asked: RideRequest) -> Iterable[Ride]:
    """Yield the given rides of the same trip and day that go the other way."""
    if asked.trip is None:
        return
    given = select(RideRow).where(
        RideRow.household == household, RideRow.day == asked.day, RideRow.state == RideState.GIVEN.value
    )
    for row in session.scalars(given):
        ride = Ride.model_validate(row.body)
        if asked.trip in {ride.id, ride.trip} and ride.homeward != asked.homeward:
            yield ride


def _arrival(ride: Ride) -> int:
    """Minute of the day by which it has arrived as promised."""
    at = ride.arrive_by
    return 0 if at is None else at.hour * 60 + at.minute


def _boarding(ride: Ride) -> int:
    at = ride.board_from
    return 24 * 60 if at is None else at.hour * 60 + at.minute
