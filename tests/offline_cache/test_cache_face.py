"""What the face may know, and how it learns that something has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from cache_village import NOW, alert, check_in, household, notice

from offline_cache.alert_store import AlertStore, Dropped
from offline_cache.bell import AGENT, Bell
from offline_cache.clock import BoxClock, FixedClock, Reading, boot_id, boot_seconds
from offline_cache.content import Content
from offline_cache.errors import NotKept
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox
from offline_cache.snapshot import Line, SaidState
from wire.alerts import AlertList
from wire.commands import Verdict
from wire.enrolment import EnrolmentOffer
from wire.signing import new_private_key, public_key, sign_alerts
from wire.sync import Change, Op, SyncPage
from wire.wellbeing import AbsenceRecord, MedicineRecord

PRIVATE = new_private_key()


@dataclass
class Home:
    """A face, and the agent's side of the same files."""

    directory: Path
    clock: FixedClock
    face: FaceMemory
    content: Content
    outbox: Outbox

    def mirror(self, *changes: Change) -> None:
        last = changes[-1].seq
        page = SyncPage(
            epoch="e",
            from_seq=0,
            to_seq=last,
            head=last,
            more=False,
            reset=True,
            changes=changes,
            server_time=NOW,
        )
        self.content.apply(page)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    clock = FixedClock(NOW)
    face = FaceMemory.open(tmp_path, clock)
    home = Home(tmp_path, clock, face, Content.open(tmp_path, NOW), Outbox.open(tmp_path, NOW))
    home.outbox.identity.enrol("box-1", "token", "h-1", [public_key("k1", PRIVATE)])
    home.outbox.identity.belongs_to("h-1", "a-1")
    yield home
    home.face.close()
    home.content.close()
    home.outbox.close()


def put_notice(seq: int, **more: object) -> Change:
    body = notice(seq, **more).model_dump(mode="json")  # type: ignore[arg-type]
    return Change(seq=seq, kind="notice", key=f"n-{seq}", op=Op.PUT, body=body)


def test_a_fresh_box_has_a_whole_snapshot(tmp_path: Path) -> None:
    face = FaceMemory.open(tmp_path, FixedClock(NOW, is_trusted=False))
    snapshot = face.snapshot()
    assert snapshot.enrolment is not None
    assert snapshot.enrolment.code is None
    assert snapshot.line == Line(connected=False, as_of=None)
    assert not snapshot.clock_trusted
    face.close()


def test_the_version_changes_with_every_change_of_either_file_and_not_without(home: Home) -> None:
    seen = [home.face.version()]
    home.mirror(put_notice(1))
    seen.append(home.face.version())
    name = home.face.say(check_in())
    seen.append(home.face.version())
    home.outbox.settle(name.rpartition("-")[0], [Verdict(number=1, outcome="done")], NOW)
    seen.append(home.face.version())
    assert len(set(seen)) == 4
    home.face.snapshot()
    assert home.face.version() == seen[-1]


def test_time_alone_changes_the_version_when_something_expires(home: Home) -> None:
    home.mirror(put_notice(1, expires=NOW + timedelta(hours=1)), put_notice(2))
    assert len(home.face.snapshot().notices) == 2
    before = home.face.version()
    home.clock.advance(minutes=59)
    assert home.face.version() == before
    home.clock.advance(minutes=2)
    assert home.face.version() != before
    assert [one.id for one in home.face.snapshot().notices] == ["n-2"]


def test_medicine_and_days_away_are_in_the_snapshot(home: Home) -> None:
    day = NOW.date()
    medicine = MedicineRecord(resident="r-1", day=day, taken=True, received_at=NOW)
    away = AbsenceRecord(id="i-1", first=day, until=day, taken_back=False, changed_at=NOW)
    home.mirror(
        *(
            Change(seq=seq, kind=kind, key=kind, op=Op.PUT, body=item.model_dump(mode="json"))
            for seq, (kind, item) in enumerate({"medicine": medicine, "absence": away}.items(), 1)
        )
    )
    snapshot = home.face.snapshot()
    assert (snapshot.medicine, snapshot.absences) == ((medicine,), (away,))


def test_a_silent_agent_is_not_taken_for_a_line(home: Home) -> None:
    home.content.state.keep_line(Line(connected=True, as_of=NOW))
    assert home.face.snapshot().line.connected
    before = home.face.version()
    home.clock.advance(minutes=4)
    assert home.face.version() != before
    assert home.face.snapshot().line == Line(connected=False, as_of=NOW)


def test_an_alert_shows_and_leaves_with_its_time(home: Home) -> None:
    listed = AlertList(area="a-1", number=1, issued_at=NOW, alerts=(alert(lasts=timedelta(hours=1)),))
    before = home.face.version()
    AlertStore(home.outbox.db, Dropped()).take(sign_alerts(listed, "k1", PRIVATE))
    assert home.face.version() != before
    assert [one.id for one in home.face.snapshot().alerts] == ["al-1"]
    before = home.face.version()
    home.clock.advance(hours=2)
    assert home.face.version() != before
    assert home.face.snapshot().alerts == ()


def test_saying_rings_the_agent(home: Home) -> None:
    with Bell(home.directory / AGENT) as bell:
        home.face.say(check_in())
        assert bell.wait(5)


def test_a_mirror_that_was_set_aside_is_followed_to_the_new_one(home: Home) -> None:
    home.mirror(put_notice(1))
    assert home.face.snapshot().notices
    before = home.face.version()
    home.content.close()
    for name in ("content.db", "content.db-wal", "content.db-shm"):
        (home.directory / name).rename(home.directory / f"aside-{name}")
    home.content = Content.open(home.directory, NOW)
    home.mirror(put_notice(7))
    assert home.face.version() != before
    assert [one.id for one in home.face.snapshot().notices] == ["n-7"]


def test_nothing_is_said_into_an_outbox_that_was_set_aside(home: Home) -> None:
    home.outbox.close()
    for name in ("outbox.db", "outbox.db-wal", "outbox.db-shm"):
        (home.directory / name).rename(home.directory / f"aside-{name}")
    name = home.face.say(check_in())
    home.outbox = Outbox.open(home.directory, NOW)
    assert [said.name for said in home.outbox.said(None)] == [name]


def test_a_mirror_damaged_while_it_shows_is_empty_and_not_the_end(home: Home) -> None:
    home.mirror(*(put_notice(n) for n in range(1, 200)))
    home.content.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (home.directory / "content.db").open("r+b") as file:
        file.write(b"\0" * 40_000)
    home.content.db.conn.execute("PRAGMA cache_size = 0")
    snapshot = FaceMemory.open(home.directory, home.clock)
    assert snapshot.snapshot().notices == ()
    assert list(home.directory.glob("content.db.damaged-*"))
    assert home.face.snapshot().notices == ()
    snapshot.close()


def test_what_cannot_be_written_is_not_said_to_be_kept(home: Home) -> None:
    home.face._opened.outbox.db.conn.execute("PRAGMA query_only = 1")
    before = home.face.version()
    with pytest.raises(NotKept):
        home.face.say(check_in())
    assert home.face.snapshot().said == ()
    assert home.face.version() == before


def test_the_code_stands_there_while_it_is_good(home: Home) -> None:
    home.outbox.identity.choose_city("http://city.example")
    home.outbox.identity.forget_token("token")
    offer = EnrolmentOffer(
        code="BCDFGHJK",
        claim="c" * 40,
        expires_at=NOW + timedelta(minutes=10),
        poll_seconds=3,
        server_time=NOW,
    )
    home.content.state.keep_offer(offer)
    enrolment = home.face.snapshot().enrolment
    assert enrolment is not None
    assert (enrolment.code, enrolment.city) == ("BCDFGHJK", "http://city.example")
    home.clock.advance(minutes=11)
    enrolment = home.face.snapshot().enrolment
    assert enrolment is not None
    assert enrolment.code is None


def test_said_of_this_household_comes_oldest_first_with_its_answer(home: Home) -> None:
    home.mirror(
        Change(seq=1, kind="household", key="h-1", op=Op.PUT, body=household().model_dump(mode="json"))
    )
    first, second = home.face.say(check_in()), home.face.say(check_in())
    home.outbox.settle(
        first.rpartition("-")[0], [Verdict(number=1, outcome="refused", reason="だめです")], NOW
    )
    said = home.face.snapshot().said
    assert [(one.name, one.state, one.reason) for one in said] == [
        (first, SaidState.REFUSED, "だめです"),
        (second, SaidState.KEPT, None),
    ]


def test_the_face_takes_the_citys_time_from_the_agent(tmp_path: Path) -> None:
    clock = BoxClock(NOW)
    face = FaceMemory.open(tmp_path, clock)
    assert not clock.trusted()
    agent = Content.open(tmp_path, NOW)
    agent.state.keep_reading(Reading(boot_id(), NOW.timestamp() - boot_seconds()))
    assert face.snapshot().clock_trusted
    assert abs((clock.now() - NOW).total_seconds()) < 60
    agent.close()
    face.close()


def test_a_reading_of_an_earlier_start_of_the_machine_is_worth_nothing(tmp_path: Path) -> None:
    agent = Content.open(tmp_path, NOW)
    agent.state.keep_reading(Reading("another-boot", 1.0))
    face = FaceMemory.open(tmp_path, BoxClock(NOW))
    assert not face.snapshot().clock_trusted
    agent.close()
    face.close()


def test_keys_are_noted_every_few_minutes_only(home: Home) -> None:
    home.face.key_pressed()
    home.clock.advance(seconds=30)
    home.face.key_pressed()
    assert home.content.state.last_key_at() == NOW
    home.clock.advance(minutes=5)
    home.face.key_pressed()
    assert home.content.state.last_key_at() == home.clock.now()
