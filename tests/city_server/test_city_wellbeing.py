"""Days away, medicine, what hurts, and calls that are taken back or rung at a time."""

from datetime import date, timedelta

import pytest
from conftest import NOW, Enrol, EnrolledBox
from sqlalchemy import select

from city_server.city import City
from city_server.clock import HandClock
from city_server.commissioner.today import sort_out
from city_server.errors import Conflict
from city_server.tables import AbsenceRow
from city_server.tidying import tidy
from wire.commands import (
    Absence,
    AbsenceEnd,
    CallCancel,
    CallRequest,
    CheckIn,
    CheckInDetail,
    MedicineAnswer,
    Outcome,
)
from wire.content import Answer, Call, CallState, Whom
from wire.wellbeing import AbsenceRecord, Ailment, Degree

TODAY = NOW.date()
WHO = "akai-01-1"
POOR = CheckIn(resident=WHO, answer=Answer.POOR)
LEGS = CheckInDetail(resident=WHO, ailment=Ailment.LEGS)
COMMISSIONER = 2


@pytest.fixture
def box(enrol: Enrol) -> EnrolledBox:
    return enrol("akai-01")


def days(first: int, until: int) -> Absence:
    return Absence(first=TODAY + timedelta(days=first), until=TODAY + timedelta(days=until))


def items(box: EnrolledBox, kind: str) -> list[dict[str, object]]:
    page = box.city.sync.page(box.speaker, "")
    return [change.body for change in page.changes if change.kind == kind and change.body is not None]


def call_of(box: EnrolledBox) -> Call:
    (call,) = items(box, "call")
    return Call.model_validate(call)


# --- what hurts, and medicine ---------------------------------------------------------------------


def test_what_hurts_stands_beside_the_answer_here_and_there(city: City, box: EnrolledBox) -> None:
    box.say(POOR, 1)
    box.say(LEGS, 2)
    box.say(LEGS.model_copy(update={"degree": Degree.MUCH}), 3)
    (record,) = items(box, "check_in")
    assert (record["answer"], record["ailment"], record["degree"]) == ("poor", "legs", "much")
    person = city.check_ins.of_area("akai", staff=COMMISSIONER)[0].people[0]
    assert (person.ailment, person.degree, person.times) == (Ailment.LEGS, Degree.MUCH, 1)


def test_whoever_is_well_again_has_no_pain_left(box: EnrolledBox) -> None:
    box.say(POOR, 1)
    box.say(LEGS, 2)
    box.say(CheckIn(resident=WHO, answer=Answer.GOOD), 3)
    assert "ailment" not in items(box, "check_in")[0]
    assert box.say(LEGS, 4).outcome is Outcome.DONE
    assert "ailment" not in items(box, "check_in")[0], "it belongs to no bad answer"


def test_a_pain_without_an_answer_or_of_another_home_is_refused(box: EnrolledBox) -> None:
    assert box.say(LEGS, 1).reason == "先に きょうの 体調を おしえてください。"
    stranger = LEGS.model_copy(update={"resident": "akai-02-1"})
    assert box.say(stranger, 2).outcome is Outcome.REFUSED


def test_a_pain_told_just_after_midnight_belongs_to_the_answer_before(
    city: City, box: EnrolledBox, clock: HandClock
) -> None:
    clock.moment = NOW.replace(hour=23, minute=59)
    box.say(POOR, 1)
    clock.advance(timedelta(minutes=2))
    assert box.say(LEGS, 2).outcome is Outcome.DONE
    yesterday = city.check_ins.of_area("akai", staff=COMMISSIONER, day=TODAY)[0].people[0]
    assert yesterday.ailment is Ailment.LEGS
    clock.advance(timedelta(hours=2))
    assert box.say(LEGS, 3).outcome is Outcome.REFUSED


def test_medicine_is_kept_by_the_day_and_the_newest_answer_counts(
    city: City, box: EnrolledBox, clock: HandClock
) -> None:
    box.say(MedicineAnswer(resident=WHO, taken=False), 1)
    box.say(MedicineAnswer(resident=WHO, taken=True), 2)
    (record,) = items(box, "medicine")
    assert (record["day"], record["taken"]) == (TODAY.isoformat(), True)
    assert city.check_ins.of_area("akai", staff=COMMISSIONER)[0].people[0].medicine is True
    clock.advance(timedelta(days=1))
    assert city.check_ins.of_area("akai", staff=COMMISSIONER)[0].people[0].medicine is None


# --- days away ------------------------------------------------------------------------------------


def test_no_worry_is_counted_for_days_away(city: City, box: EnrolledBox, clock: HandClock) -> None:
    assert box.say(days(1, 2), 1).outcome is Outcome.DONE
    assert len(sort_out(city.check_ins.of_area("akai", staff=COMMISSIONER)).silent) == 1
    clock.advance(timedelta(days=2))
    city.boxes.identify(box.token)
    today = sort_out(city.check_ins.of_area("akai", staff=COMMISSIONER))
    assert [one.person.resident for one in today.away] == [WHO]
    assert today.silent == ()
    clock.advance(timedelta(days=1))
    city.boxes.identify(box.token)
    assert len(sort_out(city.check_ins.of_area("akai", staff=COMMISSIONER)).silent) == 1


def test_a_bad_answer_on_a_day_away_is_a_worry_all_the_same(city: City, box: EnrolledBox) -> None:
    box.say(days(0, 2), 1)
    box.say(POOR, 2)
    today = sort_out(city.check_ins.of_area("akai", staff=COMMISSIONER))
    assert [one.person.resident for one in today.poor] == [WHO]
    assert today.away == ()


def test_days_away_are_taken_back_and_told_anew(city: City, box: EnrolledBox) -> None:
    box.say(days(0, 2), 1)
    assert box.say(AbsenceEnd(absence="inst-akai-01-1"), 2).outcome is Outcome.DONE
    (record,) = items(box, "absence")
    assert AbsenceRecord.model_validate(record).taken_back
    assert not city.check_ins.of_area("akai", staff=COMMISSIONER)[0].away
    box.say(days(0, 1), 3)
    box.say(days(1, 4), 4)
    home = city.check_ins.of_area("akai", staff=COMMISSIONER)[0]
    assert home.absence is not None
    assert (home.absence.until, home.away) == (TODAY + timedelta(days=4), False)
    with city.database.reading() as session:
        assert len(session.scalars(select(AbsenceRow)).all()) == 3, "none is erased"


def test_days_that_are_over_too_many_or_anothers_are_refused(box: EnrolledBox, enrol: Enrol) -> None:
    assert box.say(days(-3, -1), 1).reason == "すぎた 日です。もういちど おねがいします。"
    assert box.say(days(0, 93), 2).outcome is Outcome.REFUSED
    box.say(days(0, 1), 3)
    other = enrol("akai-02")
    assert other.say(AbsenceEnd(absence="inst-akai-01-3"), 1).outcome is Outcome.REFUSED


def test_the_city_decides_whether_the_days_are_over(city: City, box: EnrolledBox, clock: HandClock) -> None:
    """A box whose clock knows no better says so; the day of receipt counts."""
    wrong = {"made_at": NOW - timedelta(days=900), "clock_trusted": False}
    old = Absence(first=date(2024, 6, 1), until=date(2024, 6, 2))
    assert box.say(old, 1, **wrong).outcome is Outcome.REFUSED
    assert box.say(days(0, 1), 2, **wrong).outcome is Outcome.DONE


def test_days_away_that_last_are_not_tidied_off_the_box(
    city: City, box: EnrolledBox, clock: HandClock
) -> None:
    box.say(days(0, 60), 1)
    clock.advance(timedelta(days=40))
    tidy(city.database, clock)
    assert len(items(box, "absence")) == 1
    clock.advance(timedelta(days=60))
    tidy(city.database, clock)
    assert items(box, "absence") == []


# --- calls ----------------------------------------------------------------------------------------


def test_a_household_is_told_who_rings_and_about_when(city: City, box: EnrolledBox) -> None:
    box.say(CallRequest(resident=WHO), 1)
    (call,) = city.calls.view("akai")
    assert [(one.name, one.age) for one in call.callers] == [("田中 きよ", 82)]
    ten = NOW.replace(hour=10, minute=0)
    city.calls.take(call.id, COMMISSIONER, ten)
    told = call_of(box)
    assert (told.taken_by, told.taken_as, told.ring_at) == ("清水 まさ子", Whom.COMMISSIONER, ten)
    city.calls.take(call.id, COMMISSIONER, ten + timedelta(hours=1))
    assert call_of(box).ring_at == ten + timedelta(hours=1)


def test_help_that_is_taken_back_stays_to_be_looked_after(city: City, box: EnrolledBox) -> None:
    box.say(CallRequest(urgent=True), 1)
    assert box.say(CallCancel(call="inst-akai-01-1"), 2).outcome is Outcome.DONE
    (call,) = city.calls.view("akai")
    assert (call.state, call.open, call.cancelled_at) == (CallState.WAITING, True, NOW)
    assert call_of(box).taken_back
    with pytest.raises(Conflict, match="とりけしました"):
        city.calls.take(call.id, COMMISSIONER)
    city.calls.done(call.id, COMMISSIONER, "電話で 確かめました。")
    (call,) = city.calls.view("akai")
    assert (call.state, call.open) == (CallState.DONE, False)
    assert call_of(box).taken_back


def test_a_wish_to_talk_that_is_taken_back_waits_for_nobody(city: City, box: EnrolledBox) -> None:
    box.say(CallRequest(), 1)
    city.calls.take("inst-akai-01-1", COMMISSIONER)
    box.say(CallCancel(call="inst-akai-01-1"), 2)
    (call,) = city.calls.view("akai")
    assert not call.open


def test_a_call_that_is_done_or_anothers_is_not_taken_back(
    city: City, box: EnrolledBox, enrol: Enrol
) -> None:
    box.say(CallRequest(urgent=True), 1)
    assert enrol("akai-02").say(CallCancel(call="inst-akai-01-1"), 1).outcome is Outcome.REFUSED
    city.calls.done("inst-akai-01-1", COMMISSIONER, "")
    assert box.say(CallCancel(call="inst-akai-01-1"), 2).reason == "もう おわった 電話です。"
    assert city.calls.view("akai")[0].state is CallState.DONE
