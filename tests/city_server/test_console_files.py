"""The office's files, living pages and photos: what is taken, what is refused, and what TVs then show."""

import json
import re
from pathlib import Path

import handed_in
import pytest
import requests
from conftest import EnrolledBox, Served, enroller
from console_browser import Console, words_of

from city_server.city import City
from wire.commands import NoticeReply
from wire.content import LivingKind, LivingPage, NoticeChoice, VillagePhotos

_UPLOAD = re.compile(r'name="upload" value="(upload-[0-9a-f]+)"')


@pytest.fixture
def office(served: Served, folder: Path) -> Console:
    console = Console(f"http://127.0.0.1:{served.port}")
    console.sign_in(json.loads((folder / "logins.json").read_text())["office"])
    return console


def hand_in(office: Console, data: bytes, name: str = "まつり.jpg") -> requests.Response:
    csrf = office.token("/office/notices/new")
    return office.http.post(
        f"{office.base}/office/files", data={"csrf": csrf}, files={"file": (name, data)}, timeout=60
    )


def notice_fields(**more: object) -> dict[str, object]:
    typed: dict[str, object] = {
        "title": "いもに会",
        "body": "あつまりましょう。",
        "kind": "community",
        "sender": "赤井区",
        "area": "all",
    }
    return typed | more


def mirrored(city: City, box: EnrolledBox, kind: str) -> list[dict[str, object]]:
    return [one.body or {} for one in city.sync.page(box.speaker, "").changes if one.kind == kind]


def test_a_photo_goes_with_its_notice_to_the_boxes(office: Console, served: Served) -> None:
    answer = hand_in(office, handed_in.photo())
    assert answer.status_code == 200
    [upload] = _UPLOAD.findall(answer.text)
    sent = office.send("/office/notices", notice_fields(upload=upload), form="/office/notices/new")
    assert sent.status_code == 200
    [notice] = [one.notice for one in served.city.notices.list() if one.notice.title == "いもに会"]
    [one] = notice.attachments
    box = enroller(served.city)("akai-01")
    head = {"Authorization": f"Bearer {box.token}"}
    file = requests.get(f"{served.url}/media/{one.file.sha256}", headers=head, timeout=10)
    assert len(file.content) == one.file.size
    rest = requests.get(
        f"{served.url}/media/{one.file.sha256}", headers={**head, "Range": "bytes=1000-"}, timeout=10
    )
    assert (rest.status_code, rest.content) == (206, file.content[1000:])
    assert requests.get(f"{served.url}/media/{one.file.sha256}", timeout=10).status_code == 401
    assert requests.get(f"{served.url}/media/{'0' * 64}", headers=head, timeout=10).status_code == 404
    shown = office.open(f"/office/notices/{notice.id}")
    assert f"/office/files/{one.file.sha256}" in shown.text
    preview = office.http.get(f"{office.base}/office/files/{one.file.sha256}?kind=picture", timeout=10)
    assert preview.headers["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (handed_in.archive(), "どれでもない"),
        (b"%PDF-1.4 no", "こわれていて"),
        (handed_in.photo(1, 1), "小さすぎて"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(
    office: Console, served: Served, data: bytes, words: str
) -> None:
    answer = hand_in(office, data)
    assert answer.status_code == 422
    assert words in words_of(answer)
    folder = served.city.media.shelf.folder
    assert [path.name for path in folder.iterdir()] == ["new"]


def test_a_form_that_goes_back_keeps_its_files_and_its_question(office: Console) -> None:
    [upload] = _UPLOAD.findall(hand_in(office, handed_in.photo()).text)
    fields = notice_fields(upload=upload, title="", asks_reply="yes", reply_until="2026-11-27T17:00")
    back = office.send("/office/notices", fields, form="/office/notices/new")
    assert back.status_code == 422
    assert _UPLOAD.findall(back.text) == [upload]
    assert 'value="2026-11-27T17:00"' in back.text
    assert 'name="asks_reply" value="yes" checked' in back.text


def test_a_file_nobody_knows_is_said_so(office: Console, served: Served) -> None:
    before = len(served.city.notices.list())
    fields = notice_fields(upload="upload-000000000000000000000000")
    back = office.send("/office/notices", fields, form="/office/notices/new")
    assert back.status_code == 422
    assert "期限が きれました" in words_of(back)
    assert len(served.city.notices.list()) == before


def test_without_a_token_nobody_hands_in_anything(office: Console) -> None:
    answer = office.http.post(
        f"{office.base}/office/files", files={"file": ("a.jpg", handed_in.photo())}, timeout=60
    )
    assert answer.status_code == 403


def test_replies_are_counted_and_named_by_household(office: Console, served: Served) -> None:
    fields = notice_fields(area="akai", asks_reply="yes", reply_until="2026-11-27T17:00")
    office.send("/office/notices", fields, form="/office/notices/new")
    [notice] = [one.notice for one in served.city.notices.list() if one.notice.title == "いもに会"]
    home = enroller(served.city)("akai-01")
    home.say(NoticeReply(notice=notice.id, choice=NoticeChoice.ATTEND), 1)
    page = words_of(office.open(f"/office/notices/{notice.id}"))
    assert "参加する 1 / 6" in page
    assert "まだ 5 / 6" in page
    home.say(NoticeReply(notice=notice.id, choice=NoticeChoice.ABSENT), 2)
    page = words_of(office.open(f"/office/notices/{notice.id}"))
    assert "参加する 0 / 6世帯 参加しない 1 / 6世帯" in page
    home.say(NoticeReply(notice=notice.id, choice=NoticeChoice.NONE), 3)
    assert "参加しない 0 / 6世帯 まだ 6 / 6世帯" in words_of(office.open(f"/office/notices/{notice.id}"))


def calendar(**more: object) -> dict[str, object]:
    typed: dict[str, object] = {
        "id": "",
        "kind": "calendar",
        "title": "灯油の 配達",
        "area": "akai",
        "line_label": ["灯油", ""],
        "line_weekdays": ["第1・第3 水", ""],
        "line_text": ["午前中", ""],
        "line_days": ["12/30", ""],
        "line_not_on": ["12月2日", ""],
    }
    return typed | more


def test_a_calendar_is_written_shown_put_first_and_taken_off(office: Console, served: Served) -> None:
    city, box = served.city, enroller(served.city)("akai-01")
    elsewhere = enroller(served.city)("shizukata-01")
    office.send("/office/living", calendar(), form="/office/living/new?kind=calendar")
    [sheet] = [one for one in city.living.list() if one.rule.title == "灯油の 配達"]
    assert not sheet.published
    assert all(body["id"] != sheet.rule.id for body in mirrored(city, box, "living"))
    form = "/office/living"
    office.send(f"/office/living/{sheet.rule.id}/show", {}, form=form)
    [page] = [LivingPage.model_validate(b) for b in mirrored(city, box, "living") if b["id"] == sheet.rule.id]
    assert page.kind is LivingKind.CALENDAR
    assert [f"{line.day}" for line in page.lines] == ["2026-12-16"]
    assert all(body["id"] != sheet.rule.id for body in mirrored(city, elsewhere, "living"))
    for _ in range(9):
        office.send(f"/office/living/{sheet.rule.id}/up", {}, form=form)
    assert city.living.list()[0].rule.id == sheet.rule.id
    again = calendar(id=sheet.rule.id, area="shizukata")
    office.send("/office/living", again, form=f"/office/living/{sheet.rule.id}")
    assert all(body["id"] != sheet.rule.id for body in mirrored(city, box, "living"))
    assert any(body["id"] == sheet.rule.id for body in mirrored(city, elsewhere, "living"))
    office.send(f"/office/living/{sheet.rule.id}/withdraw", {}, form=form)
    assert all(body["id"] != sheet.rule.id for body in mirrored(city, elsewhere, "living"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"line_weekdays": ["いつか", ""]}, "1行目: 曜日は"),
        ({"line_days": ["そのうち", ""]}, "1行目: 日は"),
        ({"line_label": ["", ""]}, "1行目: 名前と"),
        ({"title": " "}, "題名を"),
        ({"area": "atlantis"}, "送り先を"),
        (
            {
                "line_label": ["", ""],
                "line_weekdays": ["", ""],
                "line_text": ["", ""],
                "line_days": ["", ""],
                "line_not_on": ["", ""],
            },
            "1行は",
        ),
    ],
)
def test_a_page_that_cannot_be_read_goes_back_in_words_with_everything_in_it(
    office: Console, served: Served, change: dict[str, object], words: str
) -> None:
    before = served.city.living.list()
    back = office.send("/office/living", calendar(**change), form="/office/living/new?kind=calendar")
    assert back.status_code == 422
    assert words in words_of(back)
    if "line_text" not in change:
        assert 'value="午前中"' in back.text
    assert served.city.living.list() == before


def test_the_preview_of_a_list_understands_hours(office: Console) -> None:
    fields = {
        "kind": "list",
        "title": "お店",
        "area": "all",
        "line_label": "みなと商店",
        "line_text": "食べもの",
        "line_hours": "月〜土 9:00〜18:30",
        "line_phone": "0242-00-0040",
    }
    shown = office.send("/office/living/preview", dict(fields), form="/office/living/new?kind=list")
    assert "09:00〜18:30" in words_of(shown)


def test_photos_of_the_village_go_to_every_box_twelve_at_most(office: Console, served: Served) -> None:
    box = enroller(served.city)("akai-01")

    def add(data: bytes) -> requests.Response:
        csrf = office.token("/office/photos")
        return office.http.post(
            f"{office.base}/office/photos", data={"csrf": csrf}, files={"file": ("村.jpg", data)}, timeout=60
        )

    assert "写真を 足しました" in words_of(add(handed_in.photo()))
    assert add(handed_in.tone()).status_code == 422
    assert add(handed_in.archive()).status_code == 422
    [body] = mirrored(served.city, box, "photos")
    [photo] = VillagePhotos.model_validate(body).photos
    for number in range(11):
        served.city.photos.add(photo.model_copy(update={"sha256": f"{number:064x}"}), 1)
    assert "12まいまで" in words_of(add(handed_in.photo(colour="#101080")))
    office.send(f"/office/photos/{photo.sha256}/remove", {}, form="/office/photos")
    assert photo.sha256 not in {one.sha256 for one in served.city.photos.list()}
