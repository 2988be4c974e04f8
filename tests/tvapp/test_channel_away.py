"""留守にします: told by day on one page, shown, and taken back."""

from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from offline_cache.snapshot import SaidState
from remote_input.keys import Key
from tvapp.domain.state import DEPTH
from tvapp.domain.view import CheckInView, FormView, HomeView, ListView, MessageView
from wire.commands import Absence, AbsenceEnd

TODAY = sample.TODAY


def days(first: int, until: int) -> Absence:
    return Absence(first=TODAY + timedelta(days=first), until=TODAY + timedelta(days=until))


def going(remote: Remote) -> None:
    remote.press(Key.N1)
    remote.choose("away")


def form(remote: Remote) -> FormView:
    assert isinstance(remote.view, FormView), remote.words
    return remote.view


def message(remote: Remote) -> MessageView:
    assert isinstance(remote.view, MessageView), remote.words
    return remote.view


def test_the_page_is_filled_in_and_told_with_one_press(morning: Remote) -> None:
    going(morning)
    assert [field.value for field in form(morning).fields] == [
        "きょう 11月22日(日)",
        "あした 11月23日(月・祝)",
    ]
    assert form(morning).note == "2日間"
    morning.press(Key.OK)
    assert morning.answers == [days(0, 1)]
    assert message(morning).headline == "お預かりしました。"
    assert message(morning).under == "11月22日(日)から 11月23日(月・祝)まで 留守"
    morning.delivered()
    assert message(morning).headline == "おくりました。"


def test_it_begins_today_or_tomorrow_and_ends_when_one_chooses(morning: Remote) -> None:
    going(morning)
    morning.choose("first")
    assert form(morning).fields[0].value == "あした 11月23日(月・祝)"
    assert form(morning).note == "2日間", "it stays as long as it was"
    assert form(morning).focus == "first"
    morning.choose("first")
    morning.choose("until")
    assert isinstance(morning.view, ListView)
    assert morning.view.focus == "until:2"
    morning.choose("next")
    morning.choose("until:7")
    assert form(morning).fields[1].value == "11月28日(土)"
    assert len(morning.state.stack) <= DEPTH
    morning.choose("tell")
    assert morning.answers == [days(0, 6)]


def test_going_back_from_the_choices_changes_nothing(morning: Remote) -> None:
    going(morning)
    morning.choose("until")
    morning.press(Key.BACK)
    assert form(morning).note == "2日間"
    morning.press(Key.BACK)
    assert isinstance(morning.view, CheckInView)
    assert morning.answers == []


def test_home_and_the_check_in_page_say_so_and_an_answer_counts_all_the_same(morning: Remote) -> None:
    going(morning)
    morning.press(Key.OK, Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("11月23日まで", "留守です。")
    morning.press(Key.N1)
    assert morning.view.frame.title == "田中 きよさん、11月23日まで 留守です。"
    morning.press(Key.N1, Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert "「よい」" in "".join(morning.view.tiles[0].lines)


def test_it_can_be_taken_back_and_told_again(morning: Remote) -> None:
    going(morning)
    morning.press(Key.OK)
    name = morning.last_name()
    morning.delivered()
    morning.press(Key.HOME)
    going(morning)
    assert message(morning).headline == "おくりました。"
    morning.choose("cancel")
    assert morning.answers[-1] == AbsenceEnd(absence=name)
    assert message(morning).headline == "とりけしを お預かりしました。"
    assert message(morning).under == "いつもどおり 毎日の 返事を お待ちします。"
    assert message(morning).details == (
        "とりけした 日は 11月22日(日)から 11月23日(月・祝)まで。",
        "いま 市に おくっています。",
    )
    assert message(morning).frame.title == "留守の とりけし"
    morning.delivered()
    assert message(morning).headline == "とりけしました。"
    assert "留守" not in message(morning).under + "".join(message(morning).details)
    morning.choose("again")
    assert form(morning).note == "2日間"
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("けさは", "いかがですか。")


def test_what_the_city_knows_of_another_box_counts(morning: Remote) -> None:
    morning.city(replace(morning.snapshot, absences=(sample.absence(0, 3),)))
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("11月25日まで", "留守です。")
    going(morning)
    morning.choose("cancel")
    assert morning.answers == [AbsenceEnd(absence="box1-1")]
    back = sample.absence(0, 3, taken_back=True, changed_at=sample.at(9))
    morning.delivered()
    morning.city(replace(morning.snapshot, absences=(back,)))
    morning.press(Key.HOME)
    assert morning.view.tiles[0].lines == ("けさは", "いかがですか。")  # type: ignore[union-attr]


def test_what_was_taken_back_elsewhere_is_over_here_too(morning: Remote) -> None:
    going(morning)
    morning.press(Key.OK)
    name = morning.last_name()
    morning.delivered()
    gone = sample.absence(0, 1, id=name, taken_back=True, changed_at=sample.at(9))
    morning.city(replace(morning.snapshot, absences=(gone,)))
    assert message(morning).headline == "とりけしました。", "the page that told the days follows too"
    assert [button.id for button in message(morning).buttons] == ["back", "again"]
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("けさは", "いかがですか。")


def test_days_taken_back_are_over_also_where_the_clock_of_the_city_is_ahead(morning: Remote) -> None:
    going(morning)
    morning.press(Key.OK)
    told = sample.absence(0, 1, id=morning.last_name(), changed_at=sample.at(9))
    morning.delivered()
    morning.city(replace(morning.snapshot, absences=(told,)))
    assert morning.now < told.changed_at
    morning.choose("cancel")
    morning.delivered()
    assert message(morning).headline == "とりけしました。"
    morning.press(Key.BACK)
    assert morning.view.frame.title == "田中 きよさん、おはようございます。"


def test_a_refusal_is_told_and_the_days_do_not_hold(morning: Remote) -> None:
    going(morning)
    morning.press(Key.OK)
    morning.delivered(SaidState.REFUSED, "すぎた 日です。もういちど おねがいします。")
    assert message(morning).headline == "うけつけられませんでした。"
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[0].lines == ("けさは", "いかがですか。")


def test_the_days_end_by_themselves(morning: Remote) -> None:
    going(morning)
    morning.press(Key.OK, Key.HOME)
    morning.delivered()
    morning.now += timedelta(days=2)
    morning.wait(1)
    morning.press(Key.OK)  # the waiting picture goes
    assert isinstance(morning.view, HomeView)
    assert "留守" not in "".join(morning.view.tiles[0].lines)


def test_a_page_that_stood_over_midnight_tells_only_days_to_come(morning: Remote) -> None:
    going(morning)
    morning.now += timedelta(days=1)
    morning.wait(1)
    morning.press(Key.OK)  # the waiting picture goes
    morning.press(Key.OK)
    assert morning.answers == [days(1, 1)]


def test_without_the_time_no_days_are_told(morning: Remote) -> None:
    morning.city(replace(morning.snapshot, clock_trusted=False))
    going(morning)
    assert message(morning).headline == "いまの 時刻が わかりません。"
    morning.press(Key.OK)
    assert morning.answers == []
