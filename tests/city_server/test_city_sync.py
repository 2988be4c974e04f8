"""Sync: every change reaches every box it is for, in whatever order writers and readers meet."""

import contextlib
import shutil
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import NOW, Enrol, EnrolledBox, enroller
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from city_server.app import open_city
from city_server.audiences import of_area
from city_server.changes import publish, withdraw
from city_server.city import City
from city_server.clock import HandClock
from city_server.history import open_history
from city_server.notices import Draft
from city_server.settings import Settings
from city_server.tables import Head, Item
from city_server.tidying import TOMBSTONES_KEPT, sweep
from wire.commands import CheckIn, NoticeReceipt, ReceiptStep
from wire.content import Answer, LivingLine, LivingPage, NoticeKind
from wire.sync import PAGE_SIZE, Cursor, Op, SyncPage


def _page(number: int) -> LivingPage:
    return LivingPage(id=f"p-{number}", title=f"{number}", lines=(LivingLine(label="い", text="ろ"),))


def _put(city: City, number: int, audience: str = "all") -> int:
    with city.database.writing() as writing:
        return publish(writing, city.clock.now(), audience, f"p-{number}", _page(number))


def _all(box: EnrolledBox, cursor: str = "") -> tuple[dict[tuple[str, str], object], str]:
    """Pull until there is no more; returns what a box would hold that began with nothing."""
    held: dict[tuple[str, str], object] = {}
    while True:
        page = box.city.sync.page(box.speaker, cursor)
        for change in page.changes:
            if change.op is Op.PUT:
                held[change.kind, change.key] = change.body
            else:
                held.pop((change.kind, change.key), None)
        cursor = str(Cursor(epoch=page.epoch, seq=page.to_seq))
        if not page.more:
            return held, cursor


def _after(box: EnrolledBox, cursor: str) -> SyncPage:
    return box.city.sync.page(box.speaker, cursor)


def test_nothing_new_is_an_empty_page(enrol: Enrol) -> None:
    box = enrol("akai-01")
    _, cursor = _all(box)
    page = _after(box, cursor)
    assert (page.changes, page.reset, page.more) == ((), False, False)
    assert page.to_seq == page.head


def test_a_delta_holds_what_is_new_alone(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    _, cursor = _all(box)
    seq = _put(city, 1)
    page = _after(box, cursor)
    assert [(change.key, change.seq) for change in page.changes] == [("p-1", seq)]


def test_what_is_published_again_unchanged_wakes_nobody(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    _put(city, 1)
    _, cursor = _all(box)
    _put(city, 1)
    assert _after(box, cursor).changes == ()


def test_a_withdrawn_item_travels_as_a_delete_and_not_to_a_new_box(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    _put(city, 1)
    _, cursor = _all(box)
    with city.database.writing() as writing:
        assert withdraw(writing, city.clock.now(), "all", "living", "p-1")
    (change,) = _after(box, cursor).changes
    assert (change.key, change.op) == ("p-1", Op.DELETE)
    assert "p-1" not in {change.key for change in _after(box, "").changes}


def test_a_household_sees_its_own_audiences_alone(city: City, enrol: Enrol) -> None:
    akai, hara = enrol("akai-01"), enrol("hara-01")
    for number, audience in enumerate(["area:akai", "section:akai-1", "household:akai-01"]):
        _put(city, number, audience)
    mine = {key for _, key in _all(akai)[0]}
    theirs = {key for _, key in _all(hara)[0]}
    assert {"p-0", "p-1", "p-2", "akai-01"} <= mine
    assert not theirs & {"p-0", "p-1", "p-2", "akai-01"}


def test_a_large_snapshot_comes_in_pages_that_carry_on(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    for number in range(PAGE_SIZE + 20):
        _put(city, number)
    first = _after(box, "")
    assert (first.reset, first.more, len(first.changes)) == (True, True, PAGE_SIZE)
    second = _after(box, str(Cursor(epoch=first.epoch, seq=first.to_seq)))
    assert (second.reset, second.more, second.from_seq) == (False, False, first.to_seq)
    held, _ = _all(box)
    assert {f"p-{number}" for number in range(PAGE_SIZE + 20)} <= {key for _, key in held}


def test_a_page_of_long_notices_ends_early(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    for _ in range(60):
        draft = Draft("長い", "あ" * 4000, NoticeKind.CITY, "支所", ("all",))
        city.notices.write(draft, staff=1)
    page = _after(box, "")
    assert page.more
    assert len(page.model_dump_json().encode()) < 900_000
    assert sum(kind == "notice" for kind, _ in _all(box)[0]) >= 60


def test_another_epoch_and_a_cursor_ahead_of_the_head_start_anew(enrol: Enrol) -> None:
    box = enrol("akai-01")
    page = _after(box, "")
    for cursor in (f"elsewhere:{page.to_seq}", str(Cursor(epoch=page.epoch, seq=page.head + 1))):
        again = _after(box, cursor)
        assert (again.reset, again.from_seq) == (True, 0)


def test_a_household_that_moves_starts_anew_even_after_a_lost_answer(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    _put(city, 1, of_area("akai"))
    _, cursor = _all(box)
    home = city.households.get("akai-01")
    city.households.show(home.item, "hara-1", staff=1)
    moved = EnrolledBox(city, city.boxes.identify(box.token), box.token)
    assert _after(moved, cursor).reset
    assert _after(moved, cursor).reset, "the first answer may have been lost"
    held, new = _all(moved, cursor)
    assert ("living", "p-1") not in held
    assert not _after(moved, new).reset


def test_a_restored_database_begins_a_new_history(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    _, cursor = _all(box)
    marker = city.settings.data / "life"
    assert not open_history(city.database, city.clock, marker)
    assert not _after(box, cursor).reset
    marker.write_text("another run of the city", encoding="ascii")
    number, _ = city.alerts.signed("akai")
    assert open_history(city.database, city.clock, marker)
    assert _after(box, cursor).reset
    assert city.alerts.signed("akai")[0] > number


@pytest.mark.sqlite
def test_a_copy_made_while_the_city_ran_is_noticed_when_it_is_restored(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    box = enrol("akai-01")
    backup = city.settings.data / "backup.db"
    with contextlib.closing(sqlite3.connect(city.settings.data / "city.db")) as running:
        running.execute("VACUUM INTO ?", [str(backup)])
    box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 1)
    _, cursor = _all(box)
    city.database.close()
    for suffix in ("", "-wal", "-shm"):
        (city.settings.data / f"city.db{suffix}").unlink(missing_ok=True)
    backup.rename(city.settings.data / "city.db")
    restored = open_city(Settings(data=city.settings.data), clock)
    again = restored.sync.page(box.speaker, cursor)
    restored.database.close()
    assert Cursor.parse(cursor).epoch != again.epoch, "boxes must offer again what this copy never heard"


@pytest.mark.sqlite
def test_a_copy_that_lacks_nothing_but_a_receipt_is_noticed_too(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    """A receipt draws no number, as no box mirrors it; the city counts what it writes all the same."""
    box = enrol("akai-01")
    draft = Draft("そうじ", "します。", NoticeKind.COMMUNITY, "赤井区", ("area:akai",))
    notice = city.notices.write(draft, staff=1)
    _, cursor = _all(box)
    backup = city.settings.data / "backup.db"
    with contextlib.closing(sqlite3.connect(city.settings.data / "city.db")) as running:
        running.execute("VACUUM INTO ?", [str(backup)])
    head = city.sync.wake(box.speaker).head
    box.say(NoticeReceipt(notice=notice.id, step=ReceiptStep.READ), 1)
    assert city.sync.wake(box.speaker).head == head, "the receipt must not have drawn a number"
    city.database.close()
    for suffix in ("", "-wal", "-shm"):
        (city.settings.data / f"city.db{suffix}").unlink(missing_ok=True)
    backup.rename(city.settings.data / "city.db")
    restored = open_city(Settings(data=city.settings.data), clock)
    assert restored.sync.page(box.speaker, cursor).reset
    restored.database.close()


def test_a_start_after_a_kill_carries_the_history_on(city: City, clock: HandClock, enrol: Enrol) -> None:
    box = enrol("akai-01")
    box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 1)
    _, cursor = _all(box)
    again = open_city(city.settings, clock)
    assert not again.sync.page(box.speaker, cursor).reset
    again.database.close()


def test_a_cursor_tells_what_was_delivered(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    draft = Draft("そうじ", "します。", NoticeKind.COMMUNITY, "赤井区", ("area:akai",))
    notice = city.notices.write(draft, staff=1)
    _, cursor = _all(box)
    assert city.notices.reach(notice.id).delivered == 0, "the page may have been lost"
    _after(box, cursor)
    assert city.notices.reach(notice.id).delivered == 1


def test_a_load_under_way_counts_as_nothing_delivered_until_it_is_whole(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    draft = Draft("そうじ", "します。", NoticeKind.COMMUNITY, "赤井区", ("area:akai",))
    notice = city.notices.write(draft, staff=1)
    for number in range(PAGE_SIZE + 1):
        _put(city, number)
    first = _after(box, "")
    assert first.more, "the load must really come in pages"
    cursor = str(Cursor(epoch=first.epoch, seq=first.to_seq))
    assert notice.id in {change.key for change in first.changes}
    last = city.sync.page(box.speaker, cursor, first.head)
    assert not last.more
    assert city.notices.reach(notice.id).delivered == 0, "what is loading stands on no screen"
    _after(box, str(Cursor(epoch=last.epoch, seq=last.to_seq)))
    assert city.notices.reach(notice.id).delivered == 1


def test_a_box_older_than_the_deletes_starts_anew_and_one_that_heard_of_them_does_not(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    box = enrol("akai-01")
    _put(city, 1)
    _put(city, 2)
    _, old = _all(box)
    with city.database.writing() as writing:
        assert withdraw(writing, clock.now(), "all", "living", "p-1")
    _, heard = _all(box)
    clock.advance(TOMBSTONES_KEPT)
    assert sweep(city.database, clock) == 0, "it is kept for ninety days"
    assert [change.op for change in _after(box, old).changes] == [Op.DELETE]
    clock.advance(timedelta(seconds=1))
    assert sweep(city.database, clock) == 1
    assert sweep(city.database, clock) == 0
    assert _after(box, old).reset, "it would never hear that p-1 is gone"
    assert not _after(box, heard).reset
    assert ("living", "p-1") not in _all(box, old)[0]


def test_a_load_in_pages_goes_on_below_swept_deletes_unless_it_began_before_them(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    box = enrol("akai-01")
    for number in range(PAGE_SIZE + 20):
        _put(city, number)
    before = _after(box, "")
    with city.database.writing() as writing:
        withdraw(writing, clock.now(), "all", "living", "p-0")
    clock.advance(TOMBSTONES_KEPT + timedelta(seconds=1))
    assert sweep(city.database, clock) == 1
    place = str(Cursor(epoch=before.epoch, seq=before.to_seq))
    assert city.sync.page(box.speaker, place, before.head).reset, "its first page holds what is gone"
    now = _after(box, "")
    place = str(Cursor(epoch=now.epoch, seq=now.to_seq))
    second = city.sync.page(box.speaker, place, now.head)
    assert (second.reset, second.more) == (False, False)


@pytest.mark.sqlite
def test_the_database_is_as_careful_as_it_must_be(city: City) -> None:
    with city.database.reading() as session:
        names = ("journal_mode", "synchronous", "foreign_keys")
        assert [session.execute(text(f"PRAGMA {name}")).scalar() for name in names] == ["wal", 2, 1]


def test_no_change_is_passed_by_while_writers_commit_and_a_box_reads(city: City, enrol: Enrol) -> None:
    """Four writers on real SQLite, one box that syncs all the while: it ends up with everything."""
    box = enrol("akai-01")
    _, cursor = _all(box)
    writers = [threading.Thread(target=_write_some, args=(city, start)) for start in range(0, 160, 40)]
    seen: list[int] = []
    pages_while_writing = 0
    for writer in writers:
        writer.start()
    while True:
        writing = any(writer.is_alive() for writer in writers)
        page = _after(box, cursor)
        seen += [change.seq for change in page.changes]
        cursor = str(Cursor(epoch=page.epoch, seq=page.to_seq))
        pages_while_writing += bool(page.changes) and writing
        if not writing and not page.more:
            break
    for writer in writers:
        writer.join()
    page = _after(box, cursor)
    seen += [change.seq for change in page.changes]
    assert pages_while_writing > 3, "the reader must have met the writers"
    assert seen == sorted(set(seen))
    with city.database.reading() as session:
        written = session.scalars(select(Item.seq).where(Item.key.like("p-%")).order_by(Item.seq)).all()
        head = session.get_one(Head, 1).seq
    assert len(written) == 160
    assert seen == list(written)
    assert page.head == head == written[-1]


def _write_some(city: City, start: int) -> None:
    for number in range(start, start + 40):
        if number % 5 == 4:
            with pytest.raises(_Undone):
                _begin_and_undo(city, number)
        _put(city, number)


def _begin_and_undo(city: City, number: int) -> None:
    with city.database.writing() as writing:
        publish(writing, city.clock.now(), "all", f"p-{number}", _page(number))
        raise _Undone


class _Undone(Exception):
    """Raised to roll a transaction back that has drawn numbers."""


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=30), st.integers(1, 5))
def test_a_box_that_syncs_now_and_then_holds_what_a_new_one_gets(
    village: Path, steps: list[tuple[int, bool]], every: int
) -> None:
    """Deltas add up to the snapshot, whatever was put and withdrawn between."""
    with TemporaryDirectory() as folder:
        shutil.copytree(village, folder, dirs_exist_ok=True)
        city = open_city(Settings(data=Path(folder)), HandClock(NOW))
        box = enroller(city)("akai-01")
        held, cursor = _all(box)
        for count, (number, put) in enumerate(steps):
            with city.database.writing() as writing:
                if put:
                    page = _page(number).model_copy(update={"title": f"{count}"})
                    publish(writing, city.clock.now(), "all", f"p-{number}", page)
                else:
                    withdraw(writing, city.clock.now(), "all", "living", f"p-{number}")
            if count % every == 0:
                cursor = _apply(box, held, cursor)
        _apply(box, held, cursor)
        assert held == _all(box)[0]
        city.database.close()


def _apply(box: EnrolledBox, held: dict[tuple[str, str], object], cursor: str) -> str:
    page = _after(box, cursor)
    assert not page.reset
    for change in page.changes:
        if change.op is Op.PUT:
            held[change.kind, change.key] = change.body
        else:
            held.pop((change.kind, change.key), None)
    return str(Cursor(epoch=page.epoch, seq=page.to_seq))


def test_a_silent_box_is_told_from_one_that_spoke(city: City, clock: HandClock, enrol: Enrol) -> None:
    enrol("akai-01")
    assert [row.silent for row in city.boxes.rows()] == [False]
    clock.advance(timedelta(hours=1))
    assert [row.silent for row in city.boxes.rows()] == [True]


def test_a_clock_set_back_makes_no_living_box_of_a_silent_one(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    enrol("akai-01")
    clock.advance(-timedelta(days=1))
    assert [row.silent for row in city.boxes.rows()] == [True]
