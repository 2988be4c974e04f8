"""The tiles of home never cut what must be read whole: a shelter, and that nobody has a call for help yet."""

from dataclasses import replace

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from offline_cache.preferences import Language, Preferences, TextSize
from offline_cache.snapshot import Line
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.view import HomeView
from wire.content import Call, CallState, Whom


def tile(remote: Remote, name: str) -> tuple[str, ...]:
    assert isinstance(remote.view, HomeView)
    return next(tile.lines for tile in remote.view.tiles if tile.id == name)


def test_the_name_of_a_shelter_stands_alone_where_its_label_has_no_room(channel: Channel) -> None:
    household = sample.household()
    assert household.shelter is not None
    hall = household.shelter.model_copy(update={"name": "東田面 集会所"})
    home = replace(sample.morning(), household=household.model_copy(update={"shelter": hall}))
    assert tile(Remote(channel, sample.morning()), "disaster")[-1] == "ひなん所 湊公民館"
    assert tile(Remote(channel, home), "disaster") == ("いま 警報は", "ありません。", "東田面 集会所")


def test_a_long_name_of_a_shelter_stands_whole_on_two_lines(channel: Channel) -> None:
    household = sample.household()
    assert household.shelter is not None
    hall = household.shelter.model_copy(update={"name": "湊地区農村環境改善センター"})
    home = replace(sample.morning(), household=household.model_copy(update={"shelter": hall}))
    first, *name = tile(Remote(channel, home), "disaster")
    assert first == "警報は なし"
    assert "".join(name) == "湊地区農村環境改善センター"


def test_a_call_for_help_that_nobody_has_never_reads_as_if_somebody_had_it(morning: Remote) -> None:
    morning.press(Key.N1, Key.N4)
    morning.delivered()
    morning.wait(61)
    morning.press(Key.HOME)
    assert tile(morning, "talk") == ("たすけて", "119に 電話を", "してください。")


@pytest.mark.parametrize(
    ("by", "lines"),
    [
        ("清水 まさ子", ("たすけて", "清水 まさ子さんが", "うけました。")),
        ("勅使河原 五郎左衛門之助", ("たすけて", "係の 人が", "うけました。")),
    ],
)
def test_a_call_for_help_that_somebody_has_says_so_whole(
    morning: Remote, by: str, lines: tuple[str, ...]
) -> None:
    morning.press(Key.N1, Key.N4)
    call = Call(
        id=morning.last_name(),
        urgent=True,
        whom=Whom.COMMISSIONER,
        state=CallState.TAKEN,
        asked_at=sample.NOW,
        taken_by=by,
        taken_as=Whom.COMMISSIONER,
    )
    morning.city(replace(morning.snapshot, calls=(call,)))
    morning.press(Key.HOME)
    assert tile(morning, "talk") == lines


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("connected", [True, False])
def test_that_there_are_no_warnings_is_never_cut_to_mean_that_there_are(
    channel: Channel, size: TextSize, language: Language, *, connected: bool
) -> None:
    household = sample.household()
    assert household.shelter is not None
    hall = household.shelter.model_copy(update={"name": "湊地区農村環境改善センター"})
    home = replace(
        sample.morning(),
        household=household.model_copy(update={"shelter": hall}),
        line=Line(connected=connected, as_of=sample.at(8)),
        preferences=Preferences(text_size=size, language=language),
    )
    assert not any("…" in line for line in tile(Remote(channel, home), "disaster")[:1])
