"""A hundred thousand random keys, ticks and snapshots: nothing raises, and what must hold holds."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.monkey import KEYS, Monkey
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from remote_input.keys import Key
from tvapp.domain import focus
from tvapp.domain.channel import Channel
from tvapp.domain.events import KeyPressed

STEPS = 100_000


@pytest.mark.parametrize("seed", range(4))
def test_a_monkey_with_the_remote_breaks_nothing(channel: Channel, seed: int) -> None:
    monkey = Monkey(channel, seed)
    for _ in range(STEPS // 4):
        monkey.step()
    assert monkey.alerts_seen > 100
    assert monkey.guards_seen > 20
    assert len(monkey.remote.answers) > 100


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    situation=st.sampled_from(list(Situation)),
    keys=st.lists(st.sampled_from(list(Key)), max_size=30),
)
def test_back_again_and_again_always_reaches_home(
    channel: Channel, situation: Situation, keys: list[Key]
) -> None:
    remote = Remote(channel, sample.snapshot(situation), sample.moment(situation))
    remote.press(*keys)
    remote.press(*[Key.BACK] * 4)
    assert remote.screen in ("home", "alert", "enrolment")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    situation=st.sampled_from(list(Situation)),
    keys=st.lists(st.sampled_from(list(Key)), max_size=15),
)
def test_everything_on_a_page_can_be_reached_with_arrows(
    channel: Channel, situation: Situation, keys: list[Key]
) -> None:
    remote = Remote(channel, sample.snapshot(situation), sample.moment(situation))
    remote.press(*keys)
    for item in focus.ids(remote.view):
        remote.walk(item)


def test_the_same_arguments_give_the_same_answer(channel: Channel) -> None:
    monkey, another = Monkey(channel, 7), sample.channel()
    for _ in range(500):
        monkey.step()
        remote = monkey.remote
        event = KeyPressed(monkey.dice.choice(KEYS))
        arguments = (remote.state, event, remote.snapshot, remote.now)
        assert channel.on(*arguments) == another.on(*arguments)


def test_an_empty_box_says_nothing_to_anybody(channel: Channel) -> None:
    remote = Remote(channel, sample.snapshot(Situation.EMPTY))
    dice = random.Random(3)  # noqa: S311 - play, not secrets
    for _ in range(1000):
        remote.press(dice.choice(KEYS))
    assert remote.said == []
