"""The two doors that stand open to a box that belongs to nobody yet."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from city_server.box_api.describe import refusing
from city_server.box_api.reading import CLAIM
from city_server.box_api.routes import answered
from city_server.city import City
from wire.enrolment import EnrolmentAnswer, EnrolmentOffer


def router(city: City) -> APIRouter:
    """Return the routes of enrolment."""
    api = APIRouter(prefix="/enrolments")

    @api.post(
        "",
        response_model=EnrolmentOffer,
        summary="A code to show, and a claim to ask with",
        responses=refusing(429, 503),
    )
    def offer(request: Request) -> Response:
        address = request.client.host if request.client is not None else "unknown"
        return answered(city.enrolment.offer(address))

    @api.post(
        "/ask", response_model=EnrolmentAnswer, summary="How the request stands", responses=refusing(401, 503)
    )
    def ask(claim: Annotated[str, Depends(CLAIM)]) -> Response:
        return answered(city.enrolment.ask(claim))

    return api
