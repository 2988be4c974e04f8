"""The box that is speaking, and for which household: all a request of a box may act for."""

from dataclasses import dataclass

from city_server import audiences


@dataclass(frozen=True)
class Speaker:
    """An authenticated box and where it stands."""

    box: str
    household: str
    area: str
    section: str

    @property
    def audiences(self) -> tuple[str, ...]:
        """What it mirrors; the order is fixed."""
        return (
            audiences.EVERYONE,
            audiences.of_area(self.area),
            audiences.of_section(self.section),
            audiences.of_household(self.household),
        )
