"""The consoles' stream: pokes that say what changed, never the content itself."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from city_server.hub import Hub
from city_server.permissions import Permission, Role
from city_server.staff import Person
from city_server.web_shell.door import Door
from city_server.web_shell.headers import guard
from city_server.web_shell.visit import Visit


def topics_of(person: Person, areas: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a person is told of; a commissioner hears of the own area alone."""
    calls = tuple(f"calls:{area}" for area in areas)
    match person.role:
        case Role.OFFICE:
            return ("notices", "alerts", "boxes", *calls)
        case Role.COMMISSIONER:
            return (f"check_ins:{person.area}", f"calls:{person.area}")
        case Role.TECHNICIAN:
            return ("boxes",)
        case Role.BUS_DESK:
            return ("rides", *calls)


class Pokes(Response):
    """Subscribes when it is sent, on the loop that serves the streams."""

    def __init__(self, hub: Hub, topics: tuple[str, ...], since: str) -> None:
        super().__init__()
        self._hub = hub
        self._topics = topics
        self._since = since

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stay open until the browser leaves or the city stops."""
        stream = guard(self._hub.console_events(self._topics, self._since))
        await stream(scope, receive, send)


def _open(visit: Visit) -> Response:
    areas = tuple(area.id for area in visit.city.households.areas())
    return Pokes(visit.city.hub, topics_of(visit.who, areas), visit.query.get("since", ""))


DOORS = (Door("GET", "/stream", Permission.ENTER, _open),)
