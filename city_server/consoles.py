"""The consoles of the city, each for the people it is named after."""

from pathlib import Path

from fastapi import APIRouter

from city_server.bus_desk import booking as bus_booking
from city_server.bus_desk import routes as bus_desk
from city_server.city import City
from city_server.commissioner import routes as commissioner
from city_server.office import alerts as office_alerts
from city_server.office import files as office_files
from city_server.office import home as office_home
from city_server.office import households as office_households
from city_server.office import living as office_living
from city_server.office import notices as office_notices
from city_server.office import photos as office_photos
from city_server.technician import routes as technician
from city_server.web_shell import sign_in, stream
from city_server.web_shell.desk import Desk
from city_server.web_shell.door import NOWHERE, Door, hang

STATIC = Path(__file__).resolve().parent / "static"
DOORS: tuple[Door, ...] = (
    *sign_in.DOORS,
    *stream.DOORS,
    *office_home.DOORS,
    *office_households.DOORS,
    *office_notices.DOORS,
    *office_files.DOORS,
    *office_living.DOORS,
    *office_photos.DOORS,
    *office_alerts.DOORS,
    *commissioner.DOORS,
    *technician.DOORS,
    *bus_booking.DOORS,
    *bus_desk.DOORS,
)
"""Every page and action of every console, each with the permission it asks for."""


def routers(city: City) -> list[APIRouter]:
    """Return what is mounted beside the box API. Raises `Broken` when the static files were never built."""
    desk = Desk.set_up(city, STATIC)
    return [APIRouter(routes=[*hang(DOORS, desk), desk.static.route(), *hang((NOWHERE,), desk)])]
