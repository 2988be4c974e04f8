"""Roles over every route: each names a permission, and nobody reaches another role's page."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Served
from console_browser import Console
from sqlalchemy import select
from starlette.routing import BaseRoute, Route

from city_server.app import create_app
from city_server.clock import HandClock
from city_server.consoles import DOORS, routers
from city_server.permissions import GRANTS, HOMES, Permission, Role, may
from city_server.settings import Settings
from city_server.tables import AuditEntry
from city_server.web_shell.door import OpenDoor
from city_server.web_shell.static import Static

SignIn = Callable[[str], Console]
LOGINS = {
    Role.OFFICE: "office",
    Role.COMMISSIONER: "commissioner",
    Role.TECHNICIAN: "technician",
    Role.BUS_DESK: "bus_desk",
}


@pytest.fixture
def sign_in(served: Served, folder: Path) -> SignIn:
    logins = json.loads((folder / "logins.json").read_text())

    def enter(who: str) -> Console:
        console = Console(f"http://127.0.0.1:{served.port}")
        assert console.sign_in(logins[who]).status_code == 200
        return console

    return enter


def test_every_route_of_the_consoles_names_its_permission(served: Served) -> None:
    routes: list[BaseRoute] = [route for router in routers(served.city) for route in router.routes]
    bare = [
        route
        for route in routes
        if not (isinstance(route, Route) and isinstance(route.endpoint, OpenDoor))
        and not (isinstance(route, Route) and isinstance(getattr(route.endpoint, "__self__", None), Static))
    ]
    assert len(routes) > 30
    assert bare == []
    assert all(isinstance(door.needs, Permission) for door in DOORS)


def test_only_the_sign_in_page_needs_no_sign_in() -> None:
    assert {door.path for door in DOORS if door.needs is Permission.ANYONE} == {"/login"}


@pytest.mark.parametrize("address", ["/office/nosuch", "/nosuch", "/technician/enrol"])
def test_an_address_that_is_none_says_so_in_words(served: Served, address: str) -> None:
    answer = Console(f"http://127.0.0.1:{served.port}").open(address)
    assert answer.status_code == 404
    assert "<html" in answer.text
    assert "Not Found" not in answer.text


def test_nothing_of_the_city_is_served_beside_boxes_and_consoles(folder: Path, clock: HandClock) -> None:
    app = create_app(Settings(data=folder), clock)
    own = {getattr(route, "path", None) for route in app.routes} - {None}
    app.state.city.database.close()
    assert own == {"/healthz", "/box/v1"}


def test_the_table_grants_each_permission_to_somebody_and_health_to_one_role_alone() -> None:
    granted = {permission for permissions in GRANTS.values() for permission in permissions}
    assert granted | {Permission.ANYONE} == set(Permission)
    health = [role for role in Role if Permission.RESIDENTS_OF_OWN_AREA in GRANTS[role]]
    assert health == [Role.COMMISSIONER]
    assert not any(may(None, permission) for permission in Permission if permission != Permission.ANYONE)


def test_without_a_sign_in_every_page_leads_to_the_sign_in(served: Served) -> None:
    console = Console(f"http://127.0.0.1:{served.port}")
    for door in DOORS:
        if door.needs is not Permission.ANYONE:
            answer = console.http.request(
                door.method, console.base + door.path, timeout=10, allow_redirects=False
            )
            assert (answer.status_code, answer.headers["location"]) == (303, "/login"), door


@pytest.mark.parametrize("role", list(Role))
def test_another_roles_page_is_refused_in_words_and_written_down(
    sign_in: SignIn, served: Served, role: Role
) -> None:
    console = sign_in(LOGINS[role])
    foreign = [door for door in DOORS if not may(role, door.needs)]
    assert len(foreign) > 10
    for door in foreign:
        answer = console.http.request(door.method, console.base + door.path, timeout=10)
        assert answer.status_code == 403, door
        assert "このページは ひらけません" in answer.text
    with served.city.database.reading() as session:
        refused = session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "refused")).all()
    assert sorted(refused) == sorted(f"{door.method} {door.path}" for door in foreign)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_lands_on_its_own_home(sign_in: SignIn, role: Role) -> None:
    assert sign_in(LOGINS[role]).open("/").url.endswith(HOMES[role])


@pytest.mark.parametrize("role", list(Role))
def test_an_action_without_the_forms_token_is_refused(sign_in: SignIn, role: Role) -> None:
    console = sign_in(LOGINS[role])
    for door in DOORS:
        if door.method == "POST" and may(role, door.needs):
            for csrf in ({}, {"csrf": ""}, {"csrf": "x" * 43}, {"csrf": "ö"}):
                answer = console.http.post(console.base + door.path, data=csrf, timeout=10)
                assert answer.status_code == 403, door
                assert "もう一度 おためしください" in answer.text
    assert console.open("/").status_code == 200  # still signed in: /logout was refused too


def test_one_sessions_token_opens_no_other_session(sign_in: SignIn) -> None:
    mine, other = sign_in("office"), sign_in("office")
    stolen = mine.token("/office/notices/new")
    assert other.http.post(other.base + "/logout", data={"csrf": stolen}, timeout=10).status_code == 403


def test_every_answer_guards_the_browser(sign_in: SignIn) -> None:
    console = sign_in("commissioner")
    for path in ("/commissioner", "/office", "/login", "/static/console.js", "/static/nothing"):
        headers = console.open(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        if path == "/commissioner":
            assert headers["cache-control"] == "no-store"
