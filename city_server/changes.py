"""Publishing: what boxes mirror is written, numbered and committed together with what caused it."""

from datetime import datetime

from city_server.database import Writing
from city_server.tables import Item
from wire.base import Frozen
from wire.content import KINDS

_KIND_OF: dict[type[Frozen], str] = {model: kind for kind, model in KINDS.items()}


def publish(writing: Writing, now: datetime, audience: str, key: str, item: Frozen) -> int:
    """Show `item` under `key` to an audience, in this transaction; returns its number.

    An item that is already there just so keeps its number and wakes nobody.
    """
    kind, body = _KIND_OF[type(item)], item.model_dump(mode="json")
    known = writing.session.get(Item, (kind, key, audience))
    if known is not None and known.body == body:
        return known.seq
    seq = writing.draw_number()
    if known is None:
        known = Item(kind=kind, key=key, audience=audience, v=1)
        writing.session.add(known)
    known.seq, known.body, known.changed_at = seq, body, now
    writing.session.flush()
    writing.audiences.add(audience)
    return seq


def withdraw(writing: Writing, now: datetime, audience: str, kind: str, key: str) -> bool:
    """Leave a tombstone where an item was; False when there is nothing to withdraw."""
    known = writing.session.get(Item, (kind, key, audience))
    if known is None or known.body is None:
        return False
    known.seq, known.body, known.changed_at = writing.draw_number(), None, now
    writing.session.flush()
    writing.audiences.add(audience)
    return True
