"""The composition root: puts the city together, and starts and stops it in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from starlette.responses import Response

from city_server import consoles
from city_server.alert_reach import AlertReach
from city_server.alerts import Alerts
from city_server.box_api.api import PREFIX, box_app
from city_server.box_api.problems import install_around
from city_server.boxes import Boxes
from city_server.bus_service import BusService
from city_server.calls import Calls
from city_server.check_ins import CheckIns
from city_server.city import City
from city_server.clock import CityClock, Clock
from city_server.commands import Commands
from city_server.database import Database
from city_server.enrolment import Enrolment
from city_server.forgetting import forget
from city_server.history import open_history
from city_server.households import Households
from city_server.housekeeping import Housekeeping
from city_server.hub import Hub
from city_server.keys import load_or_make
from city_server.living import Living
from city_server.manifest import Manifests
from city_server.media.media import Media
from city_server.media.shelf import Shelf
from city_server.media.workshop import Workshop
from city_server.migrate import migrate
from city_server.notices import Notices
from city_server.photos import Photos
from city_server.rides import Rides
from city_server.seed import seed_once
from city_server.settings import Settings, private
from city_server.sync import Sync
from city_server.tidying import sweep, tidy
from typeset.words import Words
from wire.signing import public_key

HEAR_SECONDS = 5.0
"""How long a start waits for the other processes' wake-ups; without them boxes poll."""


def create_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """Open the city's database and return what serves it. Raises Broken."""
    city = open_city(settings, clock or CityClock(settings.offset))
    house = housekeeping(city)
    app = FastAPI(title="Minato Channel", openapi_url=None, lifespan=_lifespan(city, house))
    app.state.city = city

    @app.get("/healthz")
    def healthz() -> Response:
        city.households.areas()
        return Response("ok\n", media_type="text/plain")

    app.mount(PREFIX, box_app(city))
    install_around(app, city.words, PREFIX)
    for router in consoles.routers(city):
        app.include_router(router)
    return app


def housekeeping(city: City) -> Housekeeping:
    """Name what a city does by itself."""
    return Housekeeping(
        city.clock,
        often=(city.alerts.drop_expired,),
        daily=(
            city.bus.refresh,
            city.living.refresh,
            city.notices.drop_expired,
            city.media.tidy,
            lambda: tidy(city.database, city.clock),
            lambda: sweep(city.database, city.clock),
            lambda: forget(city.database, city.clock),
        ),
        leads=city.database.leads,
    )


def open_city(settings: Settings, clock: Clock) -> City:
    """Put the services together over a database that is there and up to date."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.database:
        private(settings.data / "city.db")  # what SQLite keeps beside it takes its mode
    words = Words.load(settings.assets / "strings", "ja")
    database = Database(settings.database_url)
    with database.alone():
        migrate(database)
        open_history(database, clock, settings.data / "life", restored=settings.restored)
        if settings.sample:
            seed_once(database, clock, settings)
    key = load_or_make(settings.data / "alert_key")
    boxes = Boxes(database, clock)
    rides = Rides(database, clock, words)
    alerts = Alerts(database, clock, words, key)
    hub = Hub(clock, alerts.signed)
    database.listen(hub.on_commit)
    return City(
        settings=settings,
        clock=clock,
        words=words,
        database=database,
        hub=hub,
        boxes=boxes,
        sync=Sync(database, clock, boxes),
        commands=Commands(database, clock, words, rides),
        enrolment=Enrolment(database, clock, (public_key(key.id, key.private),)),
        households=Households(database, clock),
        notices=Notices(database, clock, words),
        alerts=alerts,
        alert_reach=AlertReach(database, clock),
        check_ins=CheckIns(database, clock),
        calls=Calls(database, clock, words),
        bus=BusService(database, clock),
        rides=rides,
        manifests=Manifests(database),
        living=Living(database, clock),
        media=Media(database, clock, Shelf(settings.data / "media"), Workshop()),
        photos=Photos(database, clock),
    )


def _lifespan(city: City, house: Housekeeping) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Start what runs by itself, and stop it in reverse."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        city.hub.start()
        city.database.hear()
        await asyncio.to_thread(city.database.hears, HEAR_SECONDS)
        await asyncio.to_thread(house.step)
        tasks = [asyncio.create_task(house.run()), asyncio.create_task(city.hub.beat())]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        city.hub.close()
        city.database.close()

    return lifespan
