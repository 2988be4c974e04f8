"""What a commissioner sees: who has answered, and whether a box or a person is silent."""

from datetime import timedelta

import pytest
from conftest import Enrol
from sqlalchemy import select

from city_server.city import City
from city_server.clock import HandClock
from city_server.errors import Conflict, NotFound
from city_server.tables import AuditEntry
from wire.commands import CallRequest, CheckIn
from wire.content import Answer
from wire.sync import BoxReport


def test_every_home_of_the_area_is_listed_with_todays_answers(city: City, enrol: Enrol) -> None:
    enrol("akai-01").say(CheckIn(resident="akai-01-1", answer=Answer.POOR), 1)
    homes = city.check_ins.of_area("akai", staff=2)
    assert len(homes) == 6
    first = homes[0]
    assert (first.people[0].name, first.people[0].age) == ("田中 きよ", 82)
    assert first.people[0].answer is Answer.POOR
    assert [home.has_box for home in homes] == [True] + [False] * 5


def test_yesterdays_answer_is_not_todays(city: City, clock: HandClock, enrol: Enrol) -> None:
    enrol("akai-01").say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 1)
    clock.advance(timedelta(days=1))
    assert city.check_ins.of_area("akai", staff=2)[0].people[0].answer is None


def test_a_silent_box_is_not_a_silent_person(city: City, clock: HandClock, enrol: Enrol) -> None:
    box = enrol("akai-01")
    pressed = clock.now()
    report = BoxReport(version="1", applied=0, waiting=0, clock_trusted=True, last_key_at=pressed)
    city.boxes.report(box.speaker, report)
    home = city.check_ins.of_area("akai", staff=2)[0]
    assert (home.box_silent, home.last_key_at) == (False, pressed)
    clock.advance(timedelta(minutes=16))
    assert city.check_ins.of_area("akai", staff=2)[0].box_silent


def test_each_look_at_health_data_is_written_down(city: City) -> None:
    city.check_ins.of_area("akai", staff=2)
    with city.database.reading() as session:
        look = session.scalars(select(AuditEntry).where(AuditEntry.action == "check_ins_seen")).one()
    assert (look.staff, look.subject) == (2, "akai 2026-11-22")
    with pytest.raises(NotFound):
        city.check_ins.of_area("atlantis", staff=2)


def test_two_who_take_one_call_are_told_who_was_first(city: City, enrol: Enrol) -> None:
    enrol("akai-01").say(CallRequest(urgent=True), 1)
    (call,) = city.calls.view()
    city.calls.take(call.id, staff=2)
    city.calls.take(call.id, staff=2)
    with pytest.raises(Conflict, match="清水 まさ子"):
        city.calls.take(call.id, staff=3)
    city.calls.done(call.id, staff=2, note="")
    with pytest.raises(Conflict):
        city.calls.done(call.id, staff=2, note="")


def test_urgent_calls_come_first_and_done_ones_last(city: City, clock: HandClock, enrol: Enrol) -> None:
    box = enrol("akai-01")
    for number, urgent in enumerate([False, True, False], start=1):
        box.say(CallRequest(urgent=urgent), number)
        clock.advance(timedelta(minutes=1))
    city.calls.done("inst-akai-01-1", staff=2, note="")
    assert [call.id[-1] for call in city.calls.view()] == ["2", "3", "1"]
