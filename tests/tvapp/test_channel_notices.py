"""お知らせ: unread first, page by page, and three receipts that are each true and each said once."""

from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import SaidState
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import Say
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import HomeView, ListView, MessageView, ReaderView
from wire.commands import NoticeReceipt, ReceiptStep


def reader(remote: Remote) -> ReaderView:
    assert isinstance(remote.view, ReaderView), remote.words
    return remote.view


def listed(remote: Remote) -> ListView:
    assert isinstance(remote.view, ListView), remote.words
    return remote.view


def receipts(remote: Remote) -> list[tuple[str, str]]:
    return [(body.notice, body.step.value) for body in remote.said if isinstance(body, NoticeReceipt)]


def test_a_notice_is_read_page_by_page_and_confirmed(morning: Remote) -> None:
    morning.press(Key.N2, Key.OK)
    first = reader(morning)
    assert first.frame.title == "もちそばまつりの ご案内"
    assert first.mark == "地域"
    assert first.page == "1 / 3 ページ"
    assert first.focus == "next"
    assert first.frame.status == "湊地区 協議会から"
    morning.press(Key.OK)
    assert reader(morning).focus == "next"
    assert [button.label for button in reader(morning).buttons] == [
        "つぎの ページ",
        "まえの ページ",
        "もどる",
    ]
    morning.press(Key.OK)
    assert reader(morning).page == "3 / 3 ページ"
    assert reader(morning).focus == "seen"
    morning.press(Key.OK)
    assert reader(morning).frame.status == "「見ました」を お預かりしました"
    assert reader(morning).focus == "back"
    morning.delivered()
    assert reader(morning).frame.status == "「見ました」を おくりました"
    morning.press(Key.BACK)
    assert [row.id for row in listed(morning).rows] == ["notice:n2", "notice:n1"]


def test_every_line_of_a_notice_fits_the_page(morning: Remote) -> None:
    type_ = Typesetter.load(sample.FONTS)
    morning.press(Key.N2, Key.OK)
    for _ in range(3):
        assert 1 <= len(reader(morning).lines) <= 6
        assert all(type_.width(line, 64) <= 1728 for line in reader(morning).lines)
        morning.press(Key.OK)


def test_shown_read_and_confirmed_are_three_things_each_said_once(morning: Remote) -> None:
    morning.press(Key.RIGHT)
    assert receipts(morning) == [("n1", "shown")]
    morning.press(Key.OK, Key.OK)
    assert receipts(morning) == [("n1", "shown"), ("n2", "shown")]
    morning.press(Key.OK)
    assert ("n1", "read") not in receipts(morning)
    morning.press(Key.OK)
    assert receipts(morning)[-1] == ("n1", "read")
    morning.press(Key.OK)
    assert receipts(morning)[-1] == ("n1", "confirmed")
    morning.press(Key.HOME, Key.N2)
    morning.choose("notice:n1")
    morning.press(Key.RIGHT, Key.LEFT, Key.HOME, Key.N2)
    assert len(receipts(morning)) == len(set(receipts(morning)))


def test_a_title_that_stands_on_the_screen_is_told_as_shown_once_and_as_nothing_more(morning: Remote) -> None:
    morning.wait(120)
    assert receipts(morning) == [("n1", "shown")]


def test_a_receipt_the_outbox_holds_already_is_not_said_again(channel: Channel) -> None:
    shown = sample.said(1, NoticeReceipt(notice="n1", step=ReceiptStep.SHOWN))
    remote = Remote(channel, replace(sample.morning(), said=(shown,)))
    remote.press(Key.DOWN)
    assert remote.said == []


def test_a_slow_disk_makes_no_second_receipt(morning: Remote) -> None:
    morning.slow_disk = True
    morning.press(Key.DOWN, Key.UP, Key.DOWN)
    assert [effect.body for effect in morning.effects if isinstance(effect, Say)] == [
        NoticeReceipt(notice="n1", step=ReceiptStep.SHOWN)
    ]


def test_what_was_read_is_not_new_any_more(morning: Remote) -> None:
    morning.press(Key.N2)
    morning.choose("notice:n2")
    morning.press(Key.HOME)
    assert isinstance(morning.view, HomeView)
    tile = morning.view.tiles[1]
    assert (tile.lines, tile.badge) == (("もちそばまつりの", "ご案内"), "新しい 1件")


def test_many_notices_have_pages_of_five_and_of_fewer_where_a_title_takes_more_room(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.MANY_NOTICES))
    remote.press(Key.N2)
    seen: list[str] = []
    for many in (5, 5, 4):
        seen += [row.id for row in listed(remote).rows]
        assert len(listed(remote).rows) == many
        remote.choose("next")
    assert [row.text for row in listed(remote).rows] == [remote.snapshot.notices[-1].title], "whole"
    seen += [row.id for row in listed(remote).rows]
    assert seen == [f"notice:n{number}" for number in range(1, 16)]
    assert [button.id for button in listed(remote).buttons] == ["previous", "archive", "back"]
    remote.press(Key.BACK)
    assert remote.at_home()


def test_a_title_too_long_for_its_line_is_said_whole_in_the_text(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.MANY_NOTICES))
    remote.press(Key.N2)
    for _ in range(3):
        remote.choose("next")
    remote.choose("notice:n15")
    title = remote.snapshot.notices[-1].title
    assert reader(remote).frame.title == "11月21日(土)の お知らせ"
    assert "".join(reader(remote).lines).replace(" ", "").startswith(title.replace(" ", ""))


def test_a_notice_withdrawn_under_the_readers_eyes_is_told(morning: Remote) -> None:
    morning.press(Key.N2, Key.OK)
    morning.city(replace(morning.snapshot, notices=()))
    assert isinstance(morning.view, MessageView)
    assert morning.view.headline == "この お知らせは とりさげられました。"
    morning.press(Key.BACK)
    assert listed(morning).empty == "いま お知らせは ありません。"
    assert listed(morning).focus == "back"


def test_a_notice_whose_time_is_over_is_not_listed(morning: Remote) -> None:
    over = sample.SNOW.model_copy(update={"expires_at": sample.NOW + timedelta(hours=1)})
    morning.city(replace(morning.snapshot, notices=(over,)))
    morning.press(Key.N2)
    assert len(listed(morning).rows) == 1
    morning.now += timedelta(hours=2)
    morning.wait(1)
    morning.press(Key.OK)  # the waiting picture goes
    assert listed(morning).rows == ()


def test_a_refused_confirmation_can_be_pressed_again(morning: Remote) -> None:
    morning.press(Key.N2)
    morning.choose("notice:n2")
    morning.press(Key.OK)
    morning.delivered(SaidState.REFUSED)
    assert "seen" in [button.id for button in reader(morning).buttons]


def test_a_text_that_ends_in_empty_lines_has_no_empty_page(morning: Remote) -> None:
    blank = sample.SNOW.model_copy(update={"body": sample.SNOW.body + "\n" * 9})
    morning.city(replace(morning.snapshot, notices=(blank,)))
    morning.press(Key.N2, Key.OK)
    assert reader(morning).page == ""
    assert reader(morning).focus == "seen"
