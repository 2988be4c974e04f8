"""The technician's pages: give a box to a household, see which boxes are ill, take one back."""

from starlette.responses import Response

from city_server.boxes import BoxRow
from city_server.errors import CodeUnknown, Locked, NotFound
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import NotHere
from city_server.web_shell.visit import Visit
from wire.enrolment import CODE_LENGTH, ungrouped


def _show(visit: Visit) -> Response:
    return _page(visit, {})


def _page(visit: Visit, faults: dict[str, str], status: int = 200) -> Response:
    boxes = visit.city.boxes.rows()
    names = {area.id: area.name for area in visit.city.households.areas()}
    households = visit.city.households.list()
    return visit.page(
        "technician/boxes.html",
        status,
        working=[box for box in boxes if box.revoked_at is None],
        revoked=[box for box in boxes if box.revoked_at is not None],
        households=households,
        with_box={box.household for box in boxes if box.revoked_at is None},
        area_names=names,
        faults=faults,
        code=visit.typed("code"),
        chosen=visit.typed("household"),
        enrolled=_enrolled(visit, boxes),
    )


def _enrolled(visit: Visit, boxes: tuple[BoxRow, ...]) -> str | None:
    """Say which household the box of `?enrolled=` now belongs to; it is listed once it fetched its token."""
    wanted = visit.query.get("enrolled")
    if wanted is None:
        return None
    home = next((box.household_name for box in boxes if box.id == wanted), None)
    if home is None:
        return visit.words("technician.enrol.done_soon", box=wanted)
    return visit.words("technician.enrol.done", box=wanted, home=home)


def _enrol(visit: Visit) -> Response:
    code, household = visit.typed("code"), visit.typed("household")
    faults = {}
    if len(ungrouped(code)) != CODE_LENGTH:
        faults["code"] = visit.words("technician.enrol.code_shape", letters=CODE_LENGTH)
    if not household:
        faults["household"] = visit.words("technician.enrol.no_household")
    if faults:
        return _page(visit, faults, 422)
    try:
        box = visit.city.enrolment.accept(code, household, visit.who.id)
    except CodeUnknown:
        return _page(visit, {"code": visit.words("technician.enrol.code_unknown")}, 422)
    except NotFound:
        return _page(visit, {"household": visit.words("technician.enrol.no_household")}, 422)
    except Locked as locked:
        minutes = visit.minutes_until(locked.until)
        return _page(visit, {"code": visit.words("technician.enrol.locked", minutes=minutes)}, 429)
    return visit.go("/technician", enrolled=box)


def _ask_revoke(visit: Visit) -> Response:
    return visit.page("technician/revoke.html", box=_working(visit))


def _revoke(visit: Visit) -> Response:
    visit.city.boxes.revoke(_working(visit).id, visit.who.id)
    return visit.go("/technician", said="box_revoked")


def _working(visit: Visit) -> BoxRow:
    for box in visit.city.boxes.rows():
        if box.id == visit.path["box"] and box.revoked_at is None:
            return box
    raise NotHere


DOORS = (
    Door("GET", "/technician", Permission.BOXES, _show),
    Door("POST", "/technician/enrol", Permission.BOXES, _enrol),
    Door("GET", "/technician/boxes/{box}/revoke", Permission.BOXES, _ask_revoke),
    Door("POST", "/technician/boxes/{box}/revoke", Permission.BOXES, _revoke),
)
