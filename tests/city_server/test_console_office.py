"""The office at work: notices with proof, alerts with a second step, errors that change nothing."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from conftest import Served, enroller
from console_browser import Console, words_of

from city_server.boxes import SILENT_AFTER
from city_server.clock import HandClock
from city_server.web_shell.tv import FONTS as TV_FONTS
from typeset.metrics import Font
from typeset.pages import pages
from wire.alerts import AlertStatus
from wire.commands import AlertAnswer, AlertReply, NoticeReceipt, ReceiptStep

NOTICE = {"title": "水道の工事", "body": "あした 水が 止まります。", "kind": "city", "sender": "湊支所"}
ALERT = {
    "status": "actual",
    "level": "4",
    "title": "避難指示",
    "headline1": "土砂くずれの おそれ。",
    "sender": "会津若松市",
    "hours": "6",
    "area": ["akai"],
}


@pytest.fixture
def office(served: Served, folder: Path) -> Console:
    console = Console(f"http://127.0.0.1:{served.port}")
    console.sign_in(json.loads((folder / "logins.json").read_text())["office"])
    return console


def write(office: Console, **change: object) -> requests.Response:
    return office.send("/office/notices", {**NOTICE, "area": ["akai"], **change}, form="/office/notices/new")


def test_a_notice_goes_to_the_chosen_areas_and_stands_in_the_list(office: Console, served: Served) -> None:
    listed = write(office, area=["akai", "shizukata"])
    assert "お知らせを 送りました。" in words_of(listed)
    sent = served.city.notices.list()[0]
    assert sent.audiences == ("area:akai", "area:shizukata")
    assert (sent.notice.title, sent.notice.body) == (NOTICE["title"], NOTICE["body"])
    assert "水道の工事" in words_of(listed)


def test_all_areas_is_one_audience(office: Console, served: Served) -> None:
    write(office, area=["all", "akai"])
    assert served.city.notices.list()[0].audiences == ("all",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "長" * 61}, "60"),
        ({"body": ""}, "本文"),
        ({"body": "あ" * 4001}, "4000"),
        ({"area": []}, "地区"),
        ({"area": ["nowhere"]}, "地区"),
        ({"kind": "rumour"}, "種類を えらんでください。"),
        ({"expires": "soon"}, "日にちは"),
        ({"expires": "2026-11-21"}, ""),
    ],
)
def test_a_wrong_field_is_said_in_words_keeps_what_was_typed_and_changes_nothing(
    office: Console, served: Served, change: dict[str, object], words: str
) -> None:
    before = served.city.notices.list()
    answer = write(office, **{"title": "のこる題名", **change})
    assert answer.status_code == 422
    assert "まだ 送っていません。" in words_of(answer)
    assert words in words_of(answer)
    assert str({"title": "のこる題名", **change}["title"]) in answer.text
    assert served.city.notices.list() == before


def test_what_is_typed_is_never_markup(office: Console) -> None:
    answer = write(office, title="<script>alert(1)</script>")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_the_preview_breaks_pages_as_the_tv_does_and_counts_homes(office: Console, served: Served) -> None:
    token = office.token("/office/notices/new")
    body = "湊町の みなさまへ。" * 40
    fields = {"body": body, "title": "題", "area": ["akai"], "csrf": token}
    answer = office.http.post(office.base + "/office/notices/preview", data=fields, timeout=10)
    homes = served.city.households.list("akai")
    people = sum(len(home.item.residents) for home in homes)
    assert f"{len(homes)}世帯・{people}人に 送ります。うち 0世帯の テレビに 出ます。" in words_of(answer)
    font = Font.load(TV_FONTS / "BIZUDPGothic-Regular.ttf")
    expected = pages(body, 1728, 6, lambda text: font.width(text, 64))
    assert len(expected) > 1
    assert answer.text.count('class="tv"') == len(expected)
    lines = [line for page in expected for line in page]
    assert re.findall(r"<span>(湊町の[^<]*|みなさま[^<]*)</span>", answer.text) == lines


def test_before_it_is_sent_it_is_said_whose_tv_will_not_show_it(
    office: Console, served: Served, clock: HandClock
) -> None:
    homes = served.city.households.list("akai")
    enrol, (gone, bare, *others) = enroller(served.city), [home.id for home in homes]
    enrol(gone)
    clock.advance(SILENT_AFTER + timedelta(seconds=1))
    for home in others:
        enrol(home)

    def told() -> str:
        fields = {"body": "あ", "title": "題", "area": ["akai"], "csrf": token}
        answer = office.http.post(office.base + "/office/notices/preview", data=fields, timeout=10)
        assert ('class="said"' in answer.text) == ("どの家の テレビにも 出ます。" in answer.text)
        return words_of(answer)

    token = office.token("/office/notices/new")
    names = {home.id: home.name for home in homes}
    assert f"うち {len(others)}世帯の テレビに 出ます。" in told()
    assert f"端末のない 1世帯には 出ません。紙か 電話で 知らせてください: {names[bare]}" in told()
    assert f"いま 音信のない 1世帯には、つながった ときに 出ます: {names[gone]}" in told()
    enrol(bare)
    enrol(gone)
    assert "どの家の テレビにも 出ます。" in told()


def test_the_counts_follow_what_the_homes_do(office: Console, served: Served) -> None:
    write(office)
    notice = served.city.notices.list()[0].notice.id
    box = enroller(served.city)("akai-01")
    for number, step in enumerate(ReceiptStep, 1):
        box.say(NoticeReceipt(notice=notice, step=step), number)
    answer = office.open(f"/office/notices/{notice}")
    homes = len(served.city.households.list("akai"))
    steps = " ".join(f"{step} 1 / {homes}世帯" for step in ("とどいた", "出た", "読んだ", "見ました"))
    assert steps in words_of(answer)
    assert f'<progress value="1" max="{homes}" aria-label="とどいた 1 / {homes}">' in answer.text


def test_a_notice_is_withdrawn_once_and_by_a_page_that_asks(office: Console, served: Served) -> None:
    write(office)
    notice = served.city.notices.list()[0].notice.id
    ask = f"/office/notices/{notice}/withdraw"
    assert "取り下げますか" in words_of(office.open(ask))
    assert "取り下げました。" in words_of(office.send(ask, {}, form=ask))
    assert served.city.notices.get(notice).withdrawn_at is not None
    assert office.open(ask).status_code == 409
    assert office.open("/office/notices/notice-none").status_code == 404


def raise_alert(office: Console, again: str, **change: object) -> requests.Response:
    fields = {**ALERT, "again": again, **change}
    return office.send("/office/alerts", fields, form="/office/alerts/new")


def test_an_alert_is_read_back_before_anything_goes_out(office: Console, served: Served) -> None:
    answer = office.send("/office/alerts/review", dict(ALERT), form="/office/alerts/new")
    homes = len(served.city.households.list("akai"))
    assert f"これを {homes}世帯の うち 0世帯の テレビに 出します。" in words_of(answer)
    assert "本番です" in words_of(answer)
    drill = office.send("/office/alerts/review", {**ALERT, "status": "drill"}, form="/office/alerts/new")
    assert "訓練です" in words_of(drill)
    assert "本番です" not in words_of(drill)
    assert served.city.alerts.list() == ()


@pytest.mark.parametrize("again", ["", "3", "44", "避難指示"])
def test_without_the_level_typed_again_nothing_goes_out(office: Console, served: Served, again: str) -> None:
    answer = raise_alert(office, again)
    assert answer.status_code == 422
    assert "まだ 出していません。" in words_of(answer)
    assert served.city.alerts.list() == ()


def test_the_second_step_raises_it_and_the_answers_are_counted(office: Console, served: Served) -> None:
    box = enroller(served.city)("akai-01")
    answer = raise_alert(office, "４")  # as a Japanese keyboard may type it
    assert "緊急のお知らせを テレビに 出しました。" in words_of(answer)
    [raised] = served.city.alerts.list()
    assert (raised.alert.status, raised.alert.level) == (AlertStatus.ACTUAL, 4)
    box.say(AlertAnswer(alert=raised.alert.id, reply=AlertReply.HELP), 1)
    page = words_of(office.open(f"/office/alerts/{raised.alert.id}"))
    assert "たすけて 1 / 6" in page
    assert page.index("田中") < page.index("渡部")  # who needs help stands first


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"level": "5", "to_shelter": "yes"}, "警戒レベル5では 避難所へ 行かせません。"),
        ({"headline1": "長" * 25}, "1行は 24文字までです。"),
        ({"headline1": ""}, "何が おきているかを 書いてください。"),
        ({"area": []}, "地区を えらんでください。"),
        ({"title": ""}, "16文字まで"),
        ({"level": "9"}, "警戒レベルを えらんでください。"),
        ({"status": "perhaps"}, "本番か 訓練かを えらんでください。"),
        ({"hours": "999"}, "時間を えらんでください。"),
    ],
)
def test_a_wrong_alert_goes_back_in_words(
    office: Console, served: Served, change: dict[str, object], words: str
) -> None:
    answer = raise_alert(office, "4", **change)
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert served.city.alerts.list() == ()


def test_an_alert_is_ended_by_a_page_that_asks(office: Console, served: Served) -> None:
    raise_alert(office, "4")
    [raised] = served.city.alerts.list()
    ask = f"/office/alerts/{raised.alert.id}/end"
    assert "おわりにしました。" in words_of(office.send(ask, {}, form=ask))
    assert served.city.alerts.get(raised.alert.id).ended_at is not None
    assert office.open(ask).status_code == 409
