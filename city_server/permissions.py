"""Who may do what in the consoles: the one table of roles and permissions."""

from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a member of staff is here for; one role each."""

    OFFICE = "office"
    COMMISSIONER = "commissioner"
    TECHNICIAN = "technician"
    BUS_DESK = "bus_desk"


class Permission(StrEnum):
    """What a page or an action of the consoles asks for. Every route names exactly one."""

    ANYONE = "anyone"
    """Needs no sign-in: the sign-in page itself."""
    ENTER = "enter"
    """Needs a sign-in and nothing more: home, signing out."""
    NOTICES = "notices"
    LIVING = "living"
    """Pages of くらし, and photos of the village."""
    ALERTS = "alerts"
    HOUSEHOLDS = "households"
    """What a household needs in a disaster, and its shelter; each look is written down."""
    OFFICE_CALLS = "office_calls"
    RESIDENTS_OF_OWN_AREA = "residents_of_own_area"
    """Health data: the handler also holds to the person's area and writes the look down."""
    BOXES = "boxes"
    RIDES = "rides"


GRANTS = MappingProxyType(
    {
        Role.OFFICE: frozenset(
            {
                Permission.ENTER,
                Permission.NOTICES,
                Permission.LIVING,
                Permission.ALERTS,
                Permission.HOUSEHOLDS,
                Permission.OFFICE_CALLS,
            }
        ),
        Role.COMMISSIONER: frozenset({Permission.ENTER, Permission.RESIDENTS_OF_OWN_AREA}),
        Role.TECHNICIAN: frozenset({Permission.ENTER, Permission.BOXES}),
        Role.BUS_DESK: frozenset({Permission.ENTER, Permission.RIDES}),
    }
)

HOMES = MappingProxyType(
    {
        Role.OFFICE: "/office",
        Role.COMMISSIONER: "/commissioner",
        Role.TECHNICIAN: "/technician",
        Role.BUS_DESK: "/bus-desk",
    }
)
"""Where each role lands after signing in."""


def may(role: Role | None, permission: Permission) -> bool:
    """Tell whether somebody of this role (None: not signed in) may pass."""
    if permission is Permission.ANYONE:
        return True
    return role is not None and permission in GRANTS[role]
