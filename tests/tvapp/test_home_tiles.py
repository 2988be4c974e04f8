"""The tiles of home never cut what must be read whole: a shelter, and that nobody has a call for help yet."""

from dataclasses import replace

from remote_input.keys import Key
from tests.tvapp import sample
from tests.tvapp.remote_driver import Remote
from tvapp.domain.channel import Channel
from tvapp.domain.view import HomeView


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


def test_a_call_for_help_that_nobody_has_never_reads_as_if_somebody_had_it(morning: Remote) -> None:
    morning.press(Key.N1, Key.N4)
    morning.delivered()
    morning.wait(61)
    morning.press(Key.HOME)
    assert tile(morning, "talk") == ("たすけて", "119に 電話を", "してください。")
