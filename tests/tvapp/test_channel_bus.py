"""みなとバス: four presses to ask, and never a seat on the screen that the city has not given."""

from dataclasses import replace
from datetime import timedelta

import pytest

from offline_cache.snapshot import Line, SaidState
from remote_input.keys import Key
from tests.tvapp import sample
from tests.tvapp.remote_driver import Remote
from tests.tvapp.sample import Situation
from tvapp.domain.channel import Channel
from tvapp.domain.events import Say
from tvapp.domain.view import FormView, ListView, MessageView, Mood
from wire.commands import RideCancel, RideRequest
from wire.content import RideState

FOUR_PRESSES = (Key.RIGHT, Key.RIGHT, Key.OK, Key.OK)


def form(remote: Remote) -> FormView:
    assert isinstance(remote.view, FormView), remote.words
    return remote.view


def value(remote: Remote, field: str) -> str:
    return next(item.value for item in form(remote).fields if item.id == field)


def message(remote: Remote) -> MessageView:
    assert isinstance(remote.view, MessageView), remote.words
    return remote.view


def rows(remote: Remote) -> list[str]:
    assert isinstance(remote.view, ListView), remote.words
    return [row.text for row in remote.view.rows]


def offline(remote: Remote) -> None:
    line = Line(connected=False, as_of=sample.at(18, 0, sample.TODAY - timedelta(days=1)))
    remote.city(replace(remote.snapshot, line=line))


def test_four_presses_from_home_ask_for_the_usual_trip_tomorrow(morning: Remote) -> None:
    morning.press(*FOUR_PRESSES)
    assert morning.answers == [sample.RIDE_REQUEST]
    assert morning.screen == "ride"


def test_the_page_is_filled_as_drawn(morning: Remote) -> None:
    morning.press(Key.N3)
    view = form(morning)
    assert [(field.label, field.value) for field in view.fields] == [
        ("日にち", "あした 11月23日(月・祝)"),
        ("のる所", "自宅前"),
        ("行き先", "竹田病院"),
        ("時刻", "9時10分ごろに のる"),
        ("人数", "1人(300円)"),
    ]
    assert view.focus == "ask"
    assert view.note == "しめきり きょうの 午後5時"
    assert view.change == "かえる"


def test_offline_the_request_is_kept_and_no_seat_is_claimed(morning: Remote) -> None:
    offline(morning)
    morning.press(*FOUR_PRESSES)
    view = message(morning)
    assert view.frame.title == "みなとバス・申し込み中"
    assert view.frame.status == "きのう 18時の 情報"
    assert view.mood is Mood.KEPT
    assert view.headline == "いま 市と つながっていません。"
    assert view.under == "お申し込みは お預かりしました。つながりしだい 送ります。"
    assert view.details == (
        "ごきぼう あした 9時10分ごろ・竹田病院",
        "席は まだ 決まっていません。",
        "決まったら このテレビで お知らせします。",
        "お急ぎの ときは 電話 0242-00-0003",
    )
    assert [button.label for button in view.buttons] == ["わかりました", "とりけす"]


def test_the_city_gives_a_seat_and_the_page_says_when_and_where(morning: Remote) -> None:
    morning.press(*FOUR_PRESSES)
    assert message(morning).headline == "お預かりしました。"
    morning.delivered()
    assert message(morning).headline == "申し込み中です。"
    assert "とれました" not in morning.words
    given = sample.ride(RideState.GIVEN, morning.last_name())
    morning.city(replace(morning.snapshot, rides=(given,)))
    view = message(morning)
    assert view.mood is Mood.DONE
    assert view.headline == "席が とれました。"
    assert view.under == "あした 11月23日(月・祝)"
    assert view.details == (
        "9時10分〜9時20分に のる",
        "自宅前から 竹田病院へ",
        "みなと1号・1人(300円)",
        "9時50分ごろ 着きます",
    )


def test_a_refusal_says_why_and_another_time_is_one_press_away(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_REFUSED))
    remote.press(Key.N3)
    remote.choose("mine")
    remote.press(Key.OK)
    view = message(remote)
    assert view.mood is Mood.REFUSED
    assert view.under == "この時刻は 席が いっぱいです。"
    assert [button.label for button in view.buttons] == ["わかりました", "10時30分", "13時"]
    remote.choose("at:10:30")
    assert remote.answers == [sample.RIDE_REQUEST.model_copy(update={"leave_at": "10:30"})]
    assert message(remote).frame.title == "みなとバス・申し込み中"
    assert "ごきぼう あした 10時30分ごろ・竹田病院" in remote.words


def test_a_request_the_city_would_not_take_is_a_refusal_too(morning: Remote) -> None:
    morning.press(*FOUR_PRESSES)
    morning.delivered(SaidState.REFUSED, "しめきりを すぎていました。")
    assert message(morning).headline == "席が とれませんでした。"
    assert message(morning).under == "しめきりを すぎていました。"


def test_each_part_of_the_wish_can_be_changed(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("day")
    morning.press(Key.DOWN, Key.OK)
    assert value(morning, "day") == "あさって 11月24日(火)"
    morning.choose("to")
    morning.choose("stop:shop")
    assert value(morning, "to") == "みなと商店"
    morning.choose("time")
    morning.choose("time:10:30")
    morning.choose("party")
    morning.choose("party:2")
    assert value(morning, "party") == "2人(600円)"
    morning.choose("ask")
    assert morning.answers == [
        RideRequest(
            day=sample.TODAY + timedelta(days=2),
            from_stop="home",
            to_stop="shop",
            leave_at="10:30",
            party=2,
        )
    ]


def test_the_way_back_is_one_change_the_ends_change_places(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("from")
    morning.choose("stop:hospital")
    assert (value(morning, "from"), value(morning, "to")) == ("竹田病院", "自宅前")


def test_choices_begin_where_the_wish_stands_and_the_usual_stops_come_first(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("to")
    assert morning.view.focus == "stop:hospital"
    assert rows(morning)[:2] == ["竹田病院", "自宅前"]
    morning.press(Key.BACK)
    assert form(morning).focus == "to"
    morning.choose("time")
    assert morning.view.focus == "time:09:10"


def test_who_always_rides_out_finds_the_far_end_first_for_the_way_home(channel: Channel) -> None:
    household = sample.household()
    out = household.model_copy(update={"usual_trips": household.usual_trips[:1]})
    remote = Remote(channel, replace(sample.morning(), household=out))
    remote.press(Key.N3)
    remote.choose("from")
    assert rows(remote)[:2] == ["自宅前", "竹田病院"]
    remote.press(Key.BACK)
    remote.choose("to")
    assert rows(remote)[:2] == ["竹田病院", "自宅前"]


def test_longer_choices_have_pages(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("time")
    assert len(rows(morning)) == 5
    morning.choose("next")
    assert rows(morning) == ["14時30分", "16時"]
    morning.choose("previous")
    assert len(rows(morning)) == 5


def test_days_whose_deadline_has_passed_are_not_offered(morning: Remote) -> None:
    morning.now = sample.at(17, 1)
    morning.press(Key.N3)
    assert value(morning, "day").startswith("あさって")
    morning.choose("day")
    assert not any(row.startswith(("きょう", "あした")) for row in rows(morning))
    assert not any("(土)" in row for row in rows(morning))


def test_the_deadline_passing_under_an_open_page_is_told_and_not_broken(morning: Remote) -> None:
    morning.now = sample.at(16, 59)
    morning.press(Key.N3)
    morning.wait(60)
    assert form(morning).note == "しめきりました。日にちを かえて"
    morning.press(Key.OK)
    assert morning.answers == []
    assert form(morning).focus == "day"


def test_times_of_today_that_have_passed_are_not_offered(morning: Remote) -> None:
    service = sample.bus()
    first = service.days[0].model_copy(update={"deadline": sample.at(12)})
    bus = service.model_copy(update={"days": (first,)})
    morning.city(replace(morning.snapshot, bus=bus))
    morning.now = sample.at(10, 0)
    morning.press(Key.N3)
    assert value(morning, "day").startswith("きょう")
    morning.choose("time")
    assert rows(morning)[0] == "10時30分"


def test_the_same_ride_is_not_asked_twice(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    remote.press(Key.N3)
    assert form(remote).focus == "mine"
    assert value(remote, "from") == "竹田病院"
    remote.choose("from")
    remote.choose("stop:home")
    remote.choose("time")
    remote.choose("time:09:10")
    assert form(remote).note == "もう たのんで あります"
    remote.choose("ask")
    assert remote.answers == []


def test_a_slow_disk_makes_no_second_request(morning: Remote) -> None:
    morning.slow_disk = True
    morning.press(*FOUR_PRESSES, Key.OK, Key.OK)
    requests = [
        effect
        for effect in morning.effects
        if isinstance(effect, Say) and isinstance(effect.body, RideRequest)
    ]
    assert len(requests) == 1


def test_giving_a_seat_back_asks_once_more(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    remote.press(Key.N3, Key.OK, Key.OK)
    assert message(remote).headline == "席が とれました。"
    remote.choose("cancel")
    assert remote.screen == "ride_cancel"
    assert remote.view.focus == "back"
    remote.press(Key.OK)
    assert remote.screen == "ride"
    assert remote.answers == []
    remote.choose("cancel")
    remote.choose("yes")
    assert remote.answers == [RideCancel(ride="box1-1")]
    assert message(remote).headline == "とりけしを お預かりしました。"
    cancelled = remote.snapshot.rides[0].model_copy(update={"state": RideState.CANCELLED})
    remote.city(replace(remote.snapshot, rides=(cancelled,)))
    assert message(remote).headline == "とりけしに なりました。"
    remote.press(Key.HOME, Key.N3)
    assert "mine" not in [field.id for field in form(remote).fields]


def test_a_refused_cancellation_leaves_the_seat(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    remote.press(Key.N3, Key.OK, Key.OK)
    remote.choose("cancel")
    remote.choose("yes")
    remote.delivered(SaidState.REFUSED, "もう 出ました。")
    assert message(remote).headline == "席が とれました。"


def test_a_ride_the_city_took_away_is_told_with_its_reason(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    gone = remote.snapshot.rides[0].model_copy(
        update={"state": RideState.CANCELLED, "reason": "大雪の ため バスは 休みです。"}
    )
    remote.city(replace(remote.snapshot, rides=(gone,)))
    assert "とりけしに" in remote.words
    remote.press(Key.N3)
    remote.choose("mine")
    remote.press(Key.OK)
    assert message(remote).under == "大雪の ため バスは 休みです。"


def test_rides_of_past_days_are_gone(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    remote.now += timedelta(days=2)
    remote.press(Key.N3)
    assert "mine" not in [field.id for field in form(remote).fields]


def test_without_the_time_nothing_is_certain_and_the_telephone_is_named(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.NO_TIME))
    remote.press(Key.N3)
    view = message(remote)
    assert view.headline == "いまの 時刻が わかりません。"
    assert view.details == ("バスの 係 0242-00-0003",)
    remote.press(Key.OK)
    assert remote.at_home()
    assert remote.answers == []


def test_a_given_ride_under_an_unknown_time_is_shown_by_its_date(channel: Channel) -> None:
    snapshot = replace(sample.snapshot(Situation.RIDE_GIVEN), clock_trusted=False)
    remote = Remote(channel, snapshot)
    remote.press(Key.N3, Key.OK, Key.OK)
    view = message(remote)
    assert view.under == "11月23日(月・祝)"
    assert "いまの 時刻が わかりません。電話で たしかめてください。" in view.details
    assert "あした" not in remote.words


@pytest.mark.parametrize("missing", ["bus", "household"])
def test_without_a_service_the_page_says_so(morning: Remote, missing: str) -> None:
    if missing == "bus":
        morning.city(replace(morning.snapshot, bus=None))
    else:
        morning.city(replace(morning.snapshot, household=None))
    morning.press(Key.N3)
    assert message(morning).headline == "バスの 情報が まだ ありません。"


def test_without_an_open_day_the_page_says_so(morning: Remote) -> None:
    bus = sample.bus().model_copy(update={"days": ()})
    morning.city(replace(morning.snapshot, bus=bus))
    morning.press(Key.N3)
    assert message(morning).headline == "いま たのめる 日が ありません。"
    assert message(morning).under == "バスは 電話で おねがいします。"


def test_a_failed_write_keeps_the_form(morning: Remote) -> None:
    morning.disk_is_full = True
    morning.press(*FOUR_PRESSES)
    assert form(morning).frame.title == "お預かり できませんでした。もう一度 おねがいします。"
    assert form(morning).focus == "ask"


def test_a_seat_at_another_time_than_hoped_for_says_so(channel: Channel) -> None:
    given = sample.ride(RideState.GIVEN)
    at_the_wish = Remote(channel, replace(sample.morning(), rides=(given,)))
    earlier = given.model_copy(update={"hoped_for": "09:40"})
    remote = Remote(channel, replace(sample.morning(), rides=(earlier,)))
    for one in (at_the_wish, remote):
        one.press(Key.N3, Key.OK, Key.OK)
        assert isinstance(one.view, MessageView)
    assert isinstance(at_the_wish.view, MessageView)
    assert isinstance(remote.view, MessageView)
    assert "ごきぼう" not in at_the_wish.view.under
    assert "ごきぼう 9時40分と ちがいます" in remote.view.under
