"""みなとバス: four presses to ask, and never a seat on the screen that the city has not given."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import Line, SaidState
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import Say
from tvapp.domain.view import FormView, HomeView, ListView, MessageView, Mood
from wire.commands import RideCancel, RideRequest
from wire.content import Ride, RideOffer, RideState, UsualTrip

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
        ("でる時間", "9時10分ごろに のる"),
        ("人数", "1人(300円)"),
        ("車いす", "つかわない"),
        ("かえり", "なし"),
    ]
    assert view.focus == "ask"
    assert [button.label for button in view.buttons] == ["ここで たのみます", "やめる"]
    assert view.note == "あしたの ぶんは きょう 17時まで。あと 8時間"
    assert view.change == "かえる"


def test_offline_the_request_is_kept_and_no_seat_is_claimed(morning: Remote) -> None:
    offline(morning)
    morning.press(*FOUR_PRESSES)
    view = message(morning)
    assert view.frame.title == "みなとバス・申し込み中"
    assert view.frame.status == "きのう 18時の 情報"
    assert view.mood is Mood.KEPT
    assert view.headline == "いま 市と つながっていません。"
    assert view.under == "お申し込みは お預かりしました。つながりしだい おくります。"
    assert view.details == (
        "ごきぼう あした 9時10分ごろ・竹田病院へ",
        "1人(300円)",
        "席は まだ 決まっていません。決まったら ここで お知らせします。",
        "お急ぎの ときは 電話 0242-00-0003",
    )
    assert [button.label for button in view.buttons] == ["わかりました", "かえりも たのむ", "とりけす"]


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
        "9時10分〜9時20分に のる・9時50分までに つく",
        "自宅前から 竹田病院へ",
        "みなと1号・1人(300円)",
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
    remote.choose("at:2026-11-23T10:30")
    instead = {"leave_at": "10:30", "trip": "box1-1"}
    assert remote.answers == [sample.RIDE_REQUEST.model_copy(update=instead)]
    assert message(remote).frame.title == "みなとバス・申し込み中"
    assert "ごきぼう あした 10時30分ごろ・竹田病院へ" in remote.words


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


def answer(remote: Remote, state: RideState, name: str, **more: object) -> Ride:
    """The city's answer to a request, put in the box's memory."""
    body = next(said.body for said in remote.snapshot.said if said.name == name)
    assert isinstance(body, RideRequest)
    told = {
        "day": body.day,
        "from_stop": body.from_stop,
        "to_stop": body.to_stop,
        "hoped_for": body.hoped_for,
        "aim": body.aim,
        "trip": body.trip,
        "homeward": body.homeward,
        "home_later": body.home_later,
        "wheelchair": body.wheelchair,
        **more,
    }
    ride = sample.ride(state, name).model_copy(update=told)
    remote.delivered()
    others = tuple(known for known in remote.snapshot.rides if known.id != name)
    remote.city(replace(remote.snapshot, rides=(*others, ride)))
    return ride


def ask_there_and_back(remote: Remote) -> tuple[str, str]:
    """Ask for the usual trip with a way home; returns both names."""
    remote.press(Key.N3)
    remote.choose("home")
    remote.choose("home:11:30")
    remote.choose("ask")
    asked = {
        said.body.homeward: said.name for said in remote.snapshot.said if isinstance(said.body, RideRequest)
    }
    return asked[False], asked[True]


def test_a_way_home_is_asked_for_on_the_same_page_and_belongs_to_its_way_out(morning: Remote) -> None:
    out, _ = ask_there_and_back(morning)
    home = RideRequest(
        day=sample.TOMORROW,
        from_stop="hospital",
        to_stop="home",
        leave_at="11:30",
        party=1,
        trip=out,
        homeward=True,
    )
    assert morning.answers == [sample.RIDE_REQUEST, home]
    view = message(morning)
    assert view.headline == "お預かりしました。"
    assert view.details[:2] == (
        "ごきぼう あした 9時10分ごろ・竹田病院へ",
        "1人(300円)・かえり 11時30分ごろ 申し込み中",
    )


def test_out_and_home_are_answered_each(morning: Remote) -> None:
    out, home = ask_there_and_back(morning)
    answer(morning, RideState.GIVEN, out)
    assert message(morning).headline == "行きの 席が とれました。"
    assert message(morning).details[1] == "かえり 11時30分ごろ 申し込み中"
    at = {"board_from": sample.at(13, 0, sample.TOMORROW), "board_until": sample.at(13, 10, sample.TOMORROW)}
    answer(morning, RideState.GIVEN, home, **at, arrive_by=sample.at(13, 40, sample.TOMORROW))
    assert message(morning).headline == "行きも かえりも 席が とれました。"
    assert message(morning).under == "あした 11月23日(月・祝)・かえりの 時間に ご注意"
    assert message(morning).details[1] == "かえりは 13時に なりました・ごきぼう 11時30分と ちがいます"
    morning.choose("other")
    assert message(morning).details[0] == "13時〜13時10分に のる・13時40分までに つく"
    assert message(morning).headline == "行きも かえりも 席が とれました。"
    assert message(morning).details[1] == "行きは 9時10分に 席が とれました"
    assert message(morning).under.endswith("ごきぼう 11時30分と ちがいます")


def test_a_refused_way_home_does_not_hide_behind_the_seat_out(morning: Remote) -> None:
    out, home = ask_there_and_back(morning)
    answer(morning, RideState.GIVEN, out)
    answer(
        morning,
        RideState.REFUSED,
        home,
        offers=(RideOffer(day=sample.TOMORROW, board_at="13:00", arrive_by="13:40"),),
    )
    assert (message(morning).headline, message(morning).mood) == ("行きだけ 席が とれました。", Mood.KEPT)
    assert message(morning).details[1] == "かえりの 11時30分ごろは 席が とれませんでした"
    morning.press(Key.HOME, Key.N3)
    morning.choose("mine")
    assert rows(morning) == ["あした 9時10分 竹田病院へ", "あした 11時30分ごろ 自宅前へ"]
    morning.choose(f"ride:{home}")
    assert message(morning).headline == "かえりの 席が とれませんでした。"
    assert "行きは 9時10分に 席が とれました" in message(morning).details
    morning.choose("at:2026-11-23T13:00")
    body = morning.answers[-1]
    assert isinstance(body, RideRequest)
    assert (body.leave_at, body.trip, body.homeward) == ("13:00", out, True)


def test_when_the_disk_takes_only_the_way_out_the_page_says_so(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("home")
    morning.choose("home:11:30")
    morning.walk("ask")
    morning.slow_disk = True
    morning.press(Key.OK)
    morning.written(morning.waiting.pop())
    assert "お預かり できませんでした" not in morning.words
    morning.disk_is_full = True
    morning.written(morning.waiting.pop())
    assert len(morning.answers) == 1
    assert message(morning).frame.title == "お預かり できませんでした。もう一度 おねがいします。"
    assert "homeward" in [button.id for button in message(morning).buttons], "asked again from here"


def test_a_way_home_can_be_asked_for_after_the_way_out(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    remote.press(Key.N3, Key.OK, Key.OK)
    remote.choose("homeward")
    view = form(remote)
    assert view.frame.title == "かえりの バスを たのむ"
    assert (value(remote, "from"), value(remote, "to")) == ("竹田病院", "自宅前")
    assert value(remote, "time") == "11時30分ごろに のる", "an hour after the bus is there"
    assert "home" not in [field.id for field in view.fields]
    remote.choose("time")
    assert not any(item.id == "aim" for item in remote.view.buttons)  # type: ignore[union-attr]
    remote.press(Key.BACK)
    remote.choose("to")
    remote.press(Key.BACK)
    assert form(remote).frame.title == "かえりの バスを たのむ"
    remote.choose("ask")
    body = remote.answers[-1]
    assert isinstance(body, RideRequest)
    assert (body.trip, body.homeward, body.leave_at) == ("box1-1", True, "11:30")
    remote.press(Key.BACK)
    assert remote.at_home()


def test_a_way_home_to_be_asked_for_later_is_not_forgotten(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("home")
    morning.choose("home:later")
    assert value(morning, "home") == "あとで たのむ"
    morning.choose("ask")
    body = morning.answers[-1]
    assert isinstance(body, RideRequest)
    assert body.home_later
    answer(morning, RideState.GIVEN, morning.last_name())
    assert message(morning).details[1] == "かえりは あとで たのむ"
    morning.now = sample.at(17, 1)
    morning.press(Key.UP)  # the waiting picture stood there
    assert message(morning).details[1] == "かえりは 電話で おねがいします"
    assert "homeward" not in [button.id for button in message(morning).buttons]


def test_out_and_home_are_given_back_together_or_one_alone(morning: Remote) -> None:
    out, home = ask_there_and_back(morning)
    answer(morning, RideState.GIVEN, out)
    answer(morning, RideState.GIVEN, home)
    morning.choose("cancel")
    assert [button.label for button in message(morning).buttons] == [
        "いいえ",
        "これだけ とりけす",
        "かえりも とりけす",
    ]
    assert morning.view.focus == "back"
    morning.choose("both")
    assert morning.answers[-2:] == [RideCancel(ride=out), RideCancel(ride=home)]
    assert message(morning).headline == "とりけしを お預かりしました。"


def test_one_way_alone_is_given_back(morning: Remote) -> None:
    out, home = ask_there_and_back(morning)
    answer(morning, RideState.GIVEN, out)
    answer(morning, RideState.GIVEN, home)
    morning.choose("cancel")
    morning.choose("yes")
    assert morning.answers[-1] == RideCancel(ride=out)
    morning.choose("other")
    assert message(morning).headline == "かえりの 席が とれました。"


def test_who_must_be_there_by_a_time_chooses_that_time(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("time")
    assert isinstance(morning.view, ListView)
    assert morning.view.frame.title == "でる時間を えらんでください"
    morning.choose("aim")
    assert morning.view.frame.title == "つく時間を えらんでください"
    morning.choose("time:10:30")
    label = next(field.label for field in form(morning).fields if field.id == "time")
    assert (label, value(morning, "time")) == ("つく時間", "10時30分までに つく")
    morning.choose("ask")
    body = morning.answers[-1]
    assert isinstance(body, RideRequest)
    assert (body.leave_at, body.arrive_by) == (None, "10:30")
    assert message(morning).details[0] == "ごきぼう あした 10時30分までに・竹田病院へ"
    answer(morning, RideState.GIVEN, morning.last_name())
    assert "ちがいます" not in message(morning).under


def test_offers_for_an_arrival_say_when_one_would_be_there(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("time")
    morning.choose("aim")
    morning.choose("time:09:10")
    morning.choose("ask")
    other = RideOffer(day=sample.TOMORROW, board_at="10:30", arrive_by="11:05")
    answer(morning, RideState.REFUSED, morning.last_name(), offers=(other,))
    assert message(morning).details[1] == "下の 時間に のると、11時5分までに つきます。"


def test_a_wheelchair_is_said_asked_and_read_back(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("chair")
    morning.choose("chair:yes")
    assert value(morning, "chair") == "つかう"
    morning.choose("ask")
    body = morning.answers[-1]
    assert isinstance(body, RideRequest)
    assert body.wheelchair
    assert message(morning).details[1] == "1人(300円)・車いす"


def test_where_no_vehicle_takes_a_wheelchair_the_row_is_not_there(morning: Remote) -> None:
    assert morning.snapshot.bus is not None
    bus = morning.snapshot.bus.model_copy(update={"wheelchairs": False})
    morning.city(replace(morning.snapshot, bus=bus))
    morning.press(Key.N3)
    assert "chair" not in [field.id for field in form(morning).fields]


def test_a_way_home_before_the_way_out_is_told_and_not_sent(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("home")
    morning.choose("home:10:30")
    morning.choose("time")
    morning.choose("time:11:30")
    assert form(morning).note == "かえりの 時間を かえてください"
    morning.choose("ask")
    assert (morning.answers, form(morning).focus) == ([], "home")


def choices(remote: Remote) -> list[str]:
    """All choices of the page that is open, over its pages."""
    found: list[str] = []
    while True:
        assert isinstance(remote.view, ListView), remote.words
        found += [row.id for row in remote.view.rows]
        if "next" not in [button.id for button in remote.view.buttons]:
            return found
        remote.choose("next")


def test_the_way_home_begins_when_one_is_there_and_an_errand_is_done(morning: Remote) -> None:
    always = ["home:none", "home:later"]
    service = sample.bus().model_copy(
        update={"times": ("09:10", "09:40", "10:00", "10:10", "10:20", "11:30")}
    )
    morning.city(replace(morning.snapshot, bus=service))
    morning.press(Key.N3)
    morning.choose("home")
    assert choices(morning) == [*always, "home:10:10", "home:10:20", "home:11:30"], "as long as rides take"
    ridden = sample.ride(RideState.GIVEN).model_copy(update={"day": sample.TODAY})
    morning.city(replace(morning.snapshot, rides=(ridden,)))
    morning.press(Key.HOME, Key.N3)
    morning.choose("home")
    assert choices(morning) == [*always, "home:10:20", "home:11:30"], "this ride took forty minutes before"
    morning.press(Key.BACK)
    morning.choose("time")
    morning.choose("aim")
    morning.choose("time:09:10")
    morning.choose("home")
    assert choices(morning)[2] == "home:09:40", "there at 9:10, and half an hour for the errand"


def test_a_usual_way_home_is_offered_however_short_the_errand(channel: Channel) -> None:
    household = sample.household()
    trip = household.usual_trips[0].model_copy(update={"leave_at": "09:10", "home_at": "09:40"})
    home = household.model_copy(update={"usual_trips": (trip,)})
    remote = Remote(channel, replace(sample.morning(), household=home))
    remote.press(Key.N3)
    remote.choose("home")
    assert choices(remote)[2:4] == ["home:09:40", "home:10:30"]


def test_a_way_home_asked_for_later_is_not_offered_before_one_is_there(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    remote.press(Key.N3, Key.OK, Key.OK)
    remote.choose("homeward")
    remote.choose("time")
    offered = choices(remote)
    assert offered[0] == "time:10:30", "there at 9:50"
    assert "time:08:30" not in offered


def test_a_usual_trip_with_a_usual_way_home_needs_no_more_presses(channel: Channel) -> None:
    household = sample.household()
    trip = household.usual_trips[0].model_copy(update={"home_at": "11:30"})
    remote = Remote(
        channel, replace(sample.morning(), household=household.model_copy(update={"usual_trips": (trip,)}))
    )
    remote.press(*FOUR_PRESSES)
    assert [body.homeward for body in remote.answers if isinstance(body, RideRequest)] == [False, True]


def test_another_usual_trip_brings_its_usual_time(channel: Channel) -> None:
    household = sample.household()
    hall = UsualTrip(id="hall", from_stop="home", to_stop="hall", leave_at="13:00")
    usual = household.model_copy(update={"usual_trips": (household.usual_trips[0], hall)})
    remote = Remote(channel, replace(sample.morning(), household=usual))
    remote.press(Key.N3)
    remote.choose("to")
    remote.choose("stop:hall")
    assert value(remote, "time") == "13時ごろに のる"
    remote.choose("time")
    remote.choose("time:10:30")
    remote.choose("to")
    remote.choose("stop:hospital")
    assert value(remote, "time") == "10時30分ごろに のる", "a time chosen by hand stays"


def test_days_without_a_bus_are_marked_and_cannot_be_chosen(morning: Remote) -> None:
    service = sample.bus()
    closed = service.days[1].model_copy(update={"open": False, "closed_because": "祝日"})
    days = (service.days[0], closed, *service.days[2:])
    morning.city(replace(morning.snapshot, bus=service.model_copy(update={"days": days})))
    morning.press(Key.N3)
    morning.choose("day")
    assert isinstance(morning.view, ListView)
    assert [(row.text, row.mark, row.note) for row in morning.view.rows[:2]] == [
        ("あした 11月23日(月・祝)", "休み", "勤労感謝の日"),
        ("あさって 11月24日(火)", None, "あした 17時まで"),
    ]
    morning.choose("day:2026-11-23")
    assert morning.screen == "bus_choices"
    assert morning.view.frame.title == "11月23日は バスが 休みです。"
    assert morning.view.focus == "day:2026-11-23"
    morning.choose("next")
    saturday = next(row for row in morning.view.rows if "(土)" in row.text)
    assert (saturday.mark, saturday.note) == ("休み", "土曜日は お休みです。")


def test_an_open_holiday_names_itself_beside_its_deadline(morning: Remote) -> None:
    morning.press(Key.N3)
    morning.choose("day")
    assert isinstance(morning.view, ListView)
    assert morning.view.rows[0].note == "勤労感謝の日・きょう 17時まで"


@pytest.mark.parametrize(
    ("hour", "minute", "left"),
    [(9, 0, "あと 8時間"), (15, 1, "あと 1時間"), (16, 1, "あと 59分"), (16, 59, "あと 1分")],
)
def test_the_deadline_is_counted_down_in_words(morning: Remote, hour: int, minute: int, left: str) -> None:
    morning.now = sample.at(hour, minute) - timedelta(seconds=1)
    morning.press(Key.N3)
    assert form(morning).note == f"あしたの ぶんは きょう 17時まで。{left}"


def test_too_late_is_said_plainly_with_the_telephone(morning: Remote) -> None:
    offline(morning)
    morning.press(*FOUR_PRESSES)
    later = RideOffer(day=sample.TODAY + timedelta(days=2), board_at="09:10", arrive_by="09:50")
    answer(
        morning,
        RideState.REFUSED,
        morning.last_name(),
        reason="しめきりを すぎました。",
        alternatives=(),
        offers=(later,),
    )
    view = message(morning)
    assert (view.headline, view.under) == ("席が とれませんでした。", "しめきりを すぎました。")
    assert view.details[1:] == ("下の 日なら、席が あります。", "バスの 係 0242-00-0003")
    assert [button.label for button in view.buttons] == ["わかりました", "24日 9時10分"]
    morning.choose("at:2026-11-24T09:10")
    body = morning.answers[-1]
    assert isinstance(body, RideRequest)
    assert (body.day, body.leave_at) == (later.day, "09:10")


def test_a_ride_that_was_given_is_never_called_a_hope_again(channel: Channel) -> None:
    given = sample.ride(RideState.GIVEN).model_copy(update={"hoped_for": "10:30"})
    gone = given.model_copy(update={"state": RideState.CANCELLED, "reason": "大雪です。"})
    remote = Remote(channel, replace(sample.morning(), rides=(gone,)))
    remote.press(Key.N3)
    remote.choose("mine")
    remote.press(Key.OK)
    assert message(remote).details[0] == "あした 9時10分・竹田病院へ"


def test_what_was_asked_for_just_now_stands_on_home_beside_an_earlier_ride(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.RIDE_GIVEN))
    offline(remote)
    remote.press(Key.N3)
    remote.choose("day")
    remote.choose("day:2026-11-25")
    remote.choose("ask")
    remote.press(Key.HOME)
    assert isinstance(remote.view, HomeView)
    tile = next(tile for tile in remote.view.tiles if tile.id == "bus")
    assert tile.lines == ("あした 9時10分", "竹田病院へ", "申し込み中 1件")
