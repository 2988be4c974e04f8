"""訓練: its result is on the TVs of its area when it is over, and no emergency ever has one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from conftest import NOW, EnrolledBox

from city_server.city import City
from city_server.clock import HandClock
from city_server.domain.alerts import AlertDraft
from wire.alerts import AlertStatus
from wire.commands import AlertAnswer, AlertReply

Enrol = Callable[[str], EnrolledBox]


def _raise(city: City, status: AlertStatus = AlertStatus.DRILL, ends: datetime | None = None) -> str:
    draft = AlertDraft(
        status=status,
        level=4,
        title="避難指示",
        headline=("土砂くずれの おそれ。",),
        advice=(),
        to_shelter=True,
        areas=("akai", "hara"),
        sender="会津若松市",
        expires_at=ends or NOW + timedelta(hours=2),
    )
    return city.alerts.raise_alert(draft, staff=1).id


def _items(box: EnrolledBox, kind: str) -> list[dict[str, Any]]:
    page = box.city.sync.page(box.speaker, "")
    return [change.body for change in page.changes if change.kind == kind and change.body is not None]


@pytest.fixture
def boxes(enrol: Enrol) -> tuple[EnrolledBox, EnrolledBox, EnrolledBox]:
    return enrol("akai-01"), enrol("akai-02"), enrol("hara-01")


def test_each_area_is_told_how_many_of_its_boxes_answered(
    city: City, boxes: tuple[EnrolledBox, EnrolledBox, EnrolledBox]
) -> None:
    one, other, elsewhere = boxes
    drill = _raise(city)
    one.say(AlertAnswer(alert=drill, reply=AlertReply.SEEN), 1)
    assert _items(one, "drill") == [], "it is not over yet"
    city.alerts.end(drill, staff=1)
    (result,) = _items(other, "drill")
    assert (result["title"], result["homes"], result["answered"]) == ("避難指示", 2, 1)
    (there,) = _items(elsewhere, "drill")
    assert (there["homes"], there["answered"]) == (1, 0)
    assert [answer["drill"] for answer in _items(one, "drill_answer")] == [drill]
    assert _items(other, "drill_answer") == []


def test_an_answer_that_comes_after_the_drill_is_counted_too(
    city: City, boxes: tuple[EnrolledBox, EnrolledBox, EnrolledBox]
) -> None:
    drill = _raise(city)
    city.alerts.end(drill, staff=1)
    boxes[1].say(AlertAnswer(alert=drill, reply=AlertReply.EVACUATED), 1)
    assert _items(boxes[0], "drill")[0]["answered"] == 1


def test_a_drill_that_runs_out_has_its_result(
    city: City, clock: HandClock, boxes: tuple[EnrolledBox, EnrolledBox, EnrolledBox]
) -> None:
    _raise(city, ends=NOW + timedelta(minutes=5))
    clock.advance(timedelta(minutes=6))
    city.alerts.drop_expired()
    assert len(_items(boxes[0], "drill")) == 1


def test_an_emergency_leaves_no_result_of_a_drill(
    city: City, boxes: tuple[EnrolledBox, EnrolledBox, EnrolledBox]
) -> None:
    alert = _raise(city, AlertStatus.ACTUAL)
    boxes[0].say(AlertAnswer(alert=alert, reply=AlertReply.SEEN), 1)
    city.alerts.end(alert, staff=1)
    assert _items(boxes[0], "drill") + _items(boxes[0], "drill_answer") == []
