"""The pages that stand in the line at the top, for each role."""

from city_server.permissions import HOMES, Role

_PAGES: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.OFFICE: (
        ("/office", "office.nav.home"),
        ("/office/notices", "office.nav.notices"),
        ("/office/living", "office.nav.living"),
        ("/office/photos", "office.nav.photos"),
        ("/office/alerts", "office.nav.alerts"),
        ("/office/calls", "office.nav.calls"),
        ("/office/households", "office.nav.households"),
    ),
    Role.COMMISSIONER: (("/commissioner", "commissioner.nav.today"),),
    Role.TECHNICIAN: (("/technician", "technician.nav.boxes"),),
    Role.BUS_DESK: (("/bus-desk", "bus_desk.nav.day"),),
}


def pages_of(role: Role) -> tuple[tuple[str, str], ...]:
    """Return the paths, each with the key of its name."""
    return _PAGES[role]


def here(url: str, role: Role) -> str | None:
    """Return which of them a page belongs to."""
    paths = [path for path, _ in _PAGES[role] if url == path or url.startswith(f"{path}/")]
    longest = max(paths, key=len, default=None)
    return None if longest == HOMES[role] and url != longest else longest
