"""What has changed for a box since its cursor, at a cost that depends on what is new."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from city_server.audiences import epoch_for
from city_server.boxes import Boxes
from city_server.clock import Clock
from city_server.database import Database
from city_server.speaker import Speaker
from city_server.tables import Head, Item
from wire.sync import PAGE_SIZE, Change, Cursor, Op, SyncPage, Wake

PAGE_CHARACTERS = 200_000
"""A page ends after this much content, so that a thin line gets through page by page."""

_HEAD = select(Head.epoch, Head.seq, Head.floor).where(Head.id == 1)
_NEWER = (
    select(Item.seq, Item.kind, Item.key, Item.v, Item.body)
    .where(
        Item.audience.in_(bindparam("audiences", expanding=True)),
        Item.seq > bindparam("after"),
        Item.seq <= bindparam("head"),
    )
    .order_by(Item.seq)
    .limit(PAGE_SIZE + 1)
)
# Built once: every box asks them all day.

ItemRow = Row[tuple[int, str, str, int, dict[str, Any] | None]]


@dataclass(frozen=True)
class Sync:
    """Serves the mirrored items.

    Numbers commit in their order (see `Writing.draw_number`), so everything up to the head that a
    page has read is there to be seen: no box can pass a change that commits later.
    """

    database: Database
    clock: Clock
    boxes: Boxes

    def page(self, speaker: Speaker, cursor_text: str, began: int | None = None) -> SyncPage:
        """Return what comes after the cursor, or page one of everything. Raises Unreadable.

        `began` says that the box is in the middle of loading everything, which it began when that was
        the head: it holds nothing of it yet, and every delete since then lies ahead of it.
        """
        cursor = Cursor.parse(cursor_text) if cursor_text else None
        with self.database.reading() as session:
            head = session.execute(_HEAD).one()
            epoch = epoch_for(head.epoch, speaker.audiences)
            start = 0 if cursor is None else cursor.seq
            known = start if began is None else began
            reset = cursor is None or cursor.epoch != epoch or max(start, known) > head.seq
            reset = reset or known < head.floor
            start = 0 if reset else start
            items = _items(session, speaker, start, head.seq)
        if reset or began is None:
            self.boxes.applied(speaker, start)
        taken = _fitting(items)
        more = len(taken) < len(items)
        return SyncPage(
            epoch=epoch,
            from_seq=start,
            to_seq=taken[-1].seq if more else head.seq,
            head=head.seq,
            more=more,
            reset=reset,
            changes=tuple(_change(item) for item in taken if not (reset and item.body is None)),
            server_time=self.clock.now(),
        )

    def wake(self, speaker: Speaker) -> Wake:
        """Say where the history stands for this box."""
        with self.database.reading() as session:
            head = session.execute(_HEAD).one()
        return Wake(
            epoch=epoch_for(head.epoch, speaker.audiences), head=head.seq, server_time=self.clock.now()
        )


def _items(session: Session, speaker: Speaker, after: int, head: int) -> Sequence[ItemRow]:
    asked = {"audiences": speaker.audiences, "after": after, "head": head}
    return session.execute(_NEWER, asked).all()


def _fitting(items: Sequence[ItemRow]) -> list[ItemRow]:
    room = PAGE_CHARACTERS
    taken: list[ItemRow] = []
    for item in items[:PAGE_SIZE]:
        room -= len(json.dumps(item.body, ensure_ascii=False))
        if taken and room < 0:
            break
        taken.append(item)
    return taken


def _change(item: ItemRow) -> Change:
    op = Op.DELETE if item.body is None else Op.PUT
    return Change(seq=item.seq, kind=item.kind, key=item.key, v=item.v, op=op, body=item.body)
