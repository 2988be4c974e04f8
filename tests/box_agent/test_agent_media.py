"""Files as a real agent brings them: cut, killed, spoilt and without room, and never half to be seen."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from agent_process import AgentProcess, until
from cache_village import alert, check_in, notice
from fake_city import FakeCity, Fault

from wire.content import Notice
from wire.media import Attachment, AttachmentKind, MediaFile, MediaKind

pytestmark = pytest.mark.journey
SIZE = 3_000_000


def photo(city: FakeCity, data: bytes) -> MediaFile:
    digest = hashlib.sha256(data).hexdigest()
    city.files[digest] = data
    return MediaFile(sha256=digest, size=len(data), kind=MediaKind.PICTURE, width=1280, height=720)


def showing(file: MediaFile, number: int = 1) -> Notice:
    one = Attachment(kind=AttachmentKind.PHOTO, file=file, name="写真.jpg")
    written: Notice = notice(number)
    return written.model_copy(update={"attachments": (one,)})


def arrived(agent: AgentProcess, file: MediaFile) -> bool:
    path = agent.snapshot().media.get(file.sha256)
    return path is not None and hashlib.sha256(Path(path).read_bytes()).hexdigest() == file.sha256


def part(agent: AgentProcess, file: MediaFile) -> int:
    path = agent.directory / "media" / "parts" / file.sha256
    return path.stat().st_size if path.exists() else 0


def test_a_photo_comes_with_its_notice_and_goes_with_it(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    file = photo(city, os.urandom(SIZE))
    city.put("notice", "n-1", showing(file))
    until(lambda: arrived(agent, file), 5, "the photo")
    city.delete("notice", "n-1")
    until(lambda: not agent.snapshot().media, 5, "the photo of a withdrawn notice goes")


def test_a_line_that_is_cut_again_and_again_costs_no_byte_twice(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    file = photo(city, os.urandom(SIZE))
    city.plan("media", Fault.HALF, Fault.HALF, Fault.HALF)
    city.put("notice", "n-1", showing(file))
    until(lambda: arrived(agent, file), 60, "the photo after three cuts")
    assert city.fired[Fault.HALF] == 3
    assert city.ranges == [0, SIZE // 2, SIZE * 3 // 4, SIZE * 7 // 8]


def test_an_agent_killed_in_the_middle_goes_on_where_it_was_and_shows_nothing_half(
    agent: AgentProcess, city: FakeCity
) -> None:
    agent.enrolled(city)
    file = photo(city, os.urandom(SIZE))
    city.hold_after = SIZE // 3
    city.put("notice", "n-1", showing(file))
    until(lambda: part(agent, file) > 0, what="the first bytes on disk")
    agent.kill()
    begun = part(agent, file)
    assert 0 < begun < SIZE, "it was to die in the middle"
    assert agent.snapshot().media == {}
    city.hold_after = None
    city.let_go.set()
    agent.start()
    until(lambda: arrived(agent, file), what="the photo after the restart")
    assert city.ranges == [0, begun]


def test_bytes_that_are_not_what_their_name_says_are_never_shown(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    data = os.urandom(SIZE)
    file = photo(city, data)
    city.files[file.sha256] = os.urandom(SIZE)
    city.put("notice", "n-1", showing(file))
    until(lambda: len(city.ranges) >= 2, 30, "it asks for the file anew")
    assert agent.snapshot().media == {}
    assert city.ranges[1] == 0
    city.files[file.sha256] = data
    until(lambda: arrived(agent, file), 60, "the right photo")


def test_a_file_the_city_does_not_have_holds_up_no_other(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    lost, file = photo(city, os.urandom(5000)), photo(city, os.urandom(6000))
    del city.files[lost.sha256]
    older = showing(lost, 2)
    city.put("notice", "n-2", older.model_copy(update={"sent_at": older.sent_at + timedelta(hours=3)}))
    city.put("notice", "n-1", showing(file))
    until(lambda: arrived(agent, file), what="the other photo")


def test_a_full_disk_costs_the_picture_and_not_what_the_household_says(
    agent: AgentProcess, city: FakeCity
) -> None:
    agent.enrolled(city)
    file = photo(city, os.urandom(SIZE))
    city.hold_after = 1000
    city.put("notice", "n-1", showing(file))
    until(lambda: part(agent, file) == 1000, what="the first bytes on disk")
    agent.fill_disk()
    city.hold_after = None
    city.let_go.set()
    until(lambda: "no room for files" in agent.log(), what="the disk is full")
    assert part(agent, file) == 0, "what was begun gives its room back"
    agent.free_disk()
    assert agent.process is not None
    assert agent.process.poll() is None
    agent.face.say(check_in())
    until(lambda: city.effects, what="the answer of the household")
    city.put("notice", "n-2", showing(photo(city, b"small" * 100), 2))
    until(lambda: arrived(agent, file), what="the photo once there is room")


def test_what_an_emergency_needs_goes_before_what_is_on_its_way(agent: AgentProcess, city: FakeCity) -> None:
    agent.enrolled(city)
    until(lambda: city.streams)
    film, map_ = photo(city, os.urandom(SIZE)), photo(city, os.urandom(4000))
    city.hold_after = SIZE // 3
    city.put("notice", "n-1", showing(film))
    until(lambda: part(agent, film) > 0, what="the first bytes of something large")
    city.raise_alerts(alert(issued=city.now()).model_copy(update={"media": (map_,)}))
    until(lambda: agent.snapshot().alerts, 5, "the emergency")
    city.hold_after = None
    city.let_go.set()
    until(lambda: arrived(agent, map_), 5, "the map of the emergency")
    until(lambda: arrived(agent, film), what="what was on its way")
    assert part(agent, film) == 0
    assert max(city.ranges) > 0, "it went on where it was"
