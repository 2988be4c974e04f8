"""Notices with files: turned without scrolling, read as words, played, answered, changed and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from offline_cache.snapshot import SaidState
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import PlayMedia
from tvapp.domain.view import BoardView, ListView, MessageView, Mood, PictureView, ReaderView
from wire.commands import NoticeReply
from wire.content import NoticeChoice, NoticeReplyRecord


@pytest.fixture
def remote(channel: Channel) -> Remote:
    remote = Remote(channel, sample.with_files())
    remote.press(Key.N2, Key.OK)
    return remote


def picture(remote: Remote) -> PictureView:
    assert isinstance(remote.view, PictureView), remote.words
    return remote.view


def message(remote: Remote) -> MessageView:
    assert isinstance(remote.view, MessageView), remote.words
    return remote.view


def turn(remote: Remote, times: int) -> None:
    for _ in range(times):
        remote.choose("next")


def test_a_notice_is_turned_from_its_words_through_every_file(remote: Remote) -> None:
    seen = []
    for _ in range(5):
        remote.choose("next")
        seen.append((picture(remote).mark, picture(remote).path, picture(remote).page))
    assert seen == [
        ("写真", "/nowhere/1", "2 / 6 ページ"),
        ("書類", "/nowhere/2", "3 / 6 ページ"),
        ("書類", "/nowhere/3", "4 / 6 ページ"),
        ("動画", "/nowhere/5", "5 / 6 ページ"),
        ("音声", None, "6 / 6 ページ"),
    ]
    assert "区長" in picture(remote).told


def test_a_picture_that_is_not_here_yet_says_so_and_comes_by_itself(channel: Channel) -> None:
    whole = sample.with_files()
    remote = Remote(channel, replace(whole, media={}))
    remote.press(Key.N2, Key.OK)
    turn(remote, 1)
    assert picture(remote).path is None
    assert picture(remote).told == "写真は いま とどく ところです。"
    remote.city(replace(remote.snapshot, media=whole.media))
    assert picture(remote).path == "/nowhere/1"
    assert picture(remote).focus == "next"


def test_a_document_can_be_read_as_large_words_and_back(remote: Remote) -> None:
    turn(remote, 2)
    remote.choose("plain")
    assert isinstance(remote.view, ReaderView)
    assert "いもに会の" in remote.view.lines[0]
    remote.choose("next")
    remote.choose("plain")
    assert picture(remote).page == "3 / 6 ページ"


def test_a_video_plays_and_back_leads_to_its_page(remote: Remote) -> None:
    turn(remote, 4)
    remote.choose("play")
    assert remote.screen == "player"
    [played] = [effect.media for effect in remote.effects if isinstance(effect, PlayMedia)]
    assert (played.path, played.still) == ("/nowhere/4", "/nowhere/5")
    remote.press(Key.BACK)
    assert picture(remote).page == "5 / 6 ページ"


def test_a_video_that_is_not_here_yet_offers_nothing_to_press(channel: Channel) -> None:
    whole = sample.with_files()
    here = {name: path for name, path in whole.media.items() if path != "/nowhere/4"}
    remote = Remote(channel, replace(whole, media=here))
    remote.press(Key.N2, Key.OK)
    turn(remote, 4)
    assert "play" not in [button.id for button in picture(remote).buttons]
    assert picture(remote).frame.status == "動画は いま とどく ところです。"


def replying(remote: Remote) -> None:
    turn(remote, 5)
    remote.choose("reply")


def test_no_reply_is_given_by_pressing_on(remote: Remote) -> None:
    replying(remote)
    assert message(remote).headline == "参加しますか。"
    assert message(remote).focus == "back"
    remote.press(Key.OK)
    assert remote.answers == []
    assert picture(remote).page == "6 / 6 ページ"


def test_a_reply_is_kept_sent_changed_and_taken_back(remote: Remote) -> None:
    replying(remote)
    remote.choose("attend")
    assert remote.answers[-1] == NoticeReply(notice="party", choice=NoticeChoice.ATTEND)
    assert (message(remote).mood, message(remote).headline) == (Mood.KEPT, "「参加する」を お預かりしました")
    remote.delivered()
    assert (message(remote).mood, message(remote).headline) == (Mood.DONE, "「参加する」と おくりました")
    remote.choose("absent")
    remote.delivered()
    assert message(remote).headline == "「参加しない」と おくりました"
    remote.choose("none")
    assert remote.answers[-1] == NoticeReply(notice="party", choice=NoticeChoice.NONE)
    assert message(remote).headline == "参加しますか。"
    remote.press(Key.BACK)
    assert [button.id for button in picture(remote).buttons][:2] == ["play", "reply"]


def test_a_refused_reply_says_why_and_leaves_what_the_city_has(remote: Remote) -> None:
    had = NoticeReplyRecord(notice="party", choice=NoticeChoice.ABSENT, received_at=sample.NOW)
    remote.city(replace(remote.snapshot, replies=(had,)))
    replying(remote)
    remote.choose("attend")
    remote.delivered(SaidState.REFUSED, "しめきりを すぎました。")
    assert (message(remote).mood, message(remote).under) == (Mood.REFUSED, "しめきりを すぎました。")
    assert message(remote).headline == "「参加しない」と おくりました"


def test_after_the_deadline_nothing_is_asked_by_a_clock_that_is_right(channel: Channel) -> None:
    late = sample.PARTY + timedelta(minutes=1)
    remote = Remote(channel, sample.with_files(), late)
    remote.press(Key.N2, Key.OK)
    turn(remote, 5)
    assert "reply" not in [button.id for button in picture(remote).buttons]
    unsure = Remote(channel, replace(sample.with_files(), clock_trusted=False), late)
    unsure.press(Key.N2, Key.OK)
    turn(unsure, 5)
    assert "reply" in [button.id for button in picture(unsure).buttons]


def test_what_was_read_is_found_again_by_its_kind(remote: Remote) -> None:
    turn(remote, 5)
    remote.press(Key.BACK)
    remote.choose("archive")
    assert isinstance(remote.view, ListView)
    assert [(row.text, row.note) for row in remote.view.rows] == [("市から", "1件"), ("地域", "2件")]
    remote.choose("kind:community")
    assert isinstance(remote.view, ListView)
    assert [row.id for row in remote.view.rows] == ["notice:n1", "notice:party"]
    remote.choose("notice:party")
    remote.press(Key.BACK, Key.BACK, Key.BACK, Key.BACK)
    assert remote.at_home()


def test_a_notice_read_long_ago_leaves_the_list_but_not_the_archive(remote: Remote) -> None:
    turn(remote, 5)
    remote.now += timedelta(days=15)
    remote.press(Key.BACK)
    assert isinstance(remote.view, ListView)
    assert "notice:party" not in [row.id for row in remote.view.rows]
    remote.choose("archive")
    remote.choose("kind:community")
    assert "notice:party" in [row.id for row in remote.view.rows]


def board(channel: Channel, page: str, moment: object = None, *, trusted: bool = True) -> BoardView:
    snapshot = replace(sample.with_files(), clock_trusted=trusted)
    remote = Remote(channel, snapshot, moment or sample.NOW)  # type: ignore[arg-type]
    remote.press(Key.N5)
    remote.choose(f"living:{page}")
    assert isinstance(remote.view, BoardView), remote.words
    return remote.view


def test_a_calendar_begins_with_today_and_says_days_in_words(channel: Channel) -> None:
    rows = board(channel, "rubbish").rows
    assert [row.lead for row in rows[:3]] == [
        "きょう 11月22日(日)",
        "あした 11月23日(月・祝)",
        "11月26日(木)",
    ]
    assert [row.now for row in rows] == [True, False, False, False]
    later = board(channel, "rubbish", sample.at(7, day=sample.TOMORROW)).rows
    assert later[0].lead == "きょう 11月23日(月・祝)"


@pytest.mark.parametrize(
    ("hour", "minute", "marks"),
    [(8, 0, "あいています"), (9, 29, "あいています"), (9, 30, "しまっています"), (7, 59, "しまっています")],
)
def test_open_and_closed_change_with_the_minute(channel: Channel, hour: int, minute: int, marks: str) -> None:
    shop = board(channel, "shops", sample.at(hour, minute) - timedelta(seconds=4)).rows[0]
    at_next_minute = board(channel, "shops", sample.at(hour, minute)).rows[0]
    assert at_next_minute.mark == marks
    assert "きょう 8時〜9時30分" in shop.note


def test_without_a_known_time_no_place_is_said_to_be_open(channel: Channel) -> None:
    shop = board(channel, "shops", trusted=False).rows[0]
    assert shop.mark is None
    assert "月〜土 9時〜12時、月〜金 14時〜18時30分" in shop.note


def test_a_place_without_hours_is_neither_open_nor_closed(channel: Channel) -> None:
    assert board(channel, "shops").rows[2].mark is None


def test_numbers_stand_large_beside_their_names(channel: Channel) -> None:
    assert board(channel, "numbers").rows[0].figure == "0242-00-0001"
