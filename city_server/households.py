"""Households, areas and sections: listed for every console, changed by the office."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.audiences import of_household
from city_server.changes import publish
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.errors import NotFound
from city_server.tables import Area, Box, Household, Section
from wire.content import Household as HouseholdItem


@dataclass(frozen=True)
class SectionView:
    id: str
    name: str


@dataclass(frozen=True)
class AreaView:
    """An area with its sections and how many households it has."""

    id: str
    name: str
    kana: str
    sections: tuple[SectionView, ...]
    households: int


@dataclass(frozen=True)
class HouseholdView:
    """A household with what only staff know; `item` is what its box shows."""

    id: str
    name: str
    area: str
    section: str
    address: str
    phone: str
    item: HouseholdItem


@dataclass(frozen=True)
class Households:
    """The city's homes."""

    database: Database
    clock: Clock

    def areas(self) -> tuple[AreaView, ...]:
        """List all areas in the order of their reading."""
        with self.database.reading() as session:
            areas = session.scalars(select(Area).order_by(Area.kana)).all()
            sections = session.scalars(select(Section).order_by(Section.id)).all()
            homes = list(session.scalars(select(Household.area)))
        return tuple(
            AreaView(
                id=area.id,
                name=area.name,
                kana=area.kana,
                sections=tuple(SectionView(row.id, row.name) for row in sections if row.area == area.id),
                households=homes.count(area.id),
            )
            for area in areas
        )

    def list(self, area: str | None = None) -> tuple[HouseholdView, ...]:
        """List households by id, of one area or of all."""
        wanted = select(Household).order_by(Household.id)
        if area is not None:
            wanted = wanted.where(Household.area == area)
        with self.database.reading() as session:
            return tuple(_view(row) for row in session.scalars(wanted))

    def get(self, household: str) -> HouseholdView:
        """Return one. Raises NotFound."""
        with self.database.reading() as session:
            return _view(_row(session, household))

    def show(self, item: HouseholdItem, section: str, staff: int | None) -> None:
        """Keep what the household's box shows, and move it when its section is another. Raises NotFound."""
        now = self.clock.now()
        with self.database.writing() as writing:
            row = _row(writing.session, item.id)
            home = writing.session.get(Section, section)
            if home is None:
                raise NotFound(f"section {section}")
            area = writing.session.get_one(Area, home.area)
            shown = item.model_copy(
                update={"area": area.id, "area_name": area.name, "section_name": home.name}
            )
            row.section, row.area, row.name = home.id, area.id, item.name
            row.body = shown.model_dump(mode="json")
            publish(writing, now, of_household(row.id), row.id, shown)
            audit.note(writing, now, staff, "household_changed", row.id)
            _close_streams(writing, row.id)

    def ask(
        self, household: str, resident: str, check_in_by: str | None, staff: int | None, *, medicine: bool
    ) -> None:
        """Keep what a household wished to be asked on its TV, and by which hour. Raises NotFound."""
        home = self.get(household)
        residents = tuple(
            one.model_copy(update={"medicine": medicine}) if one.id == resident else one
            for one in home.item.residents
        )
        wished = home.item.model_copy(update={"residents": residents, "check_in_by": check_in_by})
        self.show(wished, home.section, staff)


def _close_streams(writing: Writing, household: str) -> None:
    """A box that may now belong to other audiences opens its stream again."""
    writing.dropped_boxes.update(writing.session.scalars(select(Box.id).where(Box.household == household)))


def _row(session: Session, household: str) -> Household:
    row = session.get(Household, household)
    if row is None:
        raise NotFound(f"household {household}")
    return row


def _view(row: Household) -> HouseholdView:
    return HouseholdView(
        id=row.id,
        name=row.name,
        area=row.area,
        section=row.section,
        address=row.address,
        phone=row.phone,
        item=HouseholdItem.model_validate(row.body),
    )
