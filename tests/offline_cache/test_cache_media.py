"""Files on the box: whole or not there, within their room, an emergency's before all others."""

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_cache.clock import FixedClock
from offline_cache.errors import Damaged
from offline_cache.face_memory import FaceMemory
from offline_cache.media import MediaShelf
from offline_cache.media_plan import plan, wanted
from wire.alerts import Alert, AlertStatus
from wire.base import TOKYO
from wire.content import Notice, NoticeKind, VillagePhotos
from wire.media import Attachment, AttachmentKind, MediaFile, MediaKind

NOW = datetime(2026, 11, 22, 8, 5, tzinfo=TOKYO)


def picture(data: bytes) -> MediaFile:
    digest = hashlib.sha256(data).hexdigest()
    return MediaFile(sha256=digest, size=len(data), kind=MediaKind.PICTURE, width=64, height=64)


def film(data: bytes) -> MediaFile:
    return MediaFile(sha256=hashlib.sha256(data).hexdigest(), size=len(data), kind=MediaKind.VIDEO)


def notice(name: str, hours: int, *attachments: Attachment) -> Notice:
    return Notice(
        id=name,
        kind=NoticeKind.CITY,
        title="題",
        sender="支所",
        body="本文",
        sent_at=NOW - timedelta(hours=hours),
        attachments=attachments,
    )


def photo_of(file: MediaFile) -> Attachment:
    return Attachment(kind=AttachmentKind.PHOTO, file=file, name="写真.jpg")


def alert(*files: MediaFile) -> Alert:
    return Alert(
        id="a-1",
        status=AlertStatus.ACTUAL,
        level=4,
        title="避難指示",
        headline=("山から はなれて。",),
        areas=("akai",),
        area_names=("赤井",),
        sender="湊",
        issued_at=NOW,
        expires_at=NOW + timedelta(hours=6),
        media=files,
    )


MAP, NEW, OLD, VILLAGE = (picture(word) for word in (b"map" * 50, b"new" * 50, b"old" * 50, b"lake" * 50))
FILM, STILL = film(b"film" * 500), picture(b"still" * 50)
VIDEO = Attachment(kind=AttachmentKind.VIDEO, file=FILM, poster=STILL, name="去年.mp4")


def test_an_emergency_comes_first_and_video_last() -> None:
    notices = [notice("old", 30, photo_of(OLD)), notice("new", 1, VIDEO, photo_of(NEW))]
    ordered = wanted([alert(MAP)], notices, VillagePhotos(photos=(VILLAGE,)))
    assert ordered == (MAP, STILL, NEW, OLD, VILLAGE, FILM)


def test_the_same_picture_in_two_notices_is_one_file() -> None:
    twice = [notice("one", 1, photo_of(NEW)), notice("two", 2, photo_of(NEW))]
    assert wanted((), twice, None) == (NEW,)


def test_what_nothing_shows_any_more_goes_at_once_though_there_is_room() -> None:
    decided = plan((NEW,), {NEW.sha256: NEW.size, OLD.sha256: OLD.size}, 10**9)
    assert (decided.fetch, decided.drop) == ((), (OLD.sha256,))


def test_what_matters_more_pushes_out_what_matters_less() -> None:
    here = {file.sha256: file.size for file in (OLD, FILM)}
    decided = plan((MAP, NEW, OLD, FILM), here, MAP.size + NEW.size + OLD.size)
    assert decided.fetch == (MAP, NEW)
    assert decided.drop == (FILM.sha256,)


_FILES = st.lists(st.binary(min_size=1, max_size=60), unique=True, max_size=12).map(
    lambda found: [picture(data) for data in found]
)


@given(_FILES, st.sets(st.integers(0, 11)), st.integers(0, 400), st.integers(0, 3))
def test_no_plan_takes_more_than_its_room_or_lets_an_emergency_go_for_anything_else(
    files: list[MediaFile], held: set[int], budget: int, alerts: int
) -> None:
    here = {file.sha256: file.size for place, file in enumerate(files) if place in held}
    decided = plan(files, here, budget)
    kept = {name: size for name, size in here.items() if name not in decided.drop}
    assert sum(kept.values()) + sum(file.size for file in decided.fetch) <= budget
    assert not {file.sha256 for file in decided.fetch} & set(here)
    urgent = files[:alerts]
    if sum(file.size for file in urgent) <= budget:
        assert not {file.sha256 for file in urgent} & set(decided.drop)


def test_a_file_stands_there_only_when_it_is_whole(tmp_path: Path) -> None:
    shelf, data = MediaShelf.of(tmp_path), os.urandom(200_000)
    file = picture(data)
    shelf.append(file, 0, [data[:70_000]])
    assert shelf.here() == {}
    assert shelf.begun(file) == 70_000
    shelf.append(file, 70_000, [data[70_000:150_000], data[150_000:]])
    assert shelf.here() == {}
    shelf.finish(file)
    assert shelf.here() == {file.sha256: 200_000}
    assert Path(shelf.paths()[file.sha256]).read_bytes() == data


def test_a_file_that_is_another_one_is_thrown_away_and_begun_anew(tmp_path: Path) -> None:
    shelf, data = MediaShelf.of(tmp_path), os.urandom(5000)
    file = picture(data)
    shelf.append(file, 0, [bytes(5000)])
    with pytest.raises(Damaged):
        shelf.finish(file)
    assert (shelf.here(), shelf.begun(file)) == ({}, 0)
    with pytest.raises(Damaged):
        shelf.append(file, 0, [data, b"and more"])
    assert shelf.here() == {}


def test_what_a_cut_left_behind_longer_than_the_file_is_begun_anew(tmp_path: Path) -> None:
    shelf = MediaShelf.of(tmp_path)
    long, short = picture(bytes(900)), picture(b"short")
    shelf.append(long, 0, [bytes(900)])
    (tmp_path / "media" / "parts" / long.sha256).rename(tmp_path / "media" / "parts" / short.sha256)
    assert shelf.begun(short) == 0


def test_the_room_shrinks_with_the_disk_and_never_below_nothing(tmp_path: Path) -> None:
    shelf = MediaShelf.of(tmp_path)
    assert shelf.room(most=1000, spare=0) == 1000
    assert shelf.room(most=1000, spare=10**18) == 0


def test_the_face_hears_of_a_file_that_came_and_of_one_that_went(tmp_path: Path) -> None:
    memory, shelf = FaceMemory.open(tmp_path, FixedClock(NOW)), MediaShelf.of(tmp_path)
    before, file = memory.version(), picture(b"lake")
    assert memory.snapshot().media == {}
    shelf.append(file, 0, [b"lake"])
    shelf.finish(file)
    arrived = memory.version()
    assert arrived > before
    assert memory.snapshot().media == {file.sha256: str(tmp_path / "media" / file.sha256)}
    shelf.drop([file.sha256])
    assert memory.version() > arrived
    assert memory.snapshot().media == {}
    memory.close()
