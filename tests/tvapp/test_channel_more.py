"""きょうの体調, beyond the first answer: what hurts, medicine, the week, and who is next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import SaidState, Snapshot
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.state import DEPTH
from tvapp.domain.view import CheckInView, ChoicesView, ListView, MessageView, WeekView
from wire.commands import CheckIn, CheckInDetail, MedicineAnswer
from wire.content import Answer, CheckInRecord
from wire.wellbeing import Ailment, Degree, MedicineRecord

POOR = CheckIn(resident="kiyo", answer=Answer.POOR)


@pytest.fixture
def asked(channel: Channel) -> Remote:
    """A household that is asked about its medicine."""
    return Remote(channel, sample.snapshot(Situation.WEEK))


def message(remote: Remote) -> MessageView:
    assert isinstance(remote.view, MessageView), remote.words
    return remote.view


def choices(remote: Remote) -> ChoicesView:
    assert isinstance(remote.view, ChoicesView), remote.words
    return remote.view


def test_a_bad_answer_is_kept_before_anything_more_is_asked(morning: Remote) -> None:
    morning.press(Key.N1, Key.N3)
    assert morning.answers == [POOR]
    assert message(morning).focus == "detail"
    morning.press(Key.OK)
    assert choices(morning).question == "どこが わるいですか。"
    assert choices(morning).focus == "question", "nothing is chosen in advance"
    morning.press(Key.OK, Key.OK)
    assert morning.answers == [POOR], "決定 on the question answers nothing"


def test_what_hurts_and_how_much_are_told_one_after_the_other(morning: Remote) -> None:
    morning.press(Key.N1, Key.N3, Key.OK)
    morning.choose("legs")
    assert morning.answers[-1] == CheckInDetail(resident="kiyo", ailment=Ailment.LEGS)
    assert choices(morning).screen == "degree"
    morning.choose("much")
    assert morning.answers[-1] == CheckInDetail(resident="kiyo", ailment=Ailment.LEGS, degree=Degree.MUCH)
    assert message(morning).details[0] == "「足・こし・かなり」も おつたえします。"
    assert message(morning).focus == "back"
    assert len(morning.state.stack) <= DEPTH


def test_neither_question_must_be_answered(morning: Remote) -> None:
    morning.press(Key.N1, Key.N3, Key.OK)
    assert choices(morning).back.label == "答えない"
    morning.choose("back")
    assert message(morning).headline == "お預かりしました。"
    morning.choose("detail")
    morning.choose("head")
    morning.press(Key.BACK)
    assert message(morning).details[0] == "「頭」も おつたえします。"
    assert len(morning.answers) == 2


def test_what_hurts_can_be_changed_and_shows_what_was_said(morning: Remote) -> None:
    morning.press(Key.N1, Key.N3, Key.OK, Key.N1, Key.N1)
    morning.choose("detail")
    assert choices(morning).given == "head"
    morning.choose("belly")
    morning.choose("very")
    assert message(morning).details[0] == "「おなか・とても」も おつたえします。"


def test_a_better_answer_takes_the_pain_away(morning: Remote) -> None:
    morning.press(Key.N1, Key.N3, Key.OK, Key.N1, Key.N1)
    morning.choose("change")
    morning.press(Key.N1)
    assert "おつたえ" not in morning.words
    assert "detail" not in [button.id for button in message(morning).buttons]
    morning.choose("change")
    morning.press(Key.N3)
    assert "頭" not in morning.words, "what was said before the better answer is over"


def test_what_another_box_told_of_today_is_known_here(morning: Remote) -> None:
    record = CheckInRecord(
        resident="kiyo",
        day=sample.TODAY,
        answer=Answer.POOR,
        received_at=sample.at(8, 30),
        ailment=Ailment.SLEEP,
        degree=Degree.VERY,
    )
    morning.press(Key.N1, Key.N3)
    morning.delivered()
    morning.city(replace(morning.snapshot, check_ins=(record,)))
    assert "「ねむれない・とても」" in morning.words


def test_a_full_disk_keeps_the_question_open(morning: Remote) -> None:
    morning.press(Key.N1, Key.N3, Key.OK)
    morning.disk_is_full = True
    morning.press(Key.N2)
    assert choices(morning).screen == "ailment"
    assert choices(morning).frame.title == "お預かり できませんでした。もう一度 おねがいします。"


# --- medicine -------------------------------------------------------------------------------------


def test_medicine_is_asked_where_the_household_wished_it(asked: Remote, morning: Remote) -> None:
    asked.press(Key.N1, Key.N1)
    assert message(asked).focus == "medicine"
    asked.press(Key.OK)
    assert [choice.label for choice in choices(asked).choices] == ["のみました", "まだ"]
    asked.choose("not_yet")
    assert asked.answers[-1] == MedicineAnswer(resident="kiyo", taken=False)
    assert message(asked).details[0] == "くすりは「まだ」です。"
    morning.press(Key.N1)
    assert isinstance(morning.view, CheckInView)
    assert [button.id for button in morning.view.more] == ["week", "away"]
    morning.press(Key.N1)
    assert "medicine" not in [button.id for button in message(morning).buttons]


def test_medicine_can_be_told_later_from_the_page_of_the_question(asked: Remote) -> None:
    asked.press(Key.N1)
    asked.choose("medicine")
    assert choices(asked).back.label == "あとで"
    asked.press(Key.N2)
    assert (choices(asked).given, choices(asked).back.label) == ("not_yet", "もどる")
    asked.press(Key.N1)
    assert choices(asked).given == "taken"
    assert asked.answers == [
        MedicineAnswer(resident="kiyo", taken=False),
        MedicineAnswer(resident="kiyo", taken=True),
    ]
    asked.press(Key.BACK)
    assert isinstance(asked.view, CheckInView)


def test_medicine_told_on_another_box_counts(asked: Remote) -> None:
    record = MedicineRecord(resident="kiyo", day=sample.TODAY, taken=True, received_at=sample.at(8, 30))
    asked.press(Key.N1)
    asked.choose("medicine")
    asked.press(Key.N2)
    asked.delivered()
    asked.city(replace(asked.snapshot, medicine=(record,)))
    assert choices(asked).given == "taken"


# --- the week -------------------------------------------------------------------------------------


def week(remote: Remote) -> WeekView:
    remote.press(Key.N1)
    remote.choose("week")
    assert isinstance(remote.view, WeekView), remote.words
    return remote.view


def test_the_week_shows_a_face_and_a_word_for_each_day(asked: Remote) -> None:
    days = week(asked).days
    assert [day.weekday for day in days] == ["月", "火", "水", "木", "金", "土", "日"]
    assert [day.word for day in days] == [
        "よい",
        "ふつう",
        "よい",
        "返事 なし",
        "すこし わるい",
        "ふつう",
        "まだ",
    ]
    assert [bool(day.medicine) for day in days] == [True, True, True, False, False, True, False]
    assert (days[-1].day, days[-1].today) == ("きょう", True)


def test_todays_answer_stands_in_the_week_before_the_city_has_it(asked: Remote) -> None:
    asked.press(Key.N1, Key.N1, Key.HOME)
    assert week(asked).days[-1].word == "よい"


def test_days_away_are_not_days_without_an_answer(asked: Remote) -> None:
    asked.city(replace(asked.snapshot, absences=(sample.absence(-3, 1),)))
    words = [day.word for day in week(asked).days]
    assert (words[3], words[4], words[-1]) == ("留守", "すこし わるい", "留守")


def test_without_the_time_there_is_no_week(asked: Remote) -> None:
    asked.city(replace(asked.snapshot, clock_trusted=False))
    asked.press(Key.N1)
    asked.choose("week")
    assert message(asked).headline == "いまの 時刻が わかりません。"


# --- several people -------------------------------------------------------------------------------


def two() -> Snapshot:
    return sample.snapshot(Situation.TWO_RESIDENTS)


def test_after_one_has_answered_the_focus_is_on_the_next(channel: Channel) -> None:
    remote = Remote(channel, two())
    remote.press(Key.N1)
    assert remote.view.focus == "resident:kiyo"
    remote.press(Key.OK, Key.N1, Key.BACK)
    assert isinstance(remote.view, ListView)
    assert remote.view.focus == "resident:taro"
    remote.press(Key.OK, Key.N2, Key.BACK)
    assert remote.view.focus == "resident:kiyo", "all have answered"


def test_who_went_back_without_an_answer_is_still_the_next(channel: Channel) -> None:
    remote = Remote(channel, two())
    remote.press(Key.N1, Key.OK, Key.BACK)
    assert remote.view.focus == "resident:kiyo"


def test_a_refused_answer_leaves_its_person_the_next(channel: Channel) -> None:
    remote = Remote(channel, two())
    remote.press(Key.N1, Key.OK, Key.N1)
    remote.delivered(SaidState.REFUSED, "できません。")
    remote.press(Key.BACK)
    remote.now += timedelta(seconds=2)
    assert remote.view.focus == "resident:kiyo"
