"""乗車の申し込み: the planner answers at once; a refusal is published too, with other times to ride."""

from city_server.database import Writing
from city_server.handlers.said import Said
from city_server.rides import Rides
from wire.commands import RideRequest
from wire.content import RideState


def handle(writing: Writing, said: Said, request: RideRequest, rides: Rides) -> str | None:
    """Answer the request; returns the words of a refusal, whose ride stays to be read."""
    ride = rides.ask(writing, said.speaker.household, said.name, request)
    return ride.reason if ride.state is RideState.REFUSED else None
