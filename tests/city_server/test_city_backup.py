"""Backups: whole while the city writes, the same on both databases, and restored nothing stays lost."""

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, Enrol, EnrolledBox
from sqlalchemy import func, select

from city_server.app import open_city
from city_server.backup import back_up, restore
from city_server.city import City
from city_server.clock import HandClock
from city_server.database import Database
from city_server.errors import Broken
from city_server.main import main
from city_server.notices import Draft
from city_server.running import running
from city_server.settings import Settings
from city_server.tables import Base, CheckInRow, Item, Staff
from kiosk_setup.own_postgres import OwnPostgres
from wire.commands import CheckIn, Outcome, RideRequest
from wire.content import Answer, NoticeKind
from wire.sync import Cursor

DRAFT = Draft("そうじ", "します。", NoticeKind.COMMUNITY, "赤井区", ("area:akai",))


def _rows(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


@pytest.fixture
def other(request: pytest.FixtureRequest, kept: Settings, tmp_path: Path) -> Iterator[Settings]:
    """Where the city is restored: the other database, in an empty directory."""
    folder = tmp_path / "elsewhere"
    if kept.database:
        yield Settings(data=folder)
        return
    server: OwnPostgres = request.getfixturevalue("postgres")
    name = server.create()
    yield Settings(data=folder, database=server.url(name))
    server.drop(name)


def test_a_city_moves_with_all_it_has_to_the_other_database(
    city: City, clock: HandClock, enrol: Enrol, tmp_path: Path, other: Settings
) -> None:
    box = enrol("akai-01")
    box.say(CheckIn(resident="akai-01-1", answer=Answer.POOR), 1)
    city.notices.write(DRAFT, staff=1)
    before, key = _rows(city.database), (city.settings.data / "alert_key").read_bytes()
    assert back_up(city.settings, clock, tmp_path / "backup") == sum(before.values())
    assert restore(other, clock, tmp_path / "backup") == clock.now()
    moved = open_city(other, clock)
    assert _rows(moved.database) == before
    assert (other.data / "alert_key").read_bytes() == key, "boxes believe this key alone"
    again = EnrolledBox(moved, moved.boxes.identify(box.token), box.token)
    assert again.say(CheckIn(resident="akai-01-1", answer=Answer.POOR), 1).outcome is Outcome.DUPLICATE
    moved.notices.write(DRAFT, staff=1)
    with moved.database.writing() as writing:
        person = Staff(login="new", name="新", password_hash="x", role="office")
        writing.session.add(person)
        writing.session.flush()
        assert person.id > before["staff"] - 1, "numbers go on after those that were copied"
    moved.database.close()


def test_what_was_acknowledged_after_the_backup_is_taken_again_once(
    city: City, kept: Settings, clock: HandClock, enrol: Enrol, tmp_path: Path
) -> None:
    box = enrol("akai-01")
    early, late = (
        CheckIn(resident="akai-01-1", answer=Answer.FAIR),
        CheckIn(resident="akai-01-1", answer=Answer.GOOD),
    )
    box.say(early, 1)
    back_up(kept, clock, tmp_path / "backup")
    page = city.sync.page(box.speaker, "")
    assert box.say(late, 2).outcome is Outcome.DONE
    city.database.close()
    restore(kept, clock, tmp_path / "backup")
    restored = open_city(kept, clock)
    again = EnrolledBox(restored, restored.boxes.identify(box.token), box.token)
    cursor = str(Cursor(epoch=page.epoch, seq=page.to_seq))
    assert restored.sync.page(again.speaker, cursor).epoch != page.epoch, "boxes offer again by that"
    assert again.say(early, 1).outcome is Outcome.DUPLICATE
    assert again.say(late, 2).outcome is Outcome.DONE
    assert again.say(late, 2).outcome is Outcome.DUPLICATE
    with restored.database.reading() as session:
        assert session.scalars(select(CheckInRow.answer)).all() == ["good"]
    restored.database.close()


def test_what_has_become_pointless_is_answered_as_such(
    city: City, kept: Settings, clock: HandClock, enrol: Enrol, tmp_path: Path
) -> None:
    """A seat that was given after the backup, for a day that is over when the city is back."""
    box = enrol("akai-01")
    back_up(kept, clock, tmp_path / "backup")
    trip = city.households.get("akai-01").item.usual_trips[0]
    asked = RideRequest(
        day=NOW.date() + timedelta(days=2),
        from_stop=trip.from_stop,
        to_stop=trip.to_stop,
        leave_at=trip.leave_at,
        party=1,
    )
    assert box.say(asked, 1).outcome is Outcome.DONE
    city.database.close()
    restore(kept, clock, tmp_path / "backup")
    clock.advance(timedelta(days=4))
    restored = open_city(kept, clock)
    again = EnrolledBox(restored, restored.boxes.identify(box.token), box.token)
    verdict = again.say(asked, 1)
    assert verdict.outcome is Outcome.DONE or verdict.reason
    rides = [change.body for change in _changes(again) if change.kind == "ride"]
    assert all(body["state"] != "given" for body in rides), "nobody is told to wait for yesterday's bus"
    assert verdict.reason or all(body["reason"] for body in rides)
    restored.database.close()


def _changes(box: EnrolledBox) -> list[Any]:
    return list(box.city.sync.page(box.speaker, "").changes)


def test_a_backup_made_while_everybody_writes_is_of_one_moment(
    city: City, clock: HandClock, kept: Settings, tmp_path: Path
) -> None:
    """Two items are always written together; no backup may hold one without the other."""
    over, failures = threading.Event(), []

    def write() -> None:
        while not over.is_set():
            try:
                city.notices.write(replace(DRAFT, audiences=("area:akai", "area:hara")), staff=1)
            except Exception as error:  # noqa: BLE001 - told to the test, which fails of it
                failures.append(error)
                return

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    try:
        for number in range(4):
            back_up(kept, clock, tmp_path / f"backup-{number}")
    finally:
        over.set()
        for writer in writers:
            writer.join(20)
    assert not failures
    found: list[tuple[int, int]] = []
    for number in range(4):
        with sqlite3.connect(tmp_path / f"backup-{number}") as backup:
            counts = dict(
                backup.execute("SELECT audience, count(*) FROM items WHERE kind = 'notice' GROUP BY audience")
            )
            (head,) = backup.execute("SELECT seq FROM head").fetchone()
            (highest,) = backup.execute("SELECT max(seq) FROM items").fetchone()
        backup.close()
        assert head == highest
        found.append((counts["area:akai"], counts["area:hara"]))
    assert len({akai - hara for akai, hara in found}) == 1
    assert found[-1][0] > found[0][0], "they must have written meanwhile"


@pytest.mark.sqlite
def test_a_city_that_runs_is_not_replaced_and_nothing_has_changed(
    city: City, kept: Settings, clock: HandClock, tmp_path: Path
) -> None:
    back_up(kept, clock, tmp_path / "backup")
    city.notices.write(DRAFT, staff=1)
    before = _rows(city.database)
    with running(kept), pytest.raises(Broken, match="running"):
        restore(kept, clock, tmp_path / "backup")
    assert _rows(city.database) == before


def test_on_postgresql_another_machines_process_is_met_too(
    postgres: OwnPostgres, filled: tuple[str, Path], tmp_path: Path
) -> None:
    name = postgres.create(template=filled[0])
    there = open_city(Settings(data=tmp_path / "there", database=postgres.url(name)), HandClock(NOW))
    back_up(there.settings, HandClock(NOW), tmp_path / "backup")
    here = Settings(data=tmp_path / "here", database=postgres.url(name))
    with pytest.raises(Broken, match="somebody else"):
        restore(here, HandClock(NOW), tmp_path / "backup")
    there.database.close()
    restore(here, HandClock(NOW), tmp_path / "backup")
    postgres.drop(name)


@pytest.mark.sqlite
@pytest.mark.parametrize("what", ["missing", "text", "another", "cut"])
def test_what_is_no_backup_is_refused_and_nothing_has_changed(
    city: City, kept: Settings, clock: HandClock, tmp_path: Path, what: str
) -> None:
    file = tmp_path / "backup"
    match what:
        case "text":
            file.write_text("no backup", encoding="ascii")
        case "another":
            with sqlite3.connect(file) as other:
                other.execute("CREATE TABLE t (a)")
            other.close()
        case "cut":
            back_up(kept, clock, file)
            file.write_bytes(file.read_bytes()[:-20_000])
    before = _rows(city.database)
    with pytest.raises(Broken):
        restore(kept, clock, file)
    assert _rows(city.database) == before
    assert not list(kept.data.glob("city.db.before-*"))


@pytest.mark.sqlite
def test_a_damaged_city_is_replaced_and_kept_beside(
    city: City, kept: Settings, clock: HandClock, tmp_path: Path
) -> None:
    back_up(kept, clock, tmp_path / "backup")
    with city.database.reading() as session:
        items = session.scalar(select(func.count()).select_from(Item))
    city.database.close()
    (kept.data / "city.db").write_bytes(b"\xa5" * 40_000)
    restore(kept, clock, tmp_path / "backup")
    assert len(list(kept.data.glob("city.db.before-*"))) == 1
    again = open_city(kept, clock)
    with again.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == items
    again.database.close()


@pytest.mark.sqlite
def test_the_commands_say_what_they_did(
    kept: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, where = tmp_path / "backup", ["--data", str(kept.data)]
    assert main(["backup", str(file), *where]) == 0
    assert main(["restore", str(file), *where]) == 0
    assert main(["restore", str(tmp_path / "nothing"), *where]) == 2
    told = capsys.readouterr()
    assert "rows are in" in told.out
    assert "is not there" in told.err
    assert file.stat().st_mode & 0o077 == 0, "it holds the alert key"
