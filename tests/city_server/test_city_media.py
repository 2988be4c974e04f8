"""Files from the office: what comes out of each for the TV, what is refused, and that nothing of it stays."""

import io
import os
from datetime import timedelta
from pathlib import Path

import av
import handed_in
import pytest
from conftest import NOW
from PIL import Image
from sqlalchemy import func, select

from city_server.city import City
from city_server.clock import HandClock
from city_server.media.errors import Fault, Unusable
from city_server.media.media import Media, Upload
from city_server.media.shelf import Shelf
from city_server.media.workshop import Workshop
from city_server.notices import Draft
from city_server.tables import UploadRow
from wire.content import NoticeKind
from wire.media import AttachmentKind, MediaKind


def take(city: City, data: bytes, name: str = "file") -> Upload:
    return city.media.take(io.BytesIO(data), name, 1)


def stored(city: City) -> set[str]:
    folder = city.media.shelf.folder
    return {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()


def picture(city: City, digest: str) -> Image.Image:
    path = city.media.path(digest)
    assert path is not None
    opened = Image.open(path)
    opened.load()
    return opened


def test_a_photo_is_turned_upright_fitted_to_the_tv_and_tells_nothing_of_its_camera(city: City) -> None:
    upload = take(city, handed_in.photo(4000, 3000), "まつり.jpg")
    (one,) = upload.attachments
    assert (one.kind, one.name, one.file.kind) == (AttachmentKind.PHOTO, "まつり.jpg", MediaKind.PICTURE)
    made = picture(city, one.file.sha256)
    assert made.size == (one.file.width, one.file.height) == (810, 1080)
    assert dict(made.getexif()) == {}
    path = city.media.path(one.file.sha256)
    assert path is not None
    assert b"GPS" not in path.read_bytes()
    assert path.stat().st_size == one.file.size


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_every_usual_form_of_picture_is_taken(city: City, form: str) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (400, 300), (255, 0, 0, 0)).convert("RGB" if form == "BMP" else "RGBA").save(out, form)
    (one,) = take(city, out.getvalue()).attachments
    assert picture(city, one.file.sha256).size == (400, 300)


def test_a_document_becomes_pages_with_their_own_words(city: City) -> None:
    upload = take(city, handed_in.document("first", "second", "third"), "ちらし.pdf")
    assert [one.kind for one in upload.attachments] == [AttachmentKind.DOCUMENT] * 6
    words = [one.text for one in upload.attachments]
    assert "first" in words[0]
    assert "upper half" in words[0]
    assert "foot of" not in words[0]
    assert words[1] == "foot of first"
    assert words[5] == "foot of third"
    for one in upload.attachments:
        made = picture(city, one.file.sha256)
        assert made.width <= 1328
        assert made.height <= 860
        assert made.width > 900 or made.height == 860


def test_a_page_on_its_side_stays_one_page(city: City) -> None:
    upload = take(city, handed_in.document("wide", size=(842, 595)))
    assert len(upload.attachments) == 1


def test_any_video_becomes_the_one_form_boxes_play_with_a_still(city: City, tmp_path: Path) -> None:
    data = handed_in.film(tmp_path, "film.avi", size=(1920, 1080))
    (one,) = take(city, data, "去年.avi").attachments
    assert one.kind is AttachmentKind.VIDEO
    assert one.poster is not None
    assert picture(city, one.poster.sha256).size == (1280, 720)
    with av.open(str(city.media.path(one.file.sha256))) as made:
        video = made.streams.video[0]
        assert (video.codec_context.name, video.width, video.height) == ("h264", 1280, 720)
        assert sum(1 for _ in made.decode(video)) >= 50
    assert one.file.seconds == pytest.approx(2, abs=0.3)


def test_a_sound_becomes_one_that_every_box_plays(city: City) -> None:
    (one,) = take(city, handed_in.tone(), "区長.wav").attachments
    assert (one.kind, one.file.kind, one.poster) == (AttachmentKind.SOUND, MediaKind.SOUND, None)
    assert one.file.seconds == pytest.approx(2, abs=0.2)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 3]


HOSTILE = {
    "an empty file": (b"", Fault.EMPTY),
    "a zip that is called a photo": (handed_in.archive(), Fault.UNKNOWN),
    "a page of a web site": (b"<html><script>alert(1)</script>", Fault.UNKNOWN),
    "a playlist that names other files": (
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\nfile:///etc/passwd",
        Fault.UNKNOWN,
    ),
    "a PDF that is none": (b"%PDF-1.7 but only in name", Fault.BROKEN),
    "half a PDF": (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>", Fault.BROKEN),
    "a PDF without end": (handed_in.document(*["x"] * 13), Fault.MANY_PAGES),
    "a dot": (handed_in.photo(1, 1, "PNG"), Fault.TINY),
    "a picture bomb": (handed_in.picture_bomb(), Fault.HUGE),
    "a picture with too many pixels": (handed_in.photo(12_000, 8_000, "PNG"), Fault.HUGE),
    "a photo cut short": (_cut(handed_in.photo()), Fault.BROKEN),
    "a photo of an iPhone": (b"\x00\x00\x00\x18ftypheic" + bytes(400), Fault.HEIC),
    "a video that is only a name": (b"\x00\x00\x00\x18ftypmp42" + bytes(4000), Fault.BROKEN),
    "noise behind a head of MP3": (b"ID3" + bytes(range(256)) * 40, Fault.BROKEN),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_used_gets_its_reason_and_leaves_nothing(city: City, name: str) -> None:
    data, fault = HOSTILE[name]
    with pytest.raises(Unusable) as refused:
        take(city, data, "photo.jpg")
    assert refused.value.fault is fault
    assert stored(city) == set()
    assert list((city.media.shelf.folder / "new").iterdir()) == []
    with city.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(UploadRow)) == 0


def test_a_video_cut_short_is_refused_or_whole_up_to_there_but_never_half_shown(
    city: City, tmp_path: Path
) -> None:
    with pytest.raises(Unusable) as refused:
        take(city, _cut(handed_in.film(tmp_path)), "film.mp4")
    assert refused.value.fault is Fault.BROKEN
    assert stored(city) == set()


def test_a_file_that_takes_for_ever_is_given_up(city: City, tmp_path: Path) -> None:
    hasty = Media(city.database, city.clock, Shelf(tmp_path / "media"), Workshop(patience=0.01))
    with pytest.raises(Unusable) as refused:
        hasty.take(io.BytesIO(handed_in.photo()), "photo.jpg", None)
    assert refused.value.fault is Fault.SLOW
    assert [path.name for path in (tmp_path / "media").iterdir()] == ["new"]


def test_a_file_that_is_too_heavy_is_refused_before_anybody_opens_it(city: City, tmp_path: Path) -> None:
    small = Media(city.database, city.clock, Shelf(tmp_path / "media"), Workshop(), largest=1000)
    with pytest.raises(Unusable) as refused:
        small.take(io.BytesIO(handed_in.photo()), "photo.jpg", None)
    assert refused.value.fault is Fault.HEAVY


def test_what_nobody_used_goes_and_what_a_notice_shows_stays(city: City, clock: HandClock) -> None:
    used, unused = take(city, handed_in.photo()), take(city, handed_in.photo(colour="#703020"))
    city.notices.write(
        Draft(
            title="まつり",
            body="おいで ください。",
            kind=NoticeKind.COMMUNITY,
            sender="赤井区",
            audiences=("all",),
            attachments=used.attachments,
        ),
        staff=1,
    )
    assert len(stored(city)) == 2
    for file in city.media.shelf.folder.iterdir():
        if file.is_file():
            os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    clock.advance(timedelta(days=3))
    assert city.media.tidy() == 1
    assert stored(city) == {used.attachments[0].file.sha256}
    assert city.media.find((used.id, unused.id)) == ()
