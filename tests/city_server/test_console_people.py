"""Commissioner, technician and bus desk at work, without a browser's window."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Served, enroller
from console_browser import Console, words_of
from sqlalchemy import select

from city_server.boxes import SILENT_AFTER
from city_server.clock import HandClock
from city_server.tables import AuditEntry
from wire.commands import (
    Absence,
    CallCancel,
    CallRequest,
    CheckIn,
    CheckInDetail,
    MedicineAnswer,
    RideRequest,
)
from wire.content import Answer, CallState, RideState, Whom
from wire.wellbeing import Ailment, Degree

SignIn = Callable[[str], Console]


@pytest.fixture
def sign_in(served: Served, folder: Path) -> SignIn:
    logins = json.loads((folder / "logins.json").read_text())

    def enter(who: str) -> Console:
        console = Console(f"http://127.0.0.1:{served.port}")
        console.sign_in(logins[who])
        return console

    return enter


def subjects(served: Served, action: str) -> list[str]:
    with served.city.database.reading() as session:
        return list(session.scalars(select(AuditEntry.subject).where(AuditEntry.action == action)))


def test_who_needs_help_stands_first_and_a_silent_box_apart_from_a_silent_person(
    sign_in: SignIn, served: Served, clock: HandClock
) -> None:
    enrol = enroller(served.city)
    gone, well, poor = enrol("akai-04"), enrol("akai-01"), enrol("akai-02")
    quiet = enrol("akai-03")
    clock.advance(SILENT_AFTER + timedelta(seconds=1))
    for box in (well, poor, quiet):
        served.city.boxes.identify(box.token)
    well.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 1)
    poor.say(CheckIn(resident="akai-02-1", answer=Answer.POOR), 1)
    well.say(CallRequest(urgent=True), 2)
    page = words_of(sign_in("commissioner").open("/commissioner"))
    order = [
        "田中さん宅",
        "渡部 節子",
        "まだ 返事が ない",
        "鈴木 清",
        "端末から 便りが ない",
        "佐藤 和子",
        "よい・ふつう",
        "田中 きよ",
        "端末が まだ ない 家",
        "端末なし",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    silent = page[page.index("端末から 便りが ない") : page.index("よい・ふつう")]
    assert "端末から 便りが ない 1 " in silent, "homes without a box are not counted among silent boxes"
    assert gone.speaker.household == "akai-04"


def test_on_a_persons_page_an_open_call_for_help_stands_first_and_what_is_over_last(
    sign_in: SignIn, served: Served
) -> None:
    box = enroller(served.city)("akai-01")
    box.say(CallRequest(urgent=True), 1)
    mine, page = sign_in("commissioner"), "/commissioner/residents/akai-01-1"
    told = words_of(mine.open(page))
    assert told.index("たすけて") < told.index("行きます") < told.index("連絡さき")
    [call] = served.city.calls.view("akai")
    mine.send(f"/commissioner/calls/{call.id}/take", {}, form=page)
    mine.send(f"/commissioner/calls/{call.id}/done", {"note": "訪ねました。"}, form=page)
    told = words_of(mine.open(page))
    assert told.index("連絡さき") < told.index("訪ねました。")


def test_a_person_without_a_box_is_said_to_have_none_not_to_be_silent(
    sign_in: SignIn, served: Served
) -> None:
    enroller(served.city)("akai-01")
    mine = sign_in("commissioner")
    assert "端末なし" not in words_of(mine.open("/commissioner/residents/akai-01-1"))
    told = words_of(mine.open("/commissioner/residents/akai-02-1"))
    assert "端末なし" in told
    assert "便りが ありません" not in told


def test_a_call_is_taken_on_by_one_and_closed_with_a_note(sign_in: SignIn, served: Served) -> None:
    enroller(served.city)("akai-01").say(CallRequest(urgent=True), 1)
    [call] = served.city.calls.view("akai")
    mine, office = sign_in("commissioner"), sign_in("office")
    answer = mine.send(f"/commissioner/calls/{call.id}/take", {}, form="/commissioner")
    assert "引き受けました。" in words_of(answer)
    late = office.send(f"/office/calls/{call.id}/take", {}, form="/office/calls")
    assert late.status_code == 409
    assert "清水 まさ子" in words_of(late)
    done = mine.send(f"/commissioner/calls/{call.id}/done", {"note": "訪ねました。"}, form="/commissioner")
    assert "対応を 記録しました。" in words_of(done)
    [call] = served.city.calls.view("akai")
    assert (call.state, call.note, call.taken_by) == (CallState.DONE, "訪ねました。", "清水 まさ子")


def test_another_areas_resident_and_call_are_refused_whatever_is_typed(
    sign_in: SignIn, served: Served
) -> None:
    enroller(served.city)("shizukata-01").say(CallRequest(urgent=True), 1)
    [call] = served.city.calls.view("shizukata")
    console = sign_in("commissioner")
    answer = console.open("/commissioner/residents/shizukata-01-1")
    assert answer.status_code == 404
    assert "ほかの 地区の方です。" in words_of(answer)
    name = served.city.households.get("shizukata-01").item.residents[0].name
    assert name not in answer.text
    for act in ("take", "done"):
        refused = console.send(f"/commissioner/calls/{call.id}/{act}", {}, form="/commissioner")
        assert refused.status_code == 404
    assert served.city.calls.view("shizukata")[0].state is CallState.WAITING
    nobody = console.open("/commissioner/residents/nobody")
    assert (nobody.status_code, words_of(nobody)) == (answer.status_code, words_of(answer))
    no_call = console.send("/commissioner/calls/none/take", {}, form="/commissioner")
    assert (no_call.status_code, words_of(no_call)) == (refused.status_code, words_of(refused))
    assert subjects(served, "refused") == [
        "resident shizukata-01-1",
        f"call {call.id}",
        f"call {call.id}",
        "resident nobody",
        "call none",
    ]


def test_each_look_at_health_data_is_written_down(sign_in: SignIn, served: Served) -> None:
    console = sign_in("commissioner")
    before = len(subjects(served, "check_ins_seen"))
    console.open("/commissioner")
    console.open("/commissioner")
    assert console.open("/commissioner/residents/akai-01-1").status_code == 200
    assert len(subjects(served, "check_ins_seen")) == before + 2
    assert subjects(served, "resident_seen") == ["akai-01-1"]


def test_a_page_that_stays_open_is_written_down_once_a_minute(
    sign_in: SignIn, served: Served, clock: HandClock
) -> None:
    console = sign_in("commissioner")
    before = len(subjects(served, "check_ins_seen"))
    console.open("/commissioner")
    console.http.headers["HX-Request"] = "true"
    for _ in range(9):
        clock.advance(timedelta(seconds=20))
        console.open("/commissioner")
        console.open("/commissioner/residents/akai-01-1")
    assert len(subjects(served, "check_ins_seen")) == before + 1 + 3
    assert len(subjects(served, "resident_seen")) == 3
    del console.http.headers["HX-Request"]
    console.open("/commissioner")
    console.open("/commissioner")
    assert len(subjects(served, "check_ins_seen")) == before + 4 + 2, (
        "who opens the page anew has looked anew"
    )


def enrol_form(console: Console, code: str, household: str) -> tuple[int, str, str]:
    fields = {"code": code, "household": household}
    answer = console.send("/technician/enrol", dict(fields), form="/technician")
    return answer.status_code, words_of(answer), answer.url


def test_a_code_as_people_type_it_gives_the_box_to_the_household(sign_in: SignIn, served: Served) -> None:
    offer = served.city.enrolment.offer("test")
    typed = f" {offer.code[:4].lower()}-{offer.code[4:]} "
    status, words, url = enrol_form(sign_in("technician"), typed, "akai-01")
    answer = served.city.enrolment.ask(offer.claim)
    assert (status, answer.household) == (200, "akai-01")
    assert url.endswith(f"/technician?enrolled={answer.box}")
    assert "テレビが すぐに 切りかわります。" in words


@pytest.mark.parametrize(
    ("code", "household", "says"),
    [
        ("BCDF-GHJK", "akai-01", "その文字の 端末は ありません。"),
        ("BCDF", "akai-01", "文字は 8文字です。"),
        ("BCDF-GHJK", "", "世帯を えらんでください。"),
        ("BCDF-GHJK", "akai-99", "世帯を えらんでください。"),
    ],
)
def test_a_wrong_code_or_no_household_is_said_in_words(
    sign_in: SignIn, code: str, household: str, says: str
) -> None:
    status, words, _ = enrol_form(sign_in("technician"), code, household)
    assert status == 422
    assert says in words


def test_a_code_that_has_run_out_and_ten_wrong_ones(
    sign_in: SignIn, served: Served, clock: HandClock
) -> None:
    console, offer = sign_in("technician"), served.city.enrolment.offer("test")
    clock.advance(timedelta(minutes=11))
    assert enrol_form(console, offer.code, "akai-01")[0] == 422
    for _ in range(9):
        assert enrol_form(console, "BCDF-GHJK", "akai-01")[0] == 422
    status, words, _ = enrol_form(console, served.city.enrolment.offer("test").code, "akai-01")
    assert status == 429
    assert "15分 受けつけません。" in words


def test_a_box_is_revoked_by_a_page_that_asks(sign_in: SignIn, served: Served) -> None:
    box, console = enroller(served.city)("akai-01"), sign_in("technician")
    ask = f"/technician/boxes/{box.speaker.box}/revoke"
    assert "端末を 使えなくしますか" in words_of(console.open(ask))
    assert "端末を 使えなくしました。" in words_of(console.send(ask, {}, form=ask))
    assert served.city.boxes.rows()[0].revoked_at is not None
    assert console.open(ask).status_code == 404


def test_a_ride_is_cancelled_with_words_for_the_tv(sign_in: SignIn, served: Served) -> None:
    day = date(2026, 11, 24)
    asked = RideRequest(day=day, from_stop="home-akai", to_stop="takeda-hospital", leave_at="09:10", party=2)
    enroller(served.city)("akai-01").say(asked, 1)
    console = sign_in("bus_desk")
    page = words_of(console.open(f"/bus-desk?day={day}"))
    assert "田中 2人" in page
    [ride] = served.city.manifests.requests(day)
    ask = f"/bus-desk/{day}/{ride.ride.id}/cancel"
    empty = console.send(ask, {"reason": " "}, form=ask)
    assert (empty.status_code, "わけを 書いてください。" in words_of(empty)) == (422, True)
    assert served.city.manifests.requests(day)[0].ride.state is RideState.GIVEN
    done = console.send(ask, {"reason": "大雪のため 運休します。"}, form=ask)
    assert "取り消しました。" in words_of(done)
    told = served.city.manifests.requests(day)[0].ride
    assert (told.state, told.reason) == (RideState.CANCELLED, "大雪のため 運休します。")
    assert console.open(ask).status_code == 409
    assert console.open("/bus-desk?day=tomorrow").status_code == 404


def test_the_bus_desk_touches_only_calls_meant_for_it(sign_in: SignIn, served: Served) -> None:
    box = enroller(served.city)("akai-01")
    box.say(CallRequest(whom=Whom.BUS_DESK), 1)
    box.say(CallRequest(whom=Whom.COMMISSIONER), 2)
    console = sign_in("bus_desk")
    [ours] = served.city.calls.view(whom=Whom.BUS_DESK)
    [theirs] = served.city.calls.view(whom=Whom.COMMISSIONER)
    assert console.send(f"/bus-desk/calls/{ours.id}/take", {}, form="/bus-desk").status_code == 200
    assert console.send(f"/bus-desk/calls/{theirs.id}/take", {}, form="/bus-desk").status_code == 404


def test_a_wish_to_talk_is_taken_on_with_a_time(sign_in: SignIn, served: Served) -> None:
    enroller(served.city)("akai-01").say(CallRequest(resident="akai-01-1"), 1)
    [call] = served.city.calls.view("akai")
    console = sign_in("commissioner")
    page = console.open("/commissioner")
    assert '<a href="/commissioner/residents/akai-01-1">田中 きよ</a> 82さい' in page.text
    assert "行きます" not in words_of(page), "nobody goes who was asked to ring"
    ten = served.city.clock.now().replace(hour=10, minute=0)
    take = f"/commissioner/calls/{call.id}/take"
    done = console.send(take, {"ring_at": ten.isoformat()}, form="/commissioner")
    assert "清水 まさ子さんが 10:00ごろ 電話します。" in words_of(done)
    assert served.city.calls.view("akai")[0].ring_at == ten
    for wrong in ("soon", "2026-11-22T10:00:00", "2031-01-01T10:00:00+09:00"):
        assert console.send(take, {"ring_at": wrong}, form="/commissioner").status_code == 400
    assert served.city.calls.view("akai")[0].ring_at == ten


def test_help_that_was_a_mistake_waits_until_somebody_made_sure(sign_in: SignIn, served: Served) -> None:
    box = enroller(served.city)("akai-01")
    box.say(CallRequest(urgent=True), 1)
    box.say(CallCancel(call="inst-akai-01-1"), 2)
    console = sign_in("commissioner")
    words = words_of(console.open("/commissioner"))
    assert "「まちがえました」と とりけしました。" in words
    assert "行きます" not in words
    done = "/commissioner/calls/inst-akai-01-1/done"
    page = words_of(console.send(done, {"note": "電話で 確かめました。"}, form="/commissioner"))
    assert "「まちがえました」" not in page
    assert "電話で 確かめました。" in page


def test_what_hurts_medicine_and_days_away_stand_on_the_page(sign_in: SignIn, served: Served) -> None:
    enrol = enroller(served.city)
    poor, away = enrol("akai-02"), enrol("akai-03")
    poor.say(CheckIn(resident="akai-02-1", answer=Answer.POOR), 1)
    poor.say(CheckInDetail(resident="akai-02-1", ailment=Ailment.CHEST, degree=Degree.VERY), 2)
    poor.say(MedicineAnswer(resident="akai-02-1", taken=False), 3)
    today = served.city.clock.now().date()
    away.say(Absence(first=today, until=today + timedelta(days=2)), 1)
    page = words_of(sign_in("commissioner").open("/commissioner"))
    assert "胸・とても" in page
    assert "くすり まだ" in page
    assert page.index("留守") < page.index("鈴木 清")
    assert "11月22日(日)から 11月24日(火)まで" in page


def test_what_the_tv_asks_is_set_on_the_residents_page(sign_in: SignIn, served: Served) -> None:
    console, home = sign_in("commissioner"), "/commissioner/residents/akai-01-1"
    ask = f"{home}/ask"
    page = console.send(ask, {"medicine": "yes", "check_in_by": "08:00"}, form=home)
    assert "テレビで きくことを 変えました。" in words_of(page)
    item = served.city.households.get("akai-01").item
    assert (item.check_in_by, item.residents[0].medicine) == ("08:00", True)
    console.send(ask, {"check_in_by": ""}, form=home)
    item = served.city.households.get("akai-01").item
    assert (item.check_in_by, item.residents[0].medicine) == (None, False)
    assert console.send(ask, {"check_in_by": "03:00"}, form=home).status_code == 400
    other = "/commissioner/residents/shizukata-01-1/ask"
    assert console.send(other, {"medicine": "yes"}, form=home).status_code == 404
