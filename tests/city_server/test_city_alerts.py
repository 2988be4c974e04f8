"""Alerts: a signed list per area whose number only rises."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import Enrol
from hypothesis import given
from hypothesis import strategies as st

from city_server.city import City
from city_server.clock import HandClock
from city_server.domain.alerts import AlertDraft, next_number
from city_server.errors import Invalid, NotFound
from wire.alerts import AlertList, AlertStatus
from wire.commands import AlertAnswer, AlertReply, Outcome
from wire.signing import open_alerts


def _draft(city: City, **change: Any) -> AlertDraft:
    typed: dict[str, Any] = {
        "status": AlertStatus.ACTUAL,
        "level": 4,
        "title": "避難指示",
        "headline": ("土砂くずれの おそれ。",),
        "advice": ("湊公民館へ",),
        "to_shelter": True,
        "areas": ("akai", "shizukata"),
        "sender": "湊町",
        "expires_at": city.clock.now() + timedelta(hours=6),
        **change,
    }
    return AlertDraft(**typed)


def _list(city: City, area: str = "akai") -> AlertList:
    number, signed = city.alerts.signed(area)
    listed = open_alerts(signed, city.enrolment.alert_keys)
    assert listed.number == number
    return listed


def test_an_alert_stands_in_the_lists_of_its_areas_alone(city: City) -> None:
    alert = city.alerts.raise_alert(_draft(city), staff=1)
    assert alert.area_names == ("赤井", "静潟")
    assert [_list(city, area).alerts for area in ("akai", "shizukata", "hara")] == [(alert,), (alert,), ()]


def test_the_number_rises_with_every_change(city: City, clock: HandClock) -> None:
    numbers = [_list(city).number]
    alert = city.alerts.raise_alert(_draft(city), staff=1)
    numbers.append(_list(city).number)
    city.alerts.raise_alert(_draft(city, expires_at=clock.now() + timedelta(minutes=1)), staff=1)
    numbers.append(_list(city).number)
    city.alerts.end(alert.id, staff=1)
    numbers.append(_list(city).number)
    clock.advance(timedelta(minutes=1))
    city.alerts.drop_expired()
    numbers.append(_list(city).number)
    assert numbers == sorted(set(numbers))
    assert _list(city).alerts == ()


def test_nothing_that_has_not_changed_raises_the_number(city: City) -> None:
    alert = city.alerts.raise_alert(_draft(city), staff=1)
    city.alerts.end(alert.id, staff=1)
    number = _list(city).number
    city.alerts.end(alert.id, staff=1)
    city.alerts.drop_expired()
    assert _list(city).number == number


@given(st.integers(0, 2**30), st.datetimes())
def test_a_number_is_always_higher_than_the_last(last: int, moment: Any) -> None:
    assert next_number(last, moment) > last


def test_the_gravest_comes_first_and_a_drill_last(city: City) -> None:
    drill = city.alerts.raise_alert(
        _draft(city, status=AlertStatus.DRILL, level=5, to_shelter=False), staff=1
    )
    lost = city.alerts.raise_alert(_draft(city, level=None, title="行方不明", to_shelter=False), staff=1)
    grave = city.alerts.raise_alert(_draft(city), staff=1)
    assert [alert.id for alert in _list(city).alerts] == [grave.id, lost.id, drill.id]
    assert [row.alert.id for row in city.alerts.list()] == [grave.id, lost.id, drill.id]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("to_shelter", {"level": 5}),
        ("level", {"level": 6}),
        ("title", {"title": ""}),
        ("title", {"title": "あ" * 17}),
        ("headline", {"headline": ()}),
        ("headline", {"headline": ("一", "二", "三")}),
        ("headline", {"headline": ("あ" * 25,)}),
        ("advice", {"advice": ("い",) * 4}),
        ("areas", {"areas": ()}),
        ("areas", {"areas": ("atlantis",)}),
        ("sender", {"sender": ""}),
    ],
)
def test_a_wrong_alert_is_refused_in_words_and_raises_nothing(
    city: City, field: str, change: dict[str, Any]
) -> None:
    before = _list(city).number
    with pytest.raises(Invalid) as refused:
        city.alerts.raise_alert(_draft(city, **change), staff=1)
    assert set(refused.value.faults) == {field}
    assert _list(city).number == before
    assert city.alerts.list() == ()


def test_an_alert_that_would_end_before_it_begins_is_refused(city: City) -> None:
    with pytest.raises(Invalid):
        city.alerts.raise_alert(_draft(city, expires_at=city.clock.now()), staff=1)


def test_an_unknown_area_has_no_list(city: City) -> None:
    with pytest.raises(NotFound):
        city.alerts.signed("atlantis")


def test_what_a_home_holds_and_answers_is_counted(city: City, enrol: Enrol) -> None:
    alert, box = city.alerts.raise_alert(_draft(city), staff=1), enrol("akai-01")

    def status() -> tuple[bool, AlertReply | None]:
        homes = {home.household: home for home in city.alert_reach.alert_status(alert.id)}
        assert set(homes) == {
            home.id for area in ("akai", "shizukata") for home in city.households.list(area)
        }
        return homes["akai-01"].delivered, homes["akai-01"].reply

    city.alert_reach.held(box.speaker, "akai", _list(city).number - 1)
    assert status() == (False, None), "an older list is not this one"
    city.alert_reach.held(box.speaker, "akai", _list(city).number)
    assert status() == (True, None)
    box.say(AlertAnswer(alert=alert.id, reply=AlertReply.SEEN), 1)
    box.say(AlertAnswer(alert=alert.id, reply=AlertReply.EVACUATED), 2)
    assert status() == (True, AlertReply.EVACUATED)


def test_a_list_without_the_alert_is_no_proof_that_it_came(city: City, enrol: Enrol) -> None:
    alert, box = city.alerts.raise_alert(_draft(city), staff=1), enrol("akai-01")
    city.alerts.end(alert.id, staff=1)
    city.alert_reach.held(box.speaker, "akai", _list(city).number)
    assert not any(home.delivered for home in city.alert_reach.alert_status(alert.id))


def test_a_box_holds_the_list_of_its_own_area_alone(city: City, enrol: Enrol) -> None:
    with pytest.raises(NotFound):
        city.alert_reach.held(enrol("akai-01").speaker, "hara", 1)


def test_asking_for_help_becomes_an_urgent_call_and_is_never_refused(city: City, enrol: Enrol) -> None:
    alert, box = city.alerts.raise_alert(_draft(city), staff=1), enrol("akai-01")
    city.alerts.end(alert.id, staff=1)
    for number, name in enumerate([alert.id, "alert-of-a-lost-database"], start=1):
        said = box.say(AlertAnswer(alert=name, reply=AlertReply.HELP), number)
        assert said.outcome is Outcome.DONE
    assert [call.urgent for call in city.calls.view("akai")] == [True, True]


def test_an_answer_from_another_area_is_refused(city: City, enrol: Enrol) -> None:
    alert = city.alerts.raise_alert(_draft(city), staff=1)
    said = enrol("hara-01").say(AlertAnswer(alert=alert.id, reply=AlertReply.SEEN), 1)
    assert said.outcome is Outcome.REFUSED
