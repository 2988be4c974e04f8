"""くらし: pages of living information, whose rubbish days follow the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from city_server.audiences import EVERYONE
from city_server.changes import publish, withdraw
from city_server.clock import Clock, today
from city_server.database import Database
from city_server.tables import Setting
from wire.base import Frozen, Id, Short
from wire.content import LivingLine, LivingPage

NAME = "living"


class LineRule(Frozen):
    """A line; with `weekdays` (Monday is 0) it carries the next such day, today included."""

    label: Short
    text: Short
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = ()


class PageRule(Frozen):
    id: Id
    title: Short
    lines: tuple[LineRule, ...]


class LivingRules(Frozen):
    pages: tuple[PageRule, ...]


def next_day(weekdays: tuple[int, ...], first: date) -> date | None:
    """Return the first of these weekdays from `first` on; None for no weekday."""
    days = (first + timedelta(days=ahead) for ahead in range(7))
    return next((day for day in days if day.weekday() in weekdays), None)


@dataclass(frozen=True)
class Living:
    """Keeps the pages as the rules and the day say."""

    database: Database
    clock: Clock

    def refresh(self) -> None:
        """Publish the pages for today; without a change nobody is woken."""
        with self.database.writing() as writing:
            row = writing.session.get(Setting, NAME)
            if row is None:
                return
            now, first = self.clock.now(), today(self.clock)
            for page in LivingRules.model_validate(row.value).pages:
                publish(writing, now, EVERYONE, page.id, _page(page, first))

    def rules(self) -> LivingRules:
        """Return what is set."""
        with self.database.reading() as session:
            row = session.get(Setting, NAME)
        return LivingRules(pages=()) if row is None else LivingRules.model_validate(row.value)

    def change(self, rules: LivingRules) -> None:
        """Keep new pages; those that are gone are withdrawn."""
        gone = {page.id for page in self.rules().pages} - {page.id for page in rules.pages}
        with self.database.writing() as writing:
            row = writing.session.get(Setting, NAME)
            if row is None:
                row = Setting(name=NAME)
                writing.session.add(row)
            row.value = rules.model_dump(mode="json")
            for page in sorted(gone):
                withdraw(writing, self.clock.now(), EVERYONE, "living", page)
        self.refresh()


def _page(page: PageRule, first: date) -> LivingPage:
    lines = tuple(
        LivingLine(label=line.label, text=line.text, day=next_day(line.weekdays, first))
        for line in page.lines
    )
    return LivingPage(id=page.id, title=page.title, lines=lines)
