"""Both files are opened the safe way, and a damaged one never stops the box."""

import logging
import os
import random
import shutil
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cache_village import NOW, check_in, notice, receipt

from offline_cache import database
from offline_cache.alert_shelf import AlertShelf
from offline_cache.clock import FixedClock
from offline_cache.content import Content
from offline_cache.database import CONTENT, OUTBOX, open_content, open_outbox, writing
from offline_cache.errors import UnsafeStorage
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox, Saying
from offline_cache.troubles import Trouble
from wire.commands import Verdict
from wire.sync import Change, Op, SyncPage


def answers(db: object, *pragmas: str) -> list[object]:
    return [db.conn.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in pragmas]  # type: ignore[attr-defined]


def test_the_outbox_syncs_every_commit_and_the_mirror_does_not(tmp_path: Path) -> None:
    content, outbox = open_content(tmp_path, NOW), open_outbox(tmp_path, NOW)
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    assert answers(content, *asked) == ["wal", 1, 1, 10_000]
    assert answers(outbox, *asked) == ["wal", 2, 1, 10_000]
    content.close()
    outbox.close()


def test_a_setting_that_is_not_taken_stops_the_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_MS", -5)
    with pytest.raises(UnsafeStorage, match="busy_timeout"):
        open_outbox(tmp_path, NOW)


def test_nobody_else_on_the_machine_can_read_the_files(tmp_path: Path) -> None:
    open_outbox(tmp_path, NOW).close()
    assert stat.S_IMODE((tmp_path / OUTBOX).stat().st_mode) == 0o600


def test_two_programs_that_read_before_they_write_both_get_their_turn(tmp_path: Path) -> None:
    first, second = open_content(tmp_path, NOW), open_content(tmp_path, NOW)
    with writing(first):
        first.conn.execute("SELECT count(*) FROM items").fetchone()
        first.conn.execute("INSERT INTO state VALUES ('a', '1')")
        second.conn.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlite3.OperationalError, match="locked"), writing(second):
            pass
        second.conn.execute("PRAGMA busy_timeout = 10000")
    with writing(second):
        second.conn.execute("SELECT count(*) FROM items").fetchone()
        second.conn.execute("INSERT INTO state VALUES ('b', '1')")
    assert first.conn.execute("SELECT count(*) FROM state").fetchone() == (2,)
    first.close()
    second.close()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    db = open_content(tmp_path, NOW)

    def write_and_fail() -> None:
        with writing(db):
            db.conn.execute("INSERT INTO state VALUES ('a', '1')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert db.conn.execute("SELECT count(*) FROM state").fetchone() == (0,)
    db.close()


def filled_content(directory: Path) -> None:
    content = Content.open(directory, NOW)
    changes = tuple(
        Change(seq=n, kind="notice", key=f"n-{n}", op=Op.PUT, body=notice(n).model_dump(mode="json"))
        for n in range(1, 101)
    )
    content.apply(
        SyncPage(
            epoch="e",
            from_seq=0,
            to_seq=100,
            head=100,
            more=False,
            reset=True,
            changes=changes,
            server_time=NOW,
        )
    )
    content.close()


@pytest.mark.parametrize("where", [0, 30, 4096, 8200])
def test_a_damaged_mirror_is_set_aside_and_empty_again(
    tmp_path: Path, where: int, caplog: pytest.LogCaptureFixture
) -> None:
    filled_content(tmp_path)
    damage(tmp_path / CONTENT, where, 600)
    with caplog.at_level(logging.INFO):
        content = Content.open(tmp_path, NOW)
    assert content.items() == []
    assert content.cursor() == ""
    content.close()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert (tmp_path / "content.db.damaged-20261120T090000").exists()


def test_a_mirror_cut_short_is_set_aside_too(tmp_path: Path) -> None:
    filled_content(tmp_path)
    os.truncate(tmp_path / CONTENT, (tmp_path / CONTENT).stat().st_size - 2000)
    content = Content.open(tmp_path, NOW)
    assert content.cursor() == ""
    content.close()


@pytest.mark.parametrize("text", ["お知らせ", '"body":', "items", "cursor"])
def test_a_bit_turned_inside_a_text_of_the_mirror_is_damage_too(tmp_path: Path, text: str) -> None:
    filled_content(tmp_path)
    turn_bit(tmp_path / CONTENT, text.encode())
    content = Content.open(tmp_path, NOW)
    assert content.items() == []
    assert content.cursor() == ""
    assert list(tmp_path.glob("content.db.damaged-*"))
    content.close()


@pytest.mark.parametrize("name", [CONTENT, OUTBOX])
def test_wherever_one_bit_is_turned_every_reader_of_the_box_goes_on(tmp_path: Path, name: str) -> None:
    sound = tmp_path / "sound"
    filled_content(sound)
    names = filled_outbox(sound, 40)
    whole, chance, aside = (sound / name).read_bytes(), random.Random(20261124), 0  # noqa: S311 - no secret
    filled = [where for where, byte in enumerate(whole) if byte]
    for number, where in enumerate(chance.sample(filled, 60)):
        box = shutil.copytree(sound, tmp_path / str(number))
        hurt = bytearray(whole)
        hurt[where] ^= chance.choice([0x01, 0x20, 0x80, 0xFF])
        (box / name).write_bytes(hurt)
        face = FaceMemory.open(box, FixedClock(NOW))
        face.snapshot()
        assert face.say(check_in()) not in names
        face.close()
        read_all(box)
        aside += bool(list(box.glob("*.damaged-*")))
    assert aside >= 10, "many of these must really have damaged the file"


def read_all(directory: Path) -> None:
    content, outbox = Content.open(directory, NOW), Outbox.open(directory, NOW)
    assert outbox.pending() is not None
    for read in (content.applied, content.cursor, content.household, content.skipped, outbox.identity.now):
        read()
    state = content.state
    for fact in (state.line, state.reading, state.offer, state.last_key_at):
        fact()
    AlertShelf(outbox.db).held("akai")
    outbox.close()
    content.close()


def test_an_entry_the_disk_has_damaged_does_not_hold_up_the_others(tmp_path: Path) -> None:
    filled_outbox(tmp_path, 3)
    outbox = Outbox.open(tmp_path, NOW)
    outbox.db.conn.execute("UPDATE entries SET body = '{' WHERE number = 2")
    outbox.db.conn.commit()
    batch = outbox.pending()
    assert batch is not None
    assert [command.number for command in batch.commands] == [3]
    assert outbox.waiting() == 1
    outbox.close()


def test_a_later_versions_outbox_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    names = filled_outbox(tmp_path, 3)
    db = open_outbox(tmp_path, NOW)
    db.execute("ALTER TABLE entries ADD COLUMN mood TEXT")
    db.table("_sqlite_migrations").insert(
        {"migration_set": "outbox", "name": "outbox_0099_mood", "applied_at": "2027-01-01"}
    )
    db.close()
    outbox = Outbox.open(tmp_path, NOW)
    assert said_names(outbox) == names
    assert not list(tmp_path.glob("*.damaged-*"))
    outbox.close()


def turn_bit(path: Path, text: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[whole.index(text)] ^= 0x80
    path.write_bytes(whole)


def test_a_second_damage_in_the_same_second_keeps_both(tmp_path: Path) -> None:
    for _ in range(2):
        filled_content(tmp_path)
        damage(tmp_path / CONTENT, 0, 600)
        Content.open(tmp_path, NOW).close()
    assert len(list(tmp_path.glob("content.db.damaged-*"))) == 2


def damage(path: Path, where: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(where)
        before = file.read(length)
        file.seek(where)
        file.write(bytes(byte ^ 0x5A for byte in before))
        assert before, "the damage must hit the file"


def filled_outbox(directory: Path, count: int) -> list[str]:
    outbox = Outbox.open(directory, NOW)
    outbox.identity.enrol("box-1", "secret-token", "h-1", [])
    names = [outbox.append(Saying(receipt(f"n-{n}"), NOW, clock_trusted=True)) for n in range(count)]
    outbox.settle(names[0].rpartition("-")[0], [Verdict(number=1, outcome="done")], NOW)
    outbox.close()
    return names


def said_names(outbox: Outbox) -> list[str]:
    return [said.name for said in outbox.said("h-1")]


def test_of_a_damaged_outbox_every_readable_row_is_saved_under_its_name(tmp_path: Path) -> None:
    names = filled_outbox(tmp_path, 400)
    pages = (tmp_path / OUTBOX).stat().st_size // 4096
    damage(tmp_path / OUTBOX, 4096 * (pages // 2), 600)
    outbox = Outbox.open(tmp_path, NOW)
    saved = said_names(outbox)
    assert (tmp_path / "outbox.db.damaged-20261120T090000").exists(), "the damage was seen"
    assert set(saved) <= set(names)
    assert len(saved) > 300
    assert outbox.identity.now().token == "secret-token"
    outbox.close()


def test_what_a_damaged_outbox_has_lost_is_counted_for_the_city(tmp_path: Path) -> None:
    names = filled_outbox(tmp_path, 400)
    damage(tmp_path / OUTBOX, 4096 * ((tmp_path / OUTBOX).stat().st_size // 4096 // 2), 4096)
    outbox = Outbox.open(tmp_path, NOW)
    gone = len(set(names) - set(said_names(outbox)))
    assert gone > 0, "the damage must have taken something"
    assert gone <= outbox.troubles.count(Trouble.LOST) <= gone + 1
    outbox.close()


def test_a_sound_outbox_counts_nothing_as_lost_and_old_losses_are_forgotten(tmp_path: Path) -> None:
    filled_outbox(tmp_path, 5)
    outbox = Outbox.open(tmp_path, NOW)
    assert outbox.troubles.count(Trouble.LOST) == 0
    with writing(outbox.db):
        outbox.troubles.note(Trouble.LOST, 2, NOW.isoformat())
    outbox.purge(NOW + timedelta(days=30))
    assert outbox.troubles.count(Trouble.LOST) == 2
    outbox.purge(NOW + timedelta(days=31))
    assert outbox.troubles.count(Trouble.LOST) == 0
    outbox.close()


@pytest.mark.parametrize("where", [0, 10, 100, 2000])
def test_an_outbox_without_its_first_page_still_gives_back_what_was_said(tmp_path: Path, where: int) -> None:
    names = filled_outbox(tmp_path, 400)
    damage(tmp_path / OUTBOX, where, 4096 - where)
    outbox = Outbox.open(tmp_path, NOW)
    assert list(tmp_path.glob("outbox.db.damaged-*"))
    assert said_names(outbox) == names
    assert outbox.identity.now().token == "secret-token"
    assert not list(tmp_path.glob("*mended*"))
    outbox.close()


def test_after_a_salvage_no_name_is_given_twice(tmp_path: Path) -> None:
    names = filled_outbox(tmp_path, 400)
    damage(tmp_path / OUTBOX, (tmp_path / OUTBOX).stat().st_size - 3000, 2500)
    outbox = Outbox.open(tmp_path, NOW)
    assert list(tmp_path.glob("outbox.db.damaged-*"))
    fresh = outbox.append(Saying(check_in(), NOW, clock_trusted=True))
    assert fresh not in names
    assert fresh.rpartition("-")[0] != names[0].rpartition("-")[0]
    batch = outbox.pending()
    assert batch is not None
    assert f"{batch.installation}-{batch.commands[0].number}" == fresh, "a check-in goes first"
    outbox.close()


def test_wherever_the_outbox_is_hit_the_box_goes_on(tmp_path: Path) -> None:
    chance, hits = random.Random(20261120), 0  # noqa: S311 - no secret
    for number in range(100):
        if hits == 10:
            break
        folder = tmp_path / str(number)
        folder.mkdir()
        names = filled_outbox(folder, 120)
        size = (folder / OUTBOX).stat().st_size
        damage(folder / OUTBOX, chance.randrange(size - 600), chance.randrange(1, 600))
        outbox = Outbox.open(folder, NOW)
        hits += bool(list(folder.glob("outbox.db.damaged-*")))
        assert set(said_names(outbox)) <= set(names)
        assert outbox.append(Saying(check_in(), NOW, clock_trusted=True)) not in names
        outbox.close()
    assert hits == 10, "so many must really have damaged the file"
