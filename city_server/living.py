"""くらし: pages of living information that the office edits, and whose days follow the calendar."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.changes import publish, withdraw
from city_server.clock import Clock, today
from city_server.database import Database, Writing
from city_server.domain.living_days import DayRule
from city_server.errors import NotFound
from city_server.tables import Item, LivingRow
from wire.base import Frozen, Id, Short
from wire.content import MAX_NOTICE_CHARACTERS, LivingKind, LivingLine, LivingPage, OpenHours

TOPIC = "living"
AHEAD = 28
"""Days of a calendar that boxes know beforehand: they may be without a line for weeks."""
MAX_DATED = 40
_KIND = "living"


class LineRule(Frozen):
    """A line; in a calendar it stands for every day its rule names (see `domain.living_days`)."""

    label: Short
    text: Short
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = ()
    weeks: tuple[Annotated[int, Field(ge=1, le=5)], ...] = ()
    days: tuple[date, ...] = ()
    not_on: tuple[date, ...] = ()
    hours: Annotated[tuple[OpenHours, ...], Field(max_length=7)] = ()
    phone: Short | None = None


class PageRule(Frozen):
    id: Id
    title: Short
    kind: LivingKind = LivingKind.LIST
    lines: Annotated[tuple[LineRule, ...], Field(max_length=60)] = ()
    body: Annotated[str, Field(max_length=MAX_NOTICE_CHARACTERS)] = ""


class LivingRules(Frozen):
    pages: tuple[PageRule, ...]


@dataclass(frozen=True)
class LivingSheet:
    """A page as the office sees it; `audiences` are `all` or `area:<id>`."""

    rule: PageRule
    audiences: tuple[str, ...]
    published: bool
    changed_at: datetime


def page_of(rule: PageRule, position: int, changed_at: datetime, first: date) -> LivingPage:
    """Say what boxes show of a page from a day on."""
    return LivingPage(
        id=rule.id,
        title=rule.title,
        lines=_dated(rule, first) if rule.kind is LivingKind.CALENDAR else tuple(map(_line, rule.lines)),
        kind=rule.kind,
        body=rule.body,
        order=position,
        changed_at=changed_at,
    )


def _dated(rule: PageRule, first: date) -> tuple[LivingLine, ...]:
    lines = [
        LivingLine(label=line.label, text=line.text, day=day)
        for line in rule.lines
        for day in DayRule(line.weekdays, line.weeks, line.days, line.not_on).within(first, AHEAD)
    ]
    return tuple(sorted(lines, key=lambda line: line.day or first)[:MAX_DATED])


def _line(line: LineRule) -> LivingLine:
    return LivingLine(label=line.label, text=line.text, hours=line.hours, phone=line.phone)


@dataclass(frozen=True)
class Living:
    """Keeps the pages as the office and the day say."""

    database: Database
    clock: Clock

    def refresh(self) -> None:
        """Publish the pages for today; without a change nobody is woken."""
        with self.database.writing() as writing:
            self._publish(writing)

    def list(self) -> tuple[LivingSheet, ...]:
        """List all pages in their order, published or not."""
        with self.database.reading() as session:
            return tuple(_sheet(row) for row in _rows(session))

    def get(self, page: str) -> LivingSheet:
        """Return one page. Raises NotFound."""
        with self.database.reading() as session:
            return _sheet(_row(session, page))

    def save(self, rule: PageRule, audiences: tuple[str, ...], staff: int | None) -> None:
        """Keep a page, new or changed; a new one is not shown before it is published."""
        now = self.clock.now()
        with self.database.writing() as writing:
            row = writing.session.get(LivingRow, rule.id)
            if row is None:
                last = max((row.position for row in _rows(writing.session)), default=0)
                row = LivingRow(id=rule.id, position=last + 1, published=False)
                writing.session.add(row)
            row.body, row.audiences = rule.model_dump(mode="json"), list(audiences)
            row.changed_at, row.changed_by = now, staff
            audit.note(writing, now, staff, "living_changed", rule.id)
            self._publish(writing)

    def show(self, page: str, staff: int | None, *, published: bool) -> None:
        """Put a page on the TVs, or take it off them. Raises NotFound."""
        now = self.clock.now()
        with self.database.writing() as writing:
            row = _row(writing.session, page)
            row.published = published
            audit.note(writing, now, staff, "living_shown" if published else "living_withdrawn", page)
            self._publish(writing)

    def move_up(self, page: str, staff: int | None) -> None:
        """Let a page change places with the one before it. Raises NotFound."""
        now = self.clock.now()
        with self.database.writing() as writing:
            row = _row(writing.session, page)
            before = [other for other in _rows(writing.session) if other.position < row.position]
            if not before:
                return
            row.position, before[-1].position = before[-1].position, row.position
            audit.note(writing, now, staff, "living_moved", page)
            self._publish(writing)

    def _publish(self, writing: Writing) -> None:
        """Make what boxes mirror what the rows say: shown to their audiences, and to nobody else."""
        now, first = self.clock.now(), today(self.clock)
        writing.session.flush()
        wanted: set[tuple[str, str]] = set()
        for row in _rows(writing.session):
            if row.published:
                item = page_of(PageRule.model_validate(row.body), row.position, row.changed_at, first)
                wanted |= {(row.id, audience) for audience in row.audiences}
                for audience in row.audiences:
                    publish(writing, now, audience, row.id, item)
        for known in writing.session.scalars(select(Item).where(Item.kind == _KIND)).all():
            if (known.key, known.audience) not in wanted:
                withdraw(writing, now, known.audience, _KIND, known.key)
        writing.topics.add(TOPIC)


def new_page_id() -> str:
    """Name a page that the office begins."""
    return f"living-{secrets.token_hex(6)}"


def _rows(session: Session) -> list[LivingRow]:
    return list(session.scalars(select(LivingRow).order_by(LivingRow.position)))


def _row(session: Session, page: str) -> LivingRow:
    row = session.get(LivingRow, page)
    if row is None:
        raise NotFound(f"living page {page}")
    return row


def _sheet(row: LivingRow) -> LivingSheet:
    return LivingSheet(PageRule.model_validate(row.body), tuple(row.audiences), row.published, row.changed_at)
