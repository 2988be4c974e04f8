"""Whatever the box's own clock says, the same content stands on the screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cache_village import NOW, alert, check_in, household, notice

from offline_cache.alert_store import AlertStore, Dropped, Reception
from offline_cache.clock import BoxClock, Reading, boot_id, boot_seconds
from offline_cache.content import Content
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox
from offline_cache.snapshot import Snapshot
from wire.alerts import AlertList
from wire.base import TOKYO
from wire.signing import new_private_key, public_key, sign_alerts
from wire.sync import Change, Op, SyncPage

FLOOR = NOW - timedelta(days=20)
WRONG = {
    "at the start of time": datetime(1970, 1, 1, tzinfo=UTC),
    "in 2000": datetime(2000, 1, 1, tzinfo=UTC),
    "after 32 bits": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    "in 2107": datetime(2107, 2, 7, tzinfo=UTC),
    "a day back": NOW - timedelta(days=1),
    "an hour on": NOW + timedelta(hours=1),
}


@dataclass
class Wall:
    """The machine's own clock, wrong."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment.astimezone(TOKYO)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A box that holds a household, a notice, one that runs out in a day, and an alert."""
    private = new_private_key()
    content, outbox = Content.open(tmp_path, NOW), Outbox.open(tmp_path, NOW)
    outbox.identity.enrol("box-1", "token", "h-1", [public_key("k1", private)])
    outbox.identity.belongs_to("h-1", "a-1")
    soon = notice(2).model_copy(update={"expires_at": NOW + timedelta(hours=12)})
    things = [("household", "h-1", household()), ("notice", "n-1", notice(1)), ("notice", "n-2", soon)]
    changes = tuple(
        Change(seq=seq, kind=kind, key=key, op=Op.PUT, body=thing.model_dump(mode="json"))
        for seq, (kind, key, thing) in enumerate(things, 1)
    )
    content.apply(
        SyncPage(
            epoch="e", from_seq=0, to_seq=3, head=3, more=False, reset=True, changes=changes, server_time=NOW
        )
    )
    listed = AlertList(area="a-1", number=1, issued_at=NOW, alerts=(alert(),))
    assert AlertStore(outbox.db, Dropped()).take(sign_alerts(listed, "k1", private)) is Reception.TAKEN
    content.close()
    outbox.close()
    return tmp_path


@pytest.fixture
def looking(folder: Path) -> Iterator[Callable[[BoxClock], Snapshot]]:
    opened: list[FaceMemory] = []

    def look(clock: BoxClock) -> Snapshot:
        opened.append(FaceMemory.open(folder, clock))
        return opened[-1].snapshot()

    yield look
    for face in opened:
        face.close()


def heard_from_the_city() -> Reading:
    return Reading(boot_id(), NOW.timestamp() - boot_seconds())


@pytest.mark.parametrize("wall", WRONG.values(), ids=WRONG)
def test_a_wrong_clock_hides_nothing_while_the_city_has_not_spoken(
    looking: Callable[[BoxClock], Snapshot], wall: datetime
) -> None:
    clock = BoxClock(FLOOR, wall=Wall(wall))
    snapshot = looking(clock)
    assert not snapshot.clock_trusted
    assert {one.id for one in snapshot.notices} == {"n-1", "n-2"}
    assert [one.id for one in snapshot.alerts] == [alert().id]
    assert snapshot.household == household()
    assert clock.now() >= FLOOR


@pytest.mark.parametrize("wall", WRONG.values(), ids=WRONG)
def test_once_the_city_has_spoken_its_time_counts_alone(
    looking: Callable[[BoxClock], Snapshot], folder: Path, wall: datetime
) -> None:
    clock = BoxClock(FLOOR, heard_from_the_city(), wall=Wall(wall))
    snapshot = looking(clock)
    assert snapshot.clock_trusted
    assert {one.id for one in snapshot.notices} == {"n-1", "n-2"}
    assert [one.id for one in snapshot.alerts] == [alert().id]
    face = FaceMemory.open(folder, clock)
    face.say(check_in())
    (said,) = face.snapshot().said
    face.close()
    assert abs(said.made_at - NOW) < timedelta(minutes=5), "the moment it was said is the city's"


def test_a_clock_that_jumps_both_ways_under_the_box_moves_nothing(
    looking: Callable[[BoxClock], Snapshot],
) -> None:
    wall = Wall(NOW)
    clock = BoxClock(FLOOR, heard_from_the_city(), wall=wall)
    before = looking(clock)
    for moment in (*WRONG.values(), *reversed(WRONG.values())):
        wall.moment = moment
        assert abs(clock.now() - NOW) < timedelta(minutes=5)
        after = looking(clock)
        assert (after.notices, after.alerts, after.household) == (
            before.notices,
            before.alerts,
            before.household,
        )
