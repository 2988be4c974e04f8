"""The office's pages of くらし: written with the TV's page in view, put in order, shown and taken off."""

from typing import Any

from starlette.responses import Response

from city_server.audiences import EVERYONE
from city_server.clock import today
from city_server.living import LivingSheet, PageRule, page_of
from city_server.office.living_form import BLANK_LINES, COLUMNS, TypedPage, as_typed, read, typed
from city_server.office.notices import where
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.visit import Visit
from wire.content import LivingKind

_LISTED = "/office/living"


def _show_list(visit: Visit) -> Response:
    names = {f"area:{area.id}": area.name for area in visit.city.households.areas()}
    sheets = visit.city.living.list()
    return visit.page(
        "office/living.html",
        sheets=[(sheet, where(visit, sheet.audiences, names)) for sheet in sheets],
        kinds=list(LivingKind),
    )


def _new(visit: Visit) -> Response:
    kind = visit.query.get("kind", "")
    known = LivingKind(kind) if kind in set(LivingKind) else LivingKind.TEXT
    return _form(visit, TypedPage("", "", known, (), "", (EVERYONE,)))


def _edit(visit: Visit) -> Response:
    sheet = visit.city.living.get(visit.path["page"])
    return _form(visit, as_typed(sheet), sheet=sheet)


def _form(
    visit: Visit,
    page: TypedPage,
    faults: dict[str, str] | None = None,
    status: int = 200,
    sheet: LivingSheet | None = None,
) -> Response:
    columns = COLUMNS[page.kind]
    blank = tuple(dict.fromkeys(columns, "") for _ in range(BLANK_LINES))
    return visit.page(
        "office/living_form.html",
        status,
        typed=page,
        lines=(*page.lines, *blank),
        columns=columns,
        areas=visit.city.households.areas(),
        faults=faults or {},
        sheet=sheet,
        **_preview_of(visit, page),
    )


def _preview(visit: Visit) -> Response:
    return visit.page("office/living_preview.html", **_preview_of(visit, typed(visit)))


def _preview_of(visit: Visit, page: TypedPage) -> dict[str, Any]:
    """Show the page as the TV would today; what cannot be read yet is said beside it."""
    rule, _, faults = read(page, visit)
    shown = None if rule is None else _as_shown(visit, rule)
    texts = visit.desk.tv.of(page.title, page.body) if page.kind is LivingKind.TEXT and page.body else ()
    return {"shown": shown, "texts": texts, "preview_faults": faults}


def _as_shown(visit: Visit, rule: PageRule) -> Any:
    return page_of(rule, 0, visit.city.clock.now(), today(visit.city.clock))


def _save(visit: Visit) -> Response:
    page = typed(visit)
    rule, audiences, faults = read(page, visit)
    if rule is None:
        return _form(visit, page, faults, 422)
    if page.id:
        visit.city.living.get(page.id)
    visit.city.living.save(rule, audiences, visit.who.id)
    return visit.go(_LISTED, said="living_saved")


def _show(visit: Visit) -> Response:
    visit.city.living.show(visit.path["page"], visit.who.id, published=True)
    return visit.go(_LISTED, said="living_shown")


def _withdraw(visit: Visit) -> Response:
    visit.city.living.show(visit.path["page"], visit.who.id, published=False)
    return visit.go(_LISTED, said="living_withdrawn")


def _up(visit: Visit) -> Response:
    visit.city.living.move_up(visit.path["page"], visit.who.id)
    return visit.go(_LISTED)


DOORS = (
    Door("GET", "/office/living", Permission.LIVING, _show_list),
    Door("POST", "/office/living", Permission.LIVING, _save),
    Door("GET", "/office/living/new", Permission.LIVING, _new),
    Door("POST", "/office/living/preview", Permission.LIVING, _preview),
    Door("GET", "/office/living/{page}", Permission.LIVING, _edit),
    Door("POST", "/office/living/{page}/show", Permission.LIVING, _show),
    Door("POST", "/office/living/{page}/withdraw", Permission.LIVING, _withdraw),
    Door("POST", "/office/living/{page}/up", Permission.LIVING, _up),
)
