"""A disk without a free byte: the box starts from cold, shows what it has, and keeps what is said."""

import subprocess
import sys
from pathlib import Path

import pytest
from cache_village import NOW

from offline_cache.database import open_content
from offline_cache.reserve import RESERVE, RESERVE_BYTES, give_up, hold

STORY = """
import os, sys
from pathlib import Path
from cache_village import NOW, check_in, household, notice
from offline_cache.clock import FixedClock
from offline_cache.content import Content
from offline_cache.errors import NotKept
from offline_cache.face_memory import FaceMemory
from wire.sync import Change, Op, SyncPage
folder = Path(sys.argv[1])
content = Content.open(folder, NOW)
put = Change(seq=1, kind="notice", key="n-1", op=Op.PUT, body=notice(1).model_dump(mode="json"))
content.apply(SyncPage(epoch="e", from_seq=0, to_seq=1, head=1, more=False, reset=True, changes=(put,),
    server_time=NOW))
content.close()
FaceMemory.open(folder, FixedClock(NOW)).close()
assert not list(folder.glob("*-shm")), "what SQLite needs beside its files must have to be made anew"
if sys.argv[2] == "without":
    (folder / "reserve").unlink()
with (folder / "filler").open("wb", buffering=0) as filler:
    try:
        while True:
            filler.write(bytes(4096))
    except OSError as full:
        print("full", full.errno)
free = os.statvfs(folder)
assert free.f_bavail == 0
face = FaceMemory.open(folder, FixedClock(NOW))
print("shown", [one.id for one in face.snapshot().notices])
for _ in range(20):
    face.say(check_in())
face.close()
again = FaceMemory.open(folder, FixedClock(NOW))
print("kept", len(again.snapshot().said))
"""


def on_a_small_disk(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the story in a namespace with a disk of eight megabytes of its own."""
    root = Path(__file__).parents[2]
    mount = f"mount -t tmpfs -o size=8m none {folder}"
    script = f"{mount} && exec {sys.executable} -c '{STORY}' {folder} {' '.join(words)}"
    return subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],
        env={"PYTHONPATH": f"{root}:{Path(__file__).parent}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _own_disk() -> bool:
    tried = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


needs_own_disk = pytest.mark.skipif(not _own_disk(), reason="this machine gives nobody a disk of their own")


@needs_own_disk
def test_a_cold_start_on_a_full_disk_shows_what_is_there_and_keeps_what_is_said(tmp_path: Path) -> None:
    told = on_a_small_disk(tmp_path, "with")
    assert "full 28" in told.stdout, "the disk must really have been full"
    assert "shown ['n-1']" in told.stdout, told.stderr
    assert "kept 20" in told.stdout, told.stderr


@needs_own_disk
def test_without_the_room_held_back_the_same_start_fails(tmp_path: Path) -> None:
    """Or the test above would prove nothing."""
    told = on_a_small_disk(tmp_path, "without")
    assert "full 28" in told.stdout
    assert "shown" not in told.stdout
    assert "sqlite3." in told.stderr


def test_the_room_is_held_once_a_file_was_opened_and_given_up_once(tmp_path: Path) -> None:
    open_content(tmp_path, NOW).close()
    assert (tmp_path / RESERVE).stat().st_blocks * 512 >= RESERVE_BYTES, "a hole in a file holds no room"
    assert give_up(tmp_path)
    assert not give_up(tmp_path)
    hold(tmp_path)
    assert (tmp_path / RESERVE).exists()
