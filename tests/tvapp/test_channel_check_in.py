"""きょうの体調: nothing is answered in advance, and the screen says only what is true."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import Line, SaidState
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import Speak
from tvapp.domain.view import CheckInView, ChoicesView, HomeView, ListView, MessageView, Mood
from wire.commands import CallRequest, CheckIn
from wire.content import Answer, Call, CallState, CheckInRecord, Whom


def message(remote: Remote) -> MessageView:
    assert isinstance(remote.view, MessageView), remote.words
    return remote.view


def test_the_question_has_the_focus_and_ok_on_it_answers_nothing(morning: Remote) -> None:
    morning.press(Key.N1)
    assert isinstance(morning.view, CheckInView)
    assert morning.view.focus == "question"
    assert morning.view.given is None
    assert morning.view.note == ""
    morning.press(Key.OK, Key.OK)
    assert isinstance(morning.view, CheckInView)
    assert morning.view.focus == "question"
    assert morning.view.note == "↓で えらぶ"
    assert morning.answers == []


def test_ok_on_a_question_after_the_first_answers_nothing_and_says_how_to_answer(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.WEEK))
    remote.press(Key.N1, Key.N3)
    for item, first in (("detail", Key.N1), (None, Key.N1), ("medicine", Key.N1)):
        if item is not None:
            remote.choose(item)
        assert isinstance(remote.view, ChoicesView)
        assert (remote.view.focus, remote.view.note) == ("question", "")
        told = len(remote.answers)
        remote.effects.clear()
        remote.press(Key.OK)
        assert isinstance(remote.view, ChoicesView)
        assert (remote.view.focus, remote.view.note) == ("question", "↓で えらぶ")
        assert len(remote.answers) == told
        (read,) = (effect for effect in remote.effects if isinstance(effect, Speak))
        assert remote.view.choices[0].label.replace(" ", "") in "".join(read.sentences)
        remote.press(first)
        assert len(remote.answers) == told + 1


@pytest.mark.parametrize(
    ("key", "answer"), [(Key.N1, Answer.GOOD), (Key.N2, Answer.FAIR), (Key.N3, Answer.POOR)]
)
def test_a_digit_answers_at_once(morning: Remote, key: Key, answer: Answer) -> None:
    morning.press(Key.N1, key)
    assert morning.answers == [CheckIn(resident="kiyo", answer=answer)]
    assert message(morning).headline == "お預かりしました。"


def test_an_answer_is_kept_then_sent_and_home_says_so(morning: Remote) -> None:
    morning.press(Key.OK, Key.DOWN, Key.OK)
    assert message(morning).mood is Mood.KEPT
    assert "きょうの 体調は「よい」です。" in morning.words
    morning.press(Key.OK)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("きょうの", "「よい」を", "お預かりしました")
    morning.delivered()
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("きょうは", "「よい」と", "おくりました。")


def test_the_page_itself_turns_to_sent_when_the_city_has_it(morning: Remote) -> None:
    morning.press(Key.N1, Key.N1)
    morning.delivered()
    assert message(morning).headline == "おくりました。"
    assert message(morning).mood is Mood.DONE


def test_nothing_is_called_kept_before_it_is_on_disk(morning: Remote) -> None:
    morning.slow_disk = True
    morning.press(Key.N1, Key.N1, Key.N1, Key.N3, Key.OK)
    assert morning.screen == "check_in"
    assert "お預かり" not in morning.words
    asked = [effect for effect in morning.waiting if isinstance(effect.body, CheckIn)]
    assert len(asked) == 1
    morning.written(asked[0])
    assert message(morning).headline == "お預かりしました。"
    assert morning.answers == [CheckIn(resident="kiyo", answer=Answer.GOOD)]


def test_somebody_who_went_on_is_not_called_back_by_the_disk(morning: Remote) -> None:
    morning.slow_disk = True
    morning.press(Key.N1, Key.N1, Key.BACK, Key.N5)
    for effect in morning.waiting:
        morning.written(effect)
    assert morning.answers == [CheckIn(resident="kiyo", answer=Answer.GOOD)]
    assert morning.screen == "living"


def test_a_full_disk_is_told_and_the_question_stays(morning: Remote) -> None:
    morning.disk_is_full = True
    morning.press(Key.N1, Key.N2)
    assert morning.screen == "check_in"
    assert morning.view.frame.title == "お預かり できませんでした。もう一度 おねがいします。"
    morning.disk_is_full = False
    morning.press(Key.N2)
    assert message(morning).headline == "お預かりしました。"


def test_a_call_for_help_that_cannot_be_kept_says_119(morning: Remote) -> None:
    morning.disk_is_full = True
    morning.press(Key.N1, Key.N4)
    assert morning.view.frame.title == "つたえられません。119に 電話を してください。"


def test_an_answer_may_be_changed_all_day_and_the_newest_counts(morning: Remote) -> None:
    morning.press(Key.N1, Key.N1)
    morning.choose("change")
    assert isinstance(morning.view, CheckInView)
    assert morning.view.given == "good"
    assert morning.view.focus == "question"
    morning.press(Key.N3)
    assert "すこし わるい" in message(morning).under
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert "「すこし わるい」" in "".join(morning.view.tiles[0].lines)


def test_tomorrow_the_question_is_asked_again(morning: Remote) -> None:
    morning.press(Key.N1, Key.N1, Key.HOME)
    morning.delivered()
    morning.now += timedelta(days=1)
    morning.wait(1)
    morning.press(Key.OK)  # the waiting picture goes
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("けさは", "いかがですか。")


def test_an_answer_given_on_another_box_counts(morning: Remote) -> None:
    record = CheckInRecord(resident="kiyo", day=sample.TODAY, answer=Answer.FAIR, received_at=sample.at(8, 5))
    morning.city(replace(morning.snapshot, check_ins=(record,)))
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("きょうは", "「ふつう」と", "おくりました。")


def test_a_refused_answer_does_not_count_as_given(morning: Remote) -> None:
    morning.press(Key.N1, Key.N1)
    morning.delivered(SaidState.REFUSED, "この方は いま この家に おられません。")
    assert message(morning).headline == "うけつけられませんでした。"
    assert message(morning).under == "この方は いま この家に おられません。"
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("けさは", "いかがですか。")


def test_somebody_not_well_is_offered_to_talk(morning: Remote) -> None:
    morning.press(Key.N1, Key.N3)
    morning.choose("talk")
    assert morning.screen == "talk"


def test_several_residents_are_asked_who_first(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.TWO_RESIDENTS))
    remote.press(Key.N1)
    assert isinstance(remote.view, ListView)
    assert [row.text for row in remote.view.rows] == ["田中 きよさん", "田中 太郎さん"]
    remote.press(Key.DOWN, Key.OK)
    assert remote.view.frame.title == "田中 太郎さん、おはようございます。"
    remote.press(Key.N1)
    assert remote.answers == [CheckIn(resident="taro", answer=Answer.GOOD)]
    remote.press(Key.BACK)
    assert isinstance(remote.view, ListView)
    assert [row.note for row in remote.view.rows] == ["まだです", "「よい」を お預かりしました"]
    remote.press(Key.BACK)
    assert isinstance(remote.view, HomeView)
    assert remote.view.tiles[0].lines == ("まだの かた", "田中 きよさん")


# --- たすけて -----------------------------------------------------------------------------------


def calling(remote: Remote) -> str:
    remote.press(Key.N1, Key.N4)
    assert remote.answers == [CallRequest(resident="kiyo", urgent=True)]
    return remote.last_name()


def taken(name: str, by: str = "佐藤 はる", state: CallState = CallState.TAKEN) -> Call:
    return Call(id=name, urgent=True, whom=Whom.COMMISSIONER, state=state, asked_at=sample.NOW, taken_by=by)


def test_a_call_for_help_shows_who_has_it(morning: Remote) -> None:
    name = calling(morning)
    assert message(morning).headline == "お預かりしました。"
    morning.delivered()
    assert message(morning).headline == "おくりました。"
    morning.city(replace(morning.snapshot, calls=(taken(name),)))
    assert message(morning).headline == "佐藤 はるさんが うけました。"
    assert message(morning).mood is Mood.DONE
    morning.wait(120)
    assert message(morning).headline == "佐藤 はるさんが うけました。"


def test_after_a_minute_without_a_person_the_screen_says_119(morning: Remote) -> None:
    calling(morning)
    morning.delivered()
    morning.wait(55)
    assert message(morning).headline == "おくりました。"
    morning.wait(10)
    assert message(morning).headline == "まだ つたわっていません。"
    assert message(morning).under == "119に 電話を してください。"
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.banner == "まだ つたわっていません。119に 電話を"


def test_without_a_line_the_screen_says_119_at_once(morning: Remote) -> None:
    morning.city(replace(morning.snapshot, line=Line(connected=False, as_of=sample.NOW)))
    calling(morning)
    assert message(morning).headline == "まだ つたわっていません。"
    assert message(morning).under == "119に 電話を してください。"


def test_a_call_on_its_way_is_shown_and_not_made_twice(morning: Remote) -> None:
    calling(morning)
    morning.press(Key.HOME, Key.N1, Key.N4)
    assert morning.screen == "help"
    assert len(morning.answers) == 1
    morning.choose("again")
    assert len(morning.answers) == 2


def test_a_clock_that_was_set_meanwhile_errs_towards_119(morning: Remote) -> None:
    calling(morning)
    morning.delivered()
    morning.now -= timedelta(days=300)
    morning.wait(1)
    assert message(morning).under == "119に 電話を してください。"


# --- 話したい -----------------------------------------------------------------------------------


def test_a_wish_to_talk_goes_to_whom_was_chosen(morning: Remote) -> None:
    morning.press(Key.N6)
    assert isinstance(morning.view, ListView)
    assert [row.note for row in morning.view.rows] == ["佐藤 はるさん", None, None]
    morning.choose("branch")
    assert morning.answers == [CallRequest(resident="kiyo", whom=Whom.BRANCH)]
    assert morning.screen == "call"
    morning.delivered()
    call = taken(morning.last_name()).model_copy(update={"urgent": False, "whom": Whom.BRANCH})
    morning.city(replace(morning.snapshot, calls=(call,)))
    assert message(morning).headline == "佐藤 はるさんが うけました。"


def test_an_open_wish_to_talk_is_looked_at_and_not_repeated(morning: Remote) -> None:
    morning.press(Key.N6)
    morning.choose("branch")
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[5].lines == ("支所", "お預かりしました。")
    morning.press(Key.N6)
    morning.choose("branch")
    assert morning.screen == "call"
    assert len(morning.answers) == 1


def test_a_wish_to_talk_never_says_119_for_waiting(morning: Remote) -> None:
    morning.press(Key.N6)
    morning.choose("commissioner")
    morning.delivered()
    morning.wait(120)
    assert message(morning).headline == "おくりました。"


def test_a_city_that_answers_at_once_still_leaves_time_to_read_that_it_was_kept(morning: Remote) -> None:
    morning.press(Key.N1, Key.N1)
    sent = tuple(replace(said, state=SaidState.SENT) for said in morning.snapshot.said)
    morning.city(replace(morning.snapshot, said=sent))
    assert message(morning).headline == "お預かりしました。"
    morning.wait(1)
    assert message(morning).headline == "おくりました。"


def test_an_open_call_for_help_is_found_again_under_wishing_to_talk(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.HELP))
    remote.press(Key.N6)
    assert isinstance(remote.view, ListView)
    assert remote.view.rows[0].id == "help"
    assert "佐藤 はる" in remote.view.rows[0].text
    remote.press(Key.UP, Key.UP, Key.UP, Key.UP, Key.OK)
    assert isinstance(remote.view, MessageView)
    assert remote.view.screen == "help"
