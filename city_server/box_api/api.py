"""The box API as one application, mounted at `/box/v1`."""

from fastapi import FastAPI

from city_server.box_api import enrolment_routes, routes, time_routes
from city_server.box_api.describe import describe
from city_server.box_api.problems import install
from city_server.city import City

PREFIX = "/box/v1"


def box_app(city: City) -> FastAPI:
    """Put the routes together; its description is at `/box/v1/openapi.json`."""
    app = FastAPI(title="Minato Channel box API", version="1", docs_url=None, redoc_url=None)
    install(app, city.words)
    app.include_router(enrolment_routes.router(city))
    app.include_router(time_routes.router(city))
    app.include_router(routes.router(city))
    describe(app, PREFIX)
    return app
