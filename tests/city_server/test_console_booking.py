"""The bus desk books for somebody on the telephone, without a browser's window."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Served
from console_browser import Console, words_of

FORM: dict[str, Any] = {
    "household": "akai-02",
    "day": "2026-11-23",
    "from_stop": "home-akai",
    "to_stop": "takeda-hospital",
    "aim": "leave",
    "at": "09:10",
    "party": "1",
    "home_at": "",
}


@pytest.fixture
def desk(served: Served, folder: Path) -> Console:
    console = Console(f"http://127.0.0.1:{served.port}")
    console.sign_in(json.loads((folder / "logins.json").read_text())["bus_desk"])
    return console


def test_a_ride_is_answered_at_once_and_stands_in_the_days_book(served: Served, desk: Console) -> None:
    answer = desk.send("/bus-desk/new", FORM, form="/bus-desk/new")
    assert "席あり" in words_of(answer)
    assert "9:10 – 9:20" in words_of(answer)
    assert "渡部" in words_of(desk.open("/bus-desk?day=2026-11-23"))


def test_the_form_begins_without_a_guess_where_anybody_rides_or_when(desk: Console) -> None:
    page = desk.open("/bus-desk/new").text
    for name in ("from_stop", "to_stop", "at"):
        (choices,) = re.findall(rf'<select id="{name}".*?</select>', page, re.DOTALL)
        assert "selected" not in choices
        first = re.search(r"<option.*?</option>", choices)
        assert first is not None
        assert first[0] == '<option value="">えらんでください</option>'


def test_a_time_other_than_hoped_for_is_said_to_whoever_is_on_the_telephone(desk: Console) -> None:
    as_hoped = words_of(desk.send("/bus-desk/new", FORM, form="/bus-desk/new"))
    assert "ごきぼう 9:10ごろに 出る" in as_hoped
    assert "→ 9:10" not in as_hoped
    other = {**FORM, "household": "akai-03", "at": "10:40"}
    moved = words_of(desk.send("/bus-desk/new", other, form="/bus-desk/new"))
    assert "席あり" in moved
    found = re.search(r"ごきぼう 10:40 → (\d+:\d\d) 時刻が ちがいます。", moved)
    assert found is not None, moved
    assert f"{found[1]} – " in moved


def test_who_must_be_there_by_a_time_is_asked_for_so(desk: Console) -> None:
    answer = desk.send("/bus-desk/new", {**FORM, "aim": "arrive", "at": "10:10"}, form="/bus-desk/new")
    assert "10:06までに 着く" in words_of(answer)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"household": "nobody"}, "世帯を えらんでください。"),
        ({"from_stop": ""}, "乗る所を えらんでください。"),
        ({"to_stop": ""}, "行き先を えらんでください。"),
        ({"to_stop": "the-moon"}, "行き先を えらんでください。"),
        ({"to_stop": "home-akai"}, "乗る所と 行き先を べつにしてください。"),
        ({"at": ""}, "時刻を えらんでください。"),
        ({"home_at": "08:40"}, "帰りは 行きの あとに してください。"),
        ({"party": "99"}, "日と 人数を えらびなおしてください。"),
        ({"day": "someday"}, "日と 人数を えらびなおしてください。"),
    ],
)
def test_what_cannot_be_asked_for_is_said_and_nothing_is_booked(
    served: Served, desk: Console, wrong: dict[str, str], words: str
) -> None:
    answer = desk.send("/bus-desk/new", {**FORM, **wrong}, form="/bus-desk/new")
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert served.city.manifests.requests(date(2026, 11, 23)) == ()


def test_the_deadline_holds_on_the_telephone_too(served: Served, desk: Console) -> None:
    answer = desk.send("/bus-desk/new", {**FORM, "day": "2026-11-22"}, form="/bus-desk/new")
    assert "しめきりを すぎました。" in words_of(answer)
    assert "とれません" in words_of(answer)


def test_an_offer_that_was_not_made_cannot_be_taken(served: Served, desk: Console) -> None:
    answer = desk.send("/bus-desk/new", {**FORM, "day": "2026-11-22"}, form="/bus-desk/new")
    ride = answer.url.rsplit("/", 1)[1]
    page = f"/bus-desk/rides/{ride}"
    taken = desk.send(f"{page}/instead", {"offer": "2026-11-22T00:00"}, form=page)
    assert taken.status_code == 404
    offer = desk.send(f"{page}/instead", {"offer": "2026-11-23T09:10"}, form=page)
    assert "席あり" in words_of(offer)
    assert desk.open("/bus-desk/rides/nothing").status_code == 404
