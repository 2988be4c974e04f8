"""Gives a seat back."""

from city_server.database import Writing
from city_server.handlers.said import Said
from city_server.rides import Rides
from wire.commands import RideCancel


def handle(writing: Writing, said: Said, cancel: RideCancel, rides: Rides) -> None:
    """Cancel the household's own ride. Raises Refused."""
    rides.cancel(writing, said.speaker.household, cancel.ride)
