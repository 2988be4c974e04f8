"""What was chosen survives a restart; a consent belongs to the household that gave it."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from cache_village import NOW

from offline_cache.clock import FixedClock
from offline_cache.errors import NotKept
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox
from offline_cache.preferences import Language, Night, Preferences, TextSize, VoiceSpeed

OTHER = Preferences(TextSize.LARGEST, Language.EN, Night.OFF, VoiceSpeed.SLOW, 5, True, 2, False, True, True)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    outbox = Outbox.open(tmp_path, NOW)
    outbox.identity.enrol("box-1", "token", "h-1", [])
    yield outbox
    outbox.close()


@pytest.fixture
def face(tmp_path: Path, outbox: Outbox) -> Iterator[FaceMemory]:
    face = FaceMemory.open(tmp_path, FixedClock(NOW))
    yield face
    face.close()


def test_what_was_chosen_is_there_after_a_restart(face: FaceMemory, tmp_path: Path) -> None:
    assert all(getattr(OTHER, field.name) != getattr(Preferences(), field.name) for field in fields(OTHER))
    before = face.version()
    face.prefer(OTHER)
    assert face.snapshot().preferences == OTHER
    assert face.version() != before
    again = FaceMemory.open(tmp_path, FixedClock(NOW))
    assert again.snapshot().preferences == OTHER
    again.close()


def test_another_household_has_consented_to_nothing(face: FaceMemory, outbox: Outbox) -> None:
    face.prefer(OTHER)
    outbox.identity.enrol("box-1", "token-2", "h-2", [])
    assert face.snapshot().preferences == replace(OTHER, remote_help=False, ask_on_tv=False)
    outbox.identity.enrol("box-1", "token-3", "h-1", [])
    assert face.snapshot().preferences == OTHER


@pytest.mark.parametrize(
    ("name", "value"),
    [("text_size", "huge"), ("volume", 6), ("volume", True), ("remote_help", 1), ("taste", "sweet")],
)
def test_a_choice_that_cannot_be_read_is_none(
    face: FaceMemory, outbox: Outbox, name: str, value: object
) -> None:
    row = {"household": "", "name": name, "value": json.dumps(value)}
    outbox.db.table("preferences").insert(row, pk=("household", "name"))
    assert face.snapshot().preferences == Preferences()


def test_a_full_disk_leaves_what_was_chosen_before(face: FaceMemory, outbox: Outbox) -> None:
    face.prefer(replace(Preferences(), volume=4))
    face._opened.outbox.db.conn.execute("PRAGMA query_only = 1")
    with pytest.raises(NotKept):
        face.prefer(OTHER)
    assert face.snapshot().preferences.volume == 4
