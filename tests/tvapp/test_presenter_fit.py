"""Everything that stands on a line of its own fits that line, measured in the real font."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import SaidState
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import AlertView, CheckInView, HomeView
from typeset.words import Words
from wire.commands import CallRequest, CheckIn
from wire.content import Answer, LivingLine, LivingPage, RideState, Stop, Whom

LONG = "みなと地区 ふれあい センター前 ひろば 入口"


@pytest.fixture(scope="module")
def type_() -> Typesetter:
    return Typesetter.load(sample.FONTS)


def tiles_fit(view: object, type_: Typesetter) -> None:
    assert isinstance(view, HomeView)
    for tile in view.tiles:
        assert 1 <= len(tile.lines) <= (2 if tile.badge else 3), tile
        for line in tile.lines:
            assert type_.width(line, 56) <= 480, (line, type_.width(line, 56))
        # The title shares its line with an icon and the digit.
        assert type_.width(tile.title, 64, bold=True) <= 330, tile.title


@pytest.mark.parametrize("situation", list(Situation))
@pytest.mark.parametrize("hour", [0, 8, 13, 19])
def test_the_tiles_fit(channel: Channel, type_: Typesetter, situation: Situation, hour: int) -> None:
    remote = Remote(channel, replace(sample.snapshot(situation), enrolment=None), sample.at(hour, 59))
    remote.wait(2)
    remote.press(Key.OK, Key.HOME)
    tiles_fit(remote.view, type_)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_tiles_fit_with_the_longest_content(
    channel: Channel, english: Channel, type_: Typesetter, language: str
) -> None:
    snapshot = sample.snapshot(Situation.RIDE_GIVEN)
    household = sample.household()
    shelter = household.shelter
    assert snapshot.bus is not None
    assert shelter is not None
    stops = tuple(Stop(id=stop.id, name=LONG, kana=stop.kana) for stop in snapshot.bus.stops)
    notice = sample.FESTIVAL.model_copy(update={"title": LONG * 2})
    line = LivingLine(label=LONG, text=LONG, day=sample.TOMORROW)
    far = shelter.model_copy(update={"name": LONG})
    remote = Remote(
        english if language == "en" else channel,
        replace(
            snapshot,
            bus=snapshot.bus.model_copy(update={"stops": stops}),
            household=household.model_copy(update={"shelter": far}),
            notices=(notice, sample.SNOW),
            living=(LivingPage(id="long", title=LONG, lines=(line, line)),),
        ),
    )
    tiles_fit(remote.view, type_)
    remote.now += timedelta(days=3)
    remote.wait(1)
    remote.press(Key.OK)  # the waiting picture goes
    tiles_fit(remote.view, type_)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("answer", list(Answer))
@pytest.mark.parametrize("state", list(SaidState))
def test_the_tiles_fit_whatever_was_said(  # noqa: PLR0917  pytest hands these in by name
    channel: Channel,
    english: Channel,
    type_: Typesetter,
    language: str,
    answer: Answer,
    state: SaidState,
) -> None:
    said = (
        sample.said(1, CheckIn(resident="kiyo", answer=answer), state),
        sample.said(2, CallRequest(whom=Whom.COMMISSIONER, urgent=answer is Answer.POOR), state),
        sample.said(3, sample.RIDE_REQUEST, state),
    )
    remote = Remote(english if language == "en" else channel, replace(sample.morning(), said=said))
    tiles_fit(remote.view, type_)
    remote.wait(70)
    tiles_fit(remote.view, type_)
    remote.city(replace(remote.snapshot, rides=(sample.ride(RideState.CANCELLED, "box1-3"),)))
    tiles_fit(remote.view, type_)


def test_the_page_of_an_alert_is_handed_every_sentence_whole(channel: Channel) -> None:
    many = tuple("むずかしい ときは 2階の 山と 反対の 部屋へ。"[:24] for _ in range(3))
    alert = sample.alert().model_copy(update={"advice": many, "headline": ("あ" * 24, "い" * 24)})
    remote = Remote(channel, replace(sample.morning(), alerts=(alert,)))
    assert isinstance(remote.view, AlertView)
    assert remote.view.advice[:1] == many[:1]
    assert "沢ぞいの 道は 通らないで。" in remote.view.advice
    assert remote.view.headline == alert.headline


def test_the_hint_beside_the_question_fits(channel: Channel, type_: Typesetter) -> None:
    remote = Remote(channel, sample.morning())
    remote.press(Key.N1, Key.OK)
    assert isinstance(remote.view, CheckInView)
    question = type_.width(remote.view.question, 84, bold=True)
    assert question + type_.width(remote.view.note, 52) <= 1728 - 2 * 44 - 40


def test_the_head_lines_leave_room_for_the_time(channel: Channel, type_: Typesetter) -> None:
    for situation in Situation:
        for key in (Key.N1, Key.N2, Key.N3, Key.N4, Key.N5, Key.N6):
            remote = Remote(channel, sample.snapshot(situation))
            remote.disk_is_full = True
            remote.press(key, Key.DOWN, Key.OK)
            title = remote.view.frame.title
            assert type_.width(title, 60, bold=True) <= 1728 - 220, title


def test_what_is_cut_ends_in_dots_and_what_fits_stays(type_: Typesetter) -> None:
    assert type_.cut("自宅前", 480, 56) == "自宅前"
    cut = type_.cut(LONG, 480, 56)
    assert cut.endswith("…")
    assert LONG.startswith(cut.removesuffix("…"))
    assert type_.width(cut, 56) <= 480


def test_no_letter_is_missing_from_the_font(type_: Typesetter) -> None:
    for language in ("ja", "en"):
        words = Words.load(sample.STRINGS, language)
        for key in words.keys():  # noqa: SIM118  no dict
            if key.startswith("tv."):
                assert not type_.bold.missing(words.template(key)), key
