"""What the office types of an alert, read and checked field by field before anything is read back."""

from datetime import timedelta

from city_server.domain.alerts import AlertDraft
from city_server.web_shell.visit import Visit
from wire.alerts import AlertStatus

LINE = 24
"""Characters a line of an alert may have."""
TITLE = 16
LEVELS = ("5", "4", "3", "2", "1", "0")
"""0 is an alert that has no level."""
HOURS = (1, 3, 6, 12, 24, 48)
FIELDS = ("status", "level", "title", "headline1", "headline2", "advice1", "advice2", "advice3", "to_shelter")
NARROW = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
"""Full-width figures as people may type them."""


def draft_of(visit: Visit) -> tuple[AlertDraft, dict[str, str]]:
    """Read the form: the alert it describes, and for each field what is wrong with it."""
    level, hours, status = visit.typed("level"), visit.typed("hours"), visit.typed("status")
    known = {area.id for area in visit.city.households.areas()}
    areas = tuple(area for area in visit.ticked("area") if area in known)
    draft = AlertDraft(
        status=AlertStatus(status) if status in set(AlertStatus) else AlertStatus.DRILL,
        level=int(level) if level in LEVELS[:-1] else None,
        title=visit.typed("title"),
        headline=_lines(visit, "headline1", "headline2"),
        advice=_lines(visit, "advice1", "advice2", "advice3"),
        to_shelter=visit.typed("to_shelter") == "yes",
        areas=areas,
        sender=visit.typed("sender"),
        expires_at=visit.city.clock.now() + timedelta(hours=int(hours) if hours in map(str, HOURS) else 6),
    )
    faults = _faults(visit, draft)
    if status not in set(AlertStatus):
        faults["status"] = visit.words("office.alert.bad_status")
    if level not in LEVELS:
        faults["level"] = visit.words("office.alert.bad_level")
    if hours not in map(str, HOURS):
        faults["hours"] = visit.words("office.alert.bad_hours")
    return draft, faults


def _lines(visit: Visit, *names: str) -> tuple[str, ...]:
    return tuple(line for name in names if (line := visit.typed(name)))


def _faults(visit: Visit, draft: AlertDraft) -> dict[str, str]:
    """Say what the city would refuse, field by field, before anything is read back."""
    faults = {}
    if not 1 <= len(draft.title) <= TITLE:
        faults["title"] = visit.words("office.alert.bad_title", most=TITLE)
    if not draft.headline:
        faults["headline1"] = visit.words("office.alert.no_headline")
    for name in ("headline1", "headline2", "advice1", "advice2", "advice3"):
        if len(visit.typed(name)) > LINE:
            faults[name] = visit.words("office.alert.long_line", most=LINE)
    if not draft.areas:
        faults["areas"] = visit.words("office.alert.no_area")
    if not 1 <= len(draft.sender) <= 80:
        faults["sender"] = visit.words("office.alert.bad_sender")
    if draft.level == 5 and draft.to_shelter:
        faults["to_shelter"] = visit.words("office.alert.five_stays")
    return faults
