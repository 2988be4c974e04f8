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
from wire.commands import CallRequest, CheckIn, RideRequest
from wire.content import Answer, CallState, RideState, Whom

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
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert page.index("田中 きよ") > page.index("よい・ふつう")
    assert gone.speaker.household == "akai-04"


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
