"""The sign-in page, and the way out."""

from starlette.responses import Response

from city_server import staff
from city_server.errors import Locked
from city_server.permissions import HOMES, Permission
from city_server.web_shell import session
from city_server.web_shell.door import Door
from city_server.web_shell.visit import Visit


def _show(visit: Visit) -> Response:
    if visit.person is not None:
        return visit.go(HOMES[visit.person.role])
    page = visit.page("login.html", trouble=None, login="", left="left" in visit.query)
    return session.before(page, visit)


def _enter(visit: Visit) -> Response:
    """Open a session, or say the same words for an unknown login and a wrong password."""
    login, password = visit.typed("user"), visit.form.get("password", "")
    now = visit.city.clock.now()
    try:
        opened = staff.sign_in(visit.city.database, now, login, str(password), visit.address)
    except staff.WrongPassword:
        return _again(visit, 401, visit.words("shell.login.wrong"))
    except Locked as locked:
        minutes = visit.minutes_until(locked.until)
        return _again(visit, 429, visit.words("shell.login.locked", minutes=minutes))
    return session.begin(visit.go(HOMES[opened.person.role]), visit, opened.token)


def _again(visit: Visit, status: int, trouble: str) -> Response:
    page = visit.page("login.html", status, trouble=trouble, login=visit.typed("user"), left=False)
    return session.before(page, visit)


def _leave(visit: Visit) -> Response:
    return session.end(visit.go("/login", left="1"), visit)


def _root(visit: Visit) -> Response:
    return visit.go(HOMES[visit.who.role])


DOORS = (
    Door("GET", "/login", Permission.ANYONE, _show),
    Door("POST", "/login", Permission.ANYONE, _enter),
    Door("POST", "/logout", Permission.ENTER, _leave),
    Door("GET", "/", Permission.ENTER, _root),
)
