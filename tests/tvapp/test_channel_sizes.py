"""Text size, colours and language take effect at once, and what does not fit comes part by part."""

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.preferences import Language, Night, Preferences, TextSize
from offline_cache.snapshot import Snapshot
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import AlertView, FormView, HomeView, ListView, ReaderView
from tvapp.pages.ops import Text
from tvapp.pages.paint import paint


def chosen(situation: Situation = Situation.MORNING, **preferences: object) -> Snapshot:
    return replace(sample.snapshot(situation), preferences=Preferences(**preferences))  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "rows"), [(TextSize.NORMAL, 5), (TextSize.LARGE, 4), (TextSize.LARGEST, 3)])
def test_larger_text_means_fewer_rows_and_more_pages(channel: Channel, size: TextSize, rows: int) -> None:
    remote = Remote(channel, chosen(Situation.MANY_NOTICES, text_size=size))
    remote.press(Key.N2)
    assert isinstance(remote.view, ListView)
    assert len(remote.view.rows) == rows
    read: list[str] = []
    while True:
        assert isinstance(remote.view, ListView)
        assert len(remote.view.rows) <= rows
        read += [row.id for row in remote.view.rows]
        if "next" not in [button.id for button in remote.view.buttons]:
            break
        remote.choose("next")
    assert len(read) == len(set(read)) == 15


def test_a_notice_has_more_pages_in_larger_text_and_loses_nothing(channel: Channel) -> None:
    told = {}
    for size in TextSize:
        remote = Remote(channel, chosen(text_size=size))
        remote.press(Key.N2, Key.OK)
        lines: list[str] = []
        pages = 0
        while isinstance(remote.view, ReaderView):
            pages += 1
            lines += remote.view.lines
            if "next" not in [button.id for button in remote.view.buttons]:
                break
            remote.choose("next")
        told[size] = pages, "".join(lines).replace(" ", "")
    assert told[TextSize.NORMAL][0] < told[TextSize.LARGE][0] < told[TextSize.LARGEST][0]
    assert len({text for _, text in told.values()}) == 1


def test_at_the_largest_size_home_has_two_columns_and_the_arrows_know(channel: Channel) -> None:
    remote = Remote(channel, chosen(text_size=TextSize.LARGEST))
    assert isinstance(remote.view, HomeView)
    assert remote.view.columns == 2
    remote.press(Key.DOWN)
    assert remote.view.focus == "bus"
    remote.press(Key.RIGHT)
    assert remote.view.focus == "disaster"
    remote.press(Key.DOWN, Key.DOWN)
    assert remote.view.focus == "settings"


@pytest.mark.parametrize(
    ("night", "hour", "dark"),
    [
        (Night.OFF, 23, False),
        (Night.EVENING, 5, True),
        (Night.EVENING, 6, False),
        (Night.EVENING, 18, False),
        (Night.EVENING, 19, True),
        (Night.ALWAYS, 12, True),
    ],
)
def test_dark_colours_stand_when_they_were_chosen_for(
    channel: Channel, night: Night, hour: int, *, dark: bool
) -> None:
    remote = Remote(channel, chosen(night=night), sample.at(hour))
    assert remote.view.frame.look.night is dark


def test_a_box_that_does_not_know_the_time_stays_bright(channel: Channel) -> None:
    remote = Remote(channel, chosen(Situation.NO_TIME, night=Night.EVENING), sample.at(23))
    assert not remote.view.frame.look.night


def test_the_colours_change_by_themselves_in_the_evening_and_take_no_key(channel: Channel) -> None:
    remote = Remote(channel, chosen(night=Night.EVENING), sample.at(18, 59))
    remote.press(Key.N1)
    assert not remote.view.frame.look.night
    remote.now = evening = sample.at(19)
    remote.wait(1)
    assert remote.view.frame.look.night
    assert remote.now > evening - datetime.resolution
    remote.press(Key.N3)
    assert len(remote.answers) == 1, "no guard: the page is the one it was"


def test_the_language_changes_on_the_page_that_is_open(channel: Channel) -> None:
    remote = Remote(channel, chosen())
    remote.press(Key.N1)
    assert "いかがですか" in remote.words
    remote.city(chosen(language=Language.EN))
    assert remote.screen == "check_in"
    assert "How are you today?" in remote.words


def test_advice_that_has_no_room_is_read_part_by_part(channel: Channel) -> None:
    advice = tuple(f"{number}つめに たいせつな ことを ここに 書きます。"[:24] for number in range(1, 4))
    alert = sample.alert().model_copy(update={"advice": advice})
    home = replace(chosen(text_size=TextSize.LARGEST), alerts=(alert,))
    remote = Remote(channel, home)
    remote.wait(2)
    assert isinstance(remote.view, AlertView)
    assert remote.view.focus == "seen"
    first, read = remote.view.advice, list[str]()
    while True:
        assert isinstance(remote.view, AlertView)
        read += remote.view.advice
        remote.choose("more")
        assert isinstance(remote.view, AlertView)
        if remote.view.advice == first:
            break
    assert read[:3] == list(advice)
    assert len(read) == 5
    assert remote.answers == [], "reading on answers nothing"
    remote.choose("seen")
    assert len(remote.answers) == 1


@pytest.mark.parametrize("size", TextSize)
def test_the_bus_page_opens_where_it_begins_also_with_a_ride_booked(channel: Channel, size: TextSize) -> None:
    remote = Remote(channel, chosen(Situation.RIDE_GIVEN, text_size=size))
    remote.press(Key.N3)
    assert isinstance(remote.view, FormView)
    assert remote.view.focus == "mine", "so that nobody asks twice"
    drawn = [
        op.text for op in paint(remote.view, Typesetter.load(sample.FONTS).measured) if isinstance(op, Text)
    ]
    assert {"よやく", "日にち", "のる所", "行き先", "11時30分ごろに のる"} <= set(drawn)
    assert not any("2 / 2" in text for text in drawn)
    remote.press(Key.DOWN)
    assert remote.view.focus == "day"


def test_another_page_begins_with_its_first_part(channel: Channel) -> None:
    remote = Remote(channel, chosen(Situation.OFFLINE, text_size=TextSize.LARGEST))
    remote.press(Key.N3, Key.OK, Key.OK)
    whole = remote.view
    remote.choose("more")
    assert remote.view != whole
    assert remote.view.focus == "more"
    remote.press(Key.BACK, Key.OK, Key.OK)
    assert remote.view == whole
