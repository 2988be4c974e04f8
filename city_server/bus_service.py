"""Shows every box what it must know to ask for a ride: stops, days with deadlines, times."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from city_server.audiences import EVERYONE
from city_server.bus_settings import BusSettings, read_bus_settings
from city_server.changes import publish
from city_server.clock import Clock, today
from city_server.database import Database
from city_server.tables import Item, Setting, StopRow, Vehicle
from wire.content import BusService as BusItem
from wire.content import ServiceDay, Stop

KEY = "bus"


@dataclass(frozen=True)
class BusService:
    """Keeps the `bus` item as the settings and the day say."""

    database: Database
    clock: Clock

    def refresh(self) -> None:
        """Publish stops, days and times again; without a change nobody is woken."""
        with self.database.writing() as writing:
            settings = read_bus_settings(writing.session)
            if settings is None:
                return
            stops = writing.session.scalars(select(StopRow).order_by(StopRow.kana)).all()
            item = BusItem(
                stops=tuple(Stop(id=stop.id, name=stop.name, kana=stop.kana) for stop in stops),
                days=self._days(settings),
                times=settings.times,
                fare_yen=settings.fare_yen,
                max_party=settings.max_party,
                phone=settings.phone,
                wheelchairs=any(writing.session.scalars(select(Vehicle.bays))),
            )
            publish(writing, self.clock.now(), EVERYONE, KEY, item)

    def shown(self) -> BusItem | None:
        """Return what every box shows now; None in a city that has no bus."""
        with self.database.reading() as session:
            item = session.get(Item, ("bus", KEY, EVERYONE))
        return None if item is None or item.body is None else BusItem.model_validate(item.body)

    def settings(self) -> BusSettings | None:
        """Return what is set; None in a city that has no bus."""
        with self.database.reading() as session:
            return read_bus_settings(session)

    def change(self, settings: BusSettings) -> None:
        """Keep new settings and show them to every box."""
        with self.database.writing() as writing:
            row = writing.session.get(Setting, KEY)
            if row is None:
                row = Setting(name=KEY)
                writing.session.add(row)
            row.value = settings.model_dump(mode="json")
            writing.topics.add("rides")
        self.refresh()

    def _days(self, settings: BusSettings) -> tuple[ServiceDay, ...]:
        rules, first = settings.rules, today(self.clock)
        days = (first + timedelta(days=ahead) for ahead in range(1, rules.days_ahead + 1))
        return tuple(
            ServiceDay(
                day=day,
                open=rules.closed_because(day) is None,
                deadline=rules.deadline(day),
                closed_because=rules.closed_because(day),
            )
            for day in days
        )
