"""The form of a page of くらし: what was typed, read into a page or into words about what is wrong."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from city_server.audiences import EVERYONE, of_area
from city_server.clock import today
from city_server.domain.living_days import read_days, read_weekdays, write_days, write_weekdays
from city_server.domain.opening_hours import read_hours, write_hours
from city_server.domain.texts import cleaned, one_line
from city_server.living import LineRule, LivingSheet, PageRule, new_page_id
from city_server.web_shell.visit import Visit
from typeset.words import Words
from wire.content import MAX_NOTICE_CHARACTERS, LivingKind

MAX_TEXT = 80
BLANK_LINES = 3
COLUMNS = {
    LivingKind.CALENDAR: ("label", "weekdays", "text", "days", "not_on"),
    LivingKind.LIST: ("label", "text", "hours", "phone"),
    LivingKind.CONTACT: ("label", "text"),
    LivingKind.TEXT: (),
}
"""What a line of each kind of page asks for."""
_ALL = ("label", "text", "weekdays", "days", "not_on", "hours", "phone")


@dataclass(frozen=True)
class TypedPage:
    """The form as it was typed; `lines` hold a text for each column."""

    id: str
    title: str
    kind: LivingKind
    lines: tuple[dict[str, str], ...]
    body: str
    areas: tuple[str, ...]


def typed(visit: Visit) -> TypedPage:
    """Take what stands in the form."""
    kind = visit.typed("kind")
    known = LivingKind(kind) if kind in set(LivingKind) else LivingKind.TEXT
    columns = COLUMNS[known]
    rows = zip_longest(*(visit.ticked(f"line_{column}") for column in columns), fillvalue="")
    return TypedPage(
        id=visit.typed("id"),
        title=visit.typed("title"),
        kind=known,
        lines=tuple(dict(zip(columns, map(str.strip, row), strict=True)) for row in rows),
        body=visit.typed("body"),
        areas=visit.ticked("area"),
    )


def as_typed(sheet: LivingSheet) -> TypedPage:
    """Write a page into the form."""
    return TypedPage(
        id=sheet.rule.id,
        title=sheet.rule.title,
        kind=sheet.rule.kind,
        lines=tuple(_written(line) for line in sheet.rule.lines),
        body=sheet.rule.body.strip(),
        areas=tuple(audience.removeprefix("area:") for audience in sheet.audiences),
    )


def _written(line: LineRule) -> dict[str, str]:
    return {
        "label": line.label,
        "text": line.text,
        "weekdays": write_weekdays(line.weekdays, line.weeks),
        "days": write_days(line.days),
        "not_on": write_days(line.not_on),
        "hours": write_hours(line.hours),
        "phone": line.phone or "",
    }


def read(page: TypedPage, visit: Visit) -> tuple[PageRule | None, tuple[str, ...], dict[str, str]]:
    """Return the page, its audiences, and for each field what is wrong; with faults there is no page."""
    words = visit.words
    faults: dict[str, str] = {}
    title = one_line(page.title)
    if not title or len(title) > MAX_TEXT:
        faults["title"] = words("office.living.bad_title", most=MAX_TEXT)
    audiences = (EVERYONE,) if EVERYONE in page.areas else tuple(of_area(area) for area in page.areas)
    known = {of_area(area.id) for area in visit.city.households.areas()} | {EVERYONE}
    if not audiences or not known.issuperset(audiences):
        faults["areas"] = words("city.notice.no_audience")
    body = cleaned(page.body)
    if page.kind is LivingKind.TEXT and not 0 < len(body) <= MAX_NOTICE_CHARACTERS:
        faults["body"] = words("office.living.bad_body", most=MAX_NOTICE_CHARACTERS)
    lines = _lines(page, today(visit.city.clock), words, faults)
    if page.kind is not LivingKind.TEXT and not lines and not faults:
        faults["lines"] = words("office.living.no_lines")
    if faults:
        return None, audiences, faults
    rule = PageRule(id=page.id or new_page_id(), title=title, kind=page.kind, lines=lines, body=body)
    return rule, audiences, {}


def _lines(page: TypedPage, first: date, words: Words, faults: dict[str, str]) -> tuple[LineRule, ...]:
    found = []
    for number, cells in enumerate(page.lines, start=1):
        if not any(cells.values()):
            continue
        line = _line({**dict.fromkeys(_ALL, ""), **cells}, first)
        if isinstance(line, LineRule):
            found.append(line)
        else:
            faults[f"line-{number}"] = words(f"office.living.bad_{line}", n=number)
    return tuple(found)


def _line(cells: dict[str, str], first: date) -> LineRule | str:
    """Read one line, or name the column that cannot be read."""
    label, text, phone = (one_line(cells[name]) for name in ("label", "text", "phone"))
    if not 0 < len(label) <= MAX_TEXT or not 0 < len(text) <= MAX_TEXT or len(phone) > MAX_TEXT:
        return "label"
    weekdays = read_weekdays(cells["weekdays"]) if cells["weekdays"] else ((), ())
    if weekdays is None:
        return "weekdays"
    days, not_on = read_days(cells["days"], first), read_days(cells["not_on"], first)
    if days is None or not_on is None:
        return "days"
    hours = read_hours(cells["hours"])
    if hours is None or len(hours) > 7:
        return "hours"
    return LineRule(
        label=label,
        text=text,
        weekdays=weekdays[0],
        weeks=weekdays[1],
        days=days,
        not_on=not_on,
        hours=hours,
        phone=phone or None,
    )
