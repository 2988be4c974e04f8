"""話したい and たすけて: who has it, when they ring, and taking it back."""

from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from offline_cache.snapshot import Line, SaidState
from remote_input.keys import Key
from tvapp.domain.view import HomeView, MessageView, Mood
from tvapp.resident.talk.calls import STILL_NEEDED
from wire.alerts import AlertStatus
from wire.commands import CallCancel, CallRequest
from wire.content import Call, CallState, Whom


def message(remote: Remote) -> MessageView:
    assert isinstance(remote.view, MessageView), remote.words
    return remote.view


def told(remote: Remote, **more: object) -> None:
    """The city tells what became of what was said last."""
    call = Call(
        id=remote.last_name(),
        urgent=False,
        whom=Whom.COMMISSIONER,
        state=CallState.TAKEN,
        asked_at=sample.NOW,
        taken_by="佐藤 はる",
        taken_as=Whom.COMMISSIONER,
    )
    remote.city(replace(remote.snapshot, calls=(call.model_copy(update=more),)))


def wishing(remote: Remote, whom: str = "commissioner") -> str:
    remote.press(Key.N6)
    remote.choose(whom)
    remote.delivered()
    return remote.last_name()


def helping(remote: Remote) -> str:
    remote.press(Key.N1, Key.N4)
    return remote.last_name()


def test_who_rings_and_about_when_stands_there(morning: Remote) -> None:
    wishing(morning)
    assert message(morning).under == "電話が 来るまで お待ちください。"
    told(morning, ring_at=sample.at(10))
    assert message(morning).headline == "民生委員の 佐藤 はるさんが うけました。"
    assert message(morning).under == "きょう 10時ごろ 電話します。"
    told(morning, ring_at=sample.at(9, 0, sample.TOMORROW))
    assert message(morning).under == "あした 9時ごろ 電話します。"
    told(morning, state=CallState.DONE)
    assert message(morning).headline == "おわりました。"


def test_a_wish_to_talk_can_be_taken_back_until_it_is_done(morning: Remote) -> None:
    name = wishing(morning)
    told(morning)
    morning.choose("cancel")
    assert morning.answers[-1] == CallCancel(call=name)
    assert message(morning).headline == "とりけしを お預かりしました。"
    morning.delivered()
    assert message(morning).headline == "とりけしました。"
    assert [button.id for button in message(morning).buttons] == ["back", "again"]
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.tiles[5].lines[0] == "民生委員さんや"


def test_what_was_taken_back_can_be_asked_for_again(morning: Remote) -> None:
    wishing(morning, "branch")
    morning.choose("cancel")
    morning.choose("again")
    assert morning.answers[-1] == CallRequest(resident="kiyo", whom=Whom.BRANCH)
    assert message(morning).headline == "お預かりしました。"


def test_taking_back_that_the_city_refuses_leaves_the_call_as_it_is(morning: Remote) -> None:
    name = wishing(morning)
    morning.choose("cancel")
    morning.delivered(SaidState.REFUSED, "もう おわった 電話です。")
    done = Call(id=name, urgent=False, whom=Whom.COMMISSIONER, state=CallState.DONE, asked_at=sample.NOW)
    morning.city(replace(morning.snapshot, calls=(done,)))
    assert message(morning).headline == "おわりました。"


def test_a_number_says_whose_it_is(morning: Remote) -> None:
    wishing(morning)
    assert "湊支所の 電話は 0242-00-0001" in message(morning).details
    morning.press(Key.HOME)
    wishing(morning, "bus_desk")
    assert "バスの 係の 電話は 0242-00-0003" in message(morning).details
    assert "0242-00-0001" not in morning.words


def test_help_says_plainly_where_it_goes_and_offers_to_take_it_back(morning: Remote) -> None:
    helping(morning)
    assert "民生委員さんと 支所に つたわります。" in message(morning).details
    assert "急ぐ ときは 119に 電話を してください。" in message(morning).details
    labels = [button.label for button in message(morning).buttons]
    assert labels == ["わかりました", "まちがえました", "もう一度 たのむ"]
    assert message(morning).focus == "back", "決定 pressed twice takes nothing back"


def test_help_that_somebody_has_is_not_asked_for_again_but_may_still_be_needed(morning: Remote) -> None:
    name = helping(morning)
    morning.delivered()
    told(morning, urgent=True)
    assert [button.label for button in message(morning).buttons] == ["わかりました", "まちがえました"]
    morning.now += STILL_NEEDED
    morning.wait(1)
    assert morning.screen == "help"
    assert message(morning).buttons[-1].label == "まだ たすけて"
    assert message(morning).focus == "back"
    morning.choose("again")
    assert morning.answers[-1] == CallRequest(resident="kiyo", urgent=True)
    assert len(morning.answers) == 2
    assert morning.last_name() != name
    assert message(morning).headline == "お預かりしました。"


def test_help_that_nobody_has_names_whom_else_to_ring_and_never_says_that_it_reached_anyone(
    morning: Remote,
) -> None:
    helping(morning)
    morning.delivered()
    morning.wait(61)
    assert message(morning).under == "119に 電話を してください。"
    assert message(morning).details == (
        "もどっても たすけは とりけされません。",
        "湊支所の 電話は 0242-00-0001",
    )


def test_help_that_was_a_mistake_never_says_119_nor_stands_on_home(morning: Remote) -> None:
    name = helping(morning)
    morning.choose("cancel")
    assert morning.answers[-1] == CallCancel(call=name)
    morning.wait(120)
    assert "119" not in message(morning).headline + message(morning).under
    morning.delivered()
    assert message(morning).mood is Mood.PLAIN
    assert message(morning).details[0] == "まちがいでも だいじょうぶです。"
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    assert morning.view.banner is None
    morning.press(Key.N1, Key.N4)
    assert morning.answers[-1] == CallRequest(resident="kiyo", urgent=True), "and it can be called again"


def test_taking_back_without_a_line_is_kept_until_there_is_one(morning: Remote) -> None:
    morning.city(replace(morning.snapshot, line=Line(connected=False, as_of=sample.NOW)))
    helping(morning)
    assert message(morning).under == "119に 電話を してください。"
    morning.choose("cancel")
    assert message(morning).headline == "とりけしを お預かりしました。"
    assert message(morning).under == "つながりしだい 市に おくります。"


def test_help_asked_in_an_alert_is_found_again_after_it(morning: Remote) -> None:
    morning.city(replace(morning.snapshot, alerts=(sample.alert(status=AlertStatus.ACTUAL),)))
    morning.wait(2)
    morning.choose("help")
    morning.delivered()
    morning.city(replace(morning.snapshot, alerts=()))
    morning.wait(2)
    morning.press(Key.HOME, Key.N6)
    assert morning.view.focus == "help"
    morning.press(Key.OK)
    assert message(morning).screen == "help"


def test_help_of_an_exchanged_box_is_still_known(morning: Remote) -> None:
    call = Call(
        id="box0-7", urgent=True, whom=Whom.COMMISSIONER, state=CallState.WAITING, asked_at=sample.NOW
    )
    morning.city(replace(morning.snapshot, calls=(call,)))
    morning.now += timedelta(seconds=70)
    morning.wait(1)
    assert isinstance(morning.view, HomeView)
    assert morning.view.banner == "まだ つたわっていません。119に 電話を"


def test_while_nobody_has_the_call_every_page_says_119(morning: Remote) -> None:
    morning.press(Key.N1, Key.N4)
    morning.delivered()
    morning.press(Key.HOME, Key.N3)
    usual = morning.view.frame.title
    morning.wait(61)
    for page in (Key.N1, Key.N2, Key.N3, Key.N4, Key.N5, Key.N6):
        morning.press(Key.HOME, page)
        assert morning.view.frame.title == "まだ つたわっていません。119に 電話を", page
    name = next(said.name for said in morning.snapshot.said if isinstance(said.body, CallRequest))
    taken = Call(
        id=name,
        whom=Whom.COMMISSIONER,
        urgent=True,
        asked_at=morning.now,
        state=CallState.TAKEN,
        taken_by="佐藤 はる",
    )
    morning.city(replace(morning.snapshot, calls=(taken,)))
    morning.press(Key.HOME, Key.N3)
    assert morning.view.frame.title == usual
