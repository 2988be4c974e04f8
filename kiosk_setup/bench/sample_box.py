"""A box's folder with the sample household in it, as the agent would have filled it."""

import json
from datetime import timedelta
from pathlib import Path

from kiosk_setup.sample_home import sample
from offline_cache.clock import FLOOR, BoxClock
from offline_cache.content import Content
from offline_cache.outbox import Outbox
from offline_cache.snapshot import Line, Snapshot
from wire.base import Frozen
from wire.content import KINDS, Household
from wire.sync import Change, Op, SyncPage

_EPOCH = "bench"
_KIND_OF = {model: kind for kind, model in KINDS.items()}


def fill(folder: Path) -> Snapshot:
    """Write the sample morning into a folder, and let the box's clock stand at that morning.

    Returns what the face will know, so that a peer can show the same words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    snapshot = sample.snapshot(sample.Situation.MORNING)
    household = snapshot.household
    assert household is not None  # noqa: S101 - the sample morning has one
    content = Content.open(folder, sample.NOW)
    outbox = Outbox.open(folder, sample.NOW)
    try:
        outbox.identity.enrol("bench", "bench", household.id, ())
        outbox.identity.belongs_to(household.id, household.area)
        content.apply(_page(_things(snapshot, household)))
        content.state.keep_reading(BoxClock(FLOOR).learn(sample.NOW))
        content.state.keep_line(Line(connected=True, as_of=sample.NOW + timedelta(minutes=4)))
    finally:
        content.close()
        outbox.close()
    return snapshot


def _things(snapshot: Snapshot, household: Household) -> list[Frozen]:
    things: list[Frozen] = [household, *snapshot.notices, *snapshot.living]
    things += [thing for thing in (snapshot.bus, snapshot.weather) if thing is not None]
    return things


def _page(things: list[Frozen]) -> SyncPage:
    changes = tuple(
        Change(
            seq=number,
            kind=_KIND_OF[type(thing)],
            key=str(getattr(thing, "id", _KIND_OF[type(thing)])),
            op=Op.PUT,
            body=json.loads(thing.model_dump_json()),
        )
        for number, thing in enumerate(things, 1)
    )
    return SyncPage(
        epoch=_EPOCH,
        from_seq=0,
        to_seq=len(changes),
        head=len(changes),
        more=False,
        reset=True,
        changes=changes,
        server_time=sample.NOW,
    )
