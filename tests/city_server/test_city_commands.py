"""Commands: one effect each, one answer for ever, and nobody speaks for another home."""

import threading
from datetime import date, timedelta

import pytest
from conftest import NOW, Enrol, EnrolledBox
from sqlalchemy import func, select

from city_server.city import City
from city_server.clock import HandClock
from city_server.notices import Draft
from city_server.tables import CallRow, CheckInRow, CommandRow, Receipt, RideRow
from wire.commands import (
    CallRequest,
    CheckIn,
    Command,
    CommandBatch,
    NoticeReceipt,
    Outcome,
    ReceiptStep,
    RideCancel,
    RideRequest,
)
from wire.content import Answer, CallState, CheckInRecord, NoticeKind, Ride, RideState, Whom

TOMORROW = NOW.date() + timedelta(days=1)


@pytest.fixture
def box(enrol: Enrol) -> EnrolledBox:
    return enrol("akai-01")


def _good(who: str = "akai-01-1", answer: Answer = Answer.GOOD) -> CheckIn:
    return CheckIn(resident=who, answer=answer)


def _ride(**change: object) -> RideRequest:
    asked = {
        "day": TOMORROW,
        "from_stop": "home-akai",
        "to_stop": "takeda-hospital",
        "leave_at": "09:10",
        "party": 1,
        **change,
    }
    return RideRequest.model_validate(asked)


def _items(box: EnrolledBox, kind: str) -> list[dict[str, object]]:
    page = box.city.sync.page(box.speaker, "")
    return [change.body for change in page.changes if change.kind == kind and change.body is not None]


def _check_ins(city: City) -> list[CheckInRow]:
    with city.database.reading() as session:
        return list(session.scalars(select(CheckInRow).order_by(CheckInRow.day)))


def test_a_check_in_comes_back_to_the_household(city: City, box: EnrolledBox) -> None:
    assert box.say(_good(), 1).outcome is Outcome.DONE
    (record,) = _items(box, "check_in")
    assert CheckInRecord.model_validate(record).day == NOW.date()
    assert [(row.answer, row.times) for row in _check_ins(city)] == [("good", 1)]


def test_a_change_of_mind_counts_whatever_the_clock_said_and_an_older_answer_that_comes_late_does_not(
    city: City, box: EnrolledBox
) -> None:
    box.say(_good(), 2, made_at=NOW - timedelta(minutes=1))
    box.say(_good(answer=Answer.POOR), 3, made_at=NOW - timedelta(minutes=3))
    assert [(row.answer, row.times) for row in _check_ins(city)] == [("poor", 2)], "the clock was set back"
    box.say(_good(answer=Answer.FAIR), 1, made_at=NOW)
    assert [(row.answer, row.times) for row in _check_ins(city)] == [("poor", 3)]


def test_of_two_boxes_in_a_home_the_later_answer_counts(city: City, box: EnrolledBox, enrol: Enrol) -> None:
    other = enrol("akai-01")
    box.say(_good(answer=Answer.POOR), 5, made_at=NOW - timedelta(minutes=1))
    late = other.command(_good(), 9, made_at=NOW - timedelta(minutes=2))
    city.commands.receive(other.speaker, CommandBatch(installation="another", commands=(late,)))
    assert [(row.answer, row.times) for row in _check_ins(city)] == [("poor", 2)]


@pytest.mark.parametrize(
    ("ago", "trusted", "day"),
    [
        (timedelta(hours=9), True, date(2026, 11, 21)),
        (timedelta(hours=24), True, date(2026, 11, 21)),
        (timedelta(hours=24, seconds=1), True, date(2026, 11, 22)),
        (timedelta(hours=9), False, date(2026, 11, 22)),
        (timedelta(hours=-20), True, date(2026, 11, 22)),
        (timedelta(days=20000), False, date(2026, 11, 22)),
    ],
)
def test_the_city_decides_the_day_of_an_answer(
    city: City, box: EnrolledBox, ago: timedelta, day: date, *, trusted: bool
) -> None:
    box.say(_good(), 1, made_at=NOW - ago, clock_trusted=trusted)
    assert [row.day for row in _check_ins(city)] == [day]


def test_the_same_command_again_has_no_second_effect(city: City, box: EnrolledBox) -> None:
    box.say(CallRequest(), 1)
    assert box.say(CallRequest(), 1).outcome is Outcome.DUPLICATE
    assert len(city.calls.view()) == 1


def test_a_refused_command_stays_refused_with_its_reason(city: City, box: EnrolledBox) -> None:
    late = _ride(day=NOW.date())
    first, again = box.say(late, 1), box.say(late, 1)
    assert first == again
    assert first.reason == "しめきりを すぎました。"


def test_something_else_under_the_same_name_is_refused_and_changes_nothing(
    city: City, box: EnrolledBox
) -> None:
    box.say(_good(), 1)
    other = box.say(_good(answer=Answer.POOR), 1)
    assert other.outcome is Outcome.REFUSED
    assert [row.answer for row in _check_ins(city)] == ["good"]
    assert box.say(_good(), 1).outcome is Outcome.DUPLICATE


def test_a_refused_command_never_blocks_the_next(city: City, box: EnrolledBox) -> None:
    commands = (
        box.command(_good("hara-01-1"), 1),
        box.command(_good(), 2, kind="from_the_future"),
        box.command(_good(), 3, body={"resident": "akai-01-1", "answer": "splendid"}),
        box.command(_good(), 4, v=2),
        box.command(_good(), 5),
    )
    batch = CommandBatch(installation="inst", commands=commands)
    verdicts = city.commands.receive(box.speaker, batch).verdicts
    assert [verdict.number for verdict in verdicts] == [1, 2, 3, 4, 5]
    assert [verdict.outcome for verdict in verdicts] == [Outcome.REFUSED] * 4 + [Outcome.DONE]
    assert all(verdict.reason for verdict in verdicts[:4])


def test_another_home_learns_nothing_by_another_boxs_names(
    city: City, box: EnrolledBox, enrol: Enrol
) -> None:
    box.say(CallRequest(), 1)
    stranger = enrol("hara-01")
    batch = CommandBatch(
        installation=f"inst-{box.speaker.household}", commands=(stranger.command(CallRequest(), 1),)
    )
    assert city.commands.receive(stranger.speaker, batch).verdicts[0].outcome is Outcome.REFUSED


def test_many_at_once_with_one_name_have_one_effect(city: City, box: EnrolledBox) -> None:
    said: list[Outcome] = []
    threads = [
        threading.Thread(target=lambda: said.append(box.say(CallRequest(), 7).outcome)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [Outcome.DONE] + [Outcome.DUPLICATE] * 7
    with city.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CallRow)) == 1
        assert session.scalar(select(func.count()).select_from(CommandRow)) == 1


# --- rides --------------------------------------------------------------------------------------


def test_the_usual_trip_of_tomorrow_is_given(box: EnrolledBox) -> None:
    assert box.say(_ride(), 1).outcome is Outcome.DONE
    (item,) = _items(box, "ride")
    ride = Ride.model_validate(item)
    assert (ride.id, ride.state, ride.vehicle) == ("inst-akai-01-1", RideState.GIVEN, "みなと1号")
    assert ride.board_from is not None
    assert ride.board_until is not None
    assert ride.arrive_by is not None
    assert f"{ride.board_from:%m-%d %H:%M}" == "11-23 09:10"
    assert f"{ride.board_until:%H:%M}" == "09:20"
    assert ride.board_until < ride.arrive_by


def test_a_refused_ride_is_shown_with_other_times(box: EnrolledBox, enrol: Enrol) -> None:
    for number, name in enumerate(["akai-02", "akai-03", "akai-04"]):
        other = enrol(name)
        assert other.say(_ride(party=4), number + 1).outcome is Outcome.DONE, name
    verdict = box.say(_ride(), 1)
    assert (verdict.outcome, verdict.reason) == (Outcome.REFUSED, "席が いっぱいです。")
    (item,) = _items(box, "ride")
    ride = Ride.model_validate(item)
    assert (ride.state, ride.reason) == (RideState.REFUSED, "席が いっぱいです。")
    assert ride.alternatives
    retry = box.say(_ride(leave_at=ride.alternatives[0]), 2)
    assert retry.outcome is Outcome.DONE


def test_seats_for_everybody_who_asks_at_once_are_never_too_many(city: City, enrol: Enrol) -> None:
    boxes = [enrol(home.id) for home in city.households.list("akai")]
    threads = [
        threading.Thread(target=box.say, args=(_ride(party=3, leave_at="09:10"), number))
        for box in boxes
        for number in range(1, 4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    given = 0
    for vehicle in city.manifests.of_day(TOMORROW):
        for run in vehicle.runs:
            assert max(call.aboard for call in run.calls) <= vehicle.seats
            given += run.riders
    assert given == 9, "two parties of three in the large bus, one in the small one"


def test_a_cancelled_ride_gives_its_seats_back(city: City, box: EnrolledBox) -> None:
    box.say(_ride(party=4), 1)
    assert box.say(RideCancel(ride="inst-akai-01-1"), 2).outcome is Outcome.DONE
    assert _items(box, "ride")[0]["state"] == "cancelled"
    assert sum(run.riders for vehicle in city.manifests.of_day(TOMORROW) for run in vehicle.runs) == 0
    assert box.say(RideCancel(ride="inst-akai-01-1"), 3).outcome is Outcome.REFUSED


def test_nobody_cancels_anothers_ride_nor_one_that_has_left(
    box: EnrolledBox, enrol: Enrol, clock: HandClock
) -> None:
    box.say(_ride(), 1)
    assert enrol("hara-01").say(RideCancel(ride="inst-akai-01-1"), 1).outcome is Outcome.REFUSED
    clock.moment = NOW + timedelta(days=1, hours=2)
    assert box.say(RideCancel(ride="inst-akai-01-1"), 2).outcome is Outcome.REFUSED


def test_the_desk_can_book_and_take_back_with_words(city: City, box: EnrolledBox) -> None:
    ride = city.rides.book_by_desk("akai-01", "desk-1", _ride(), staff=5)
    assert ride.state is RideState.GIVEN
    city.rides.cancel_by_desk("desk-1", "車の 故障です。", staff=5)
    (item,) = _items(box, "ride")
    assert (item["state"], item["reason"]) == ("cancelled", "車の 故障です。")
    with city.database.reading() as session:
        assert session.get_one(RideRow, "desk-1").state == "cancelled"


# --- calls and receipts -------------------------------------------------------------------------


def test_a_call_shows_who_has_taken_it(city: City, box: EnrolledBox) -> None:
    box.say(CallRequest(urgent=True, whom=Whom.COMMISSIONER), 1)
    (call,) = city.calls.view("akai")
    city.calls.take(call.id, staff=2)
    assert (_items(box, "call")[0]["state"], _items(box, "call")[0]["taken_by"]) == ("taken", "清水 まさ子")
    city.calls.done(call.id, staff=2, note="電話しました。")
    assert city.calls.view("akai")[0].state is CallState.DONE
    assert city.calls.view("hara") == ()


def _notice(city: City, *audiences: str) -> str:
    draft = Draft("そうじ", "します。", NoticeKind.COMMUNITY, "赤井区", audiences)
    return city.notices.write(draft, staff=1).id


def test_receipts_of_a_notice_count_once_each(city: City, box: EnrolledBox) -> None:
    notice = _notice(city, "area:akai")
    box.say(NoticeReceipt(notice=notice, step=ReceiptStep.SHOWN), 1)
    box.say(NoticeReceipt(notice=notice, step=ReceiptStep.CONFIRMED), 2)
    box.say(NoticeReceipt(notice=notice, step=ReceiptStep.CONFIRMED), 3)
    with city.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Receipt)) == 2
    reach = city.notices.reach(notice)
    assert (reach.addressed, reach.with_box, reach.shown, reach.read, reach.confirmed) == (6, 1, 1, 1, 1)


def test_a_notice_that_a_home_cannot_see_takes_no_receipt_from_it(city: City, box: EnrolledBox) -> None:
    notice = _notice(city, "area:hara")
    verdict = box.say(NoticeReceipt(notice=notice, step=ReceiptStep.READ), 1)
    assert verdict.outcome is Outcome.REFUSED


def test_a_number_no_database_holds_is_refused_whole(city: City, box: EnrolledBox) -> None:
    from wire.errors import Unreadable  # noqa: PLC0415

    command: Command = box.command(_good(), 2**63)
    with pytest.raises(Unreadable):
        city.commands.receive(box.speaker, CommandBatch(installation="i", commands=(command,)))
