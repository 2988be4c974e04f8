"""What time it is: told to anybody, over any line, and signed with the key that boxes know."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from city_server.box_api.describe import refusing
from city_server.box_api.routes import answered
from city_server.city import City
from wire.clock_time import NONCE, CityTime, SignedTime
from wire.signing import sign_time


def router(city: City) -> APIRouter:
    """Return the one route; a box that cannot check a certificate cannot show a token safely either."""
    api = APIRouter()
    key = city.alerts.key

    @api.get(
        "/time",
        response_model=SignedTime,
        summary="What time it is, signed together with the question's nonce",
        responses=refusing(400),
    )
    def time(nonce: Annotated[str, Query(pattern=NONCE)]) -> Response:
        return answered(sign_time(CityTime(nonce=nonce, at=city.clock.now()), key.id, key.private))

    return api
