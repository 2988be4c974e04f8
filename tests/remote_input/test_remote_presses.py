"""When a button that goes down and up counts: properties over any sequence of events."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from remote_input.keys import ARROWS, Key
from remote_input.presses import BOUNCE, ECHO, FIRST_REPEAT, NEXT_REPEAT, Echoes, Press, Presses
from remote_input.signals import Origin

steps = st.lists(
    st.tuples(
        st.sampled_from(["down", "up", "held", "tick", "frame"]),
        st.sampled_from([Key.OK, Key.BACK, Key.UP, Key.DOWN]),
        st.floats(min_value=0, max_value=0.5),
    ),
    max_size=60,
)


def replay(events: list[tuple[str, Key, float]]) -> list[tuple[float, str, Press]]:
    presses, at, heard = Presses(), 0.0, []
    for kind, key, later in events:
        at += later
        press = None
        match kind:
            case "down":
                press = presses.down(key, at)
            case "up":
                presses.up(key, at)
            case "held":
                press = presses.held(key, at)
            case "frame":
                press = presses.frame(key, at)
            case _:
                press = presses.tick(at)
        if press is not None:
            heard.append((at, kind, press))
    return heard


@given(steps)
def test_decide_and_back_never_repeat(events: list[tuple[str, Key, float]]) -> None:
    assert all(press.key in ARROWS for _, _, press in replay(events) if press.repeated)


@given(steps)
def test_a_press_counts_only_when_the_key_goes_down_and_once(events: list[tuple[str, Key, float]]) -> None:
    first = [(at, kind, press.key) for at, kind, press in replay(events) if not press.repeated]
    assert all(kind in ("down", "frame") for _, kind, _ in first)
    assert len(first) <= sum(kind in ("down", "frame") for kind, _, _ in events)
    for key in Key:
        times = [at for at, _, pressed in first if pressed is key]
        assert all(later - sooner >= BOUNCE for sooner, later in pairwise(times))


@given(steps)
def test_repeats_keep_their_distance(events: list[tuple[str, Key, float]]) -> None:
    for (sooner, _, one), (later, _, other) in pairwise(replay(events)):
        if other.repeated:
            assert other.key is one.key
            assert later - sooner >= (NEXT_REPEAT if one.repeated else FIRST_REPEAT) - 1e-9


@given(st.lists(st.floats(min_value=BOUNCE + 0.001, max_value=3), min_size=1, max_size=20))
def test_every_clean_press_of_decide_is_counted(pauses: list[float]) -> None:
    presses, at, counted = Presses(), 100.0, 0
    for pause in pauses:
        at += pause
        counted += presses.down(Key.OK, at) is not None
        at += 0.01
        presses.up(Key.OK, at)
    assert counted == len(pauses)


def test_a_button_that_bounces_counts_once() -> None:
    heard = replay([("down", Key.OK, 0), ("up", Key.OK, 0.03), ("down", Key.OK, 0.02), ("up", Key.OK, 0.05)])
    assert [press for _, _, press in heard] == [Press(Key.OK)]


def test_an_arrow_held_repeats_after_a_second_and_then_each_quarter() -> None:
    presses = Presses()
    presses.down(Key.DOWN, 0.0)
    beats = [n / 20 for n in range(1, 41)]
    assert [at for at in beats if presses.held(Key.DOWN, at)] == [1.0, 1.25, 1.5, 1.75, 2.0]
    presses.up(Key.DOWN, 2.0)
    assert presses.tick(9.0) is None
    assert presses.next_tick is None


def test_an_arrow_held_on_a_silent_device_repeats_by_ticks_alone() -> None:
    presses = Presses()
    presses.down(Key.DOWN, 0.0)
    assert presses.next_tick == 1.0
    assert [at for at in (0.5, 1.0, 1.1, 1.25, 1.5) if presses.tick(at)] == [1.0, 1.25, 1.5]


def test_an_arrow_that_bounced_while_held_goes_on_being_held() -> None:
    presses = Presses()
    presses.down(Key.DOWN, 0.0)
    presses.up(Key.DOWN, 0.02)
    assert presses.down(Key.DOWN, 0.04) is None
    assert presses.tick(1.0) == Press(Key.DOWN, repeated=True)


def test_a_lost_release_heals_by_itself() -> None:
    presses = Presses()
    presses.down(Key.DOWN, 0.0)
    assert sum(presses.tick(n / 10) is not None for n in range(1, 1000)) < 20  # and not for ever
    assert presses.next_tick is None
    assert presses.down(Key.DOWN, 200.0) == Press(Key.DOWN)
    assert presses.down(Key.OK, 201.0) == Press(Key.OK)  # its own release never came
    assert presses.down(Key.OK, 202.0) == Press(Key.OK)


def test_a_device_that_told_of_a_held_arrow_and_falls_silent_has_lost_the_release() -> None:
    presses = Presses()
    presses.down(Key.DOWN, 0.0)
    presses.held(Key.DOWN, 0.5)
    presses.held(Key.DOWN, 0.6)
    assert presses.tick(1.35) is None
    assert presses.next_tick is None


def test_a_held_arrow_whose_press_was_not_seen_does_nothing() -> None:
    assert Presses().held(Key.DOWN, 5.0) is None


def test_frames_of_a_taught_remote_are_one_press_while_they_follow_each_other() -> None:
    presses = Presses()
    frames = [n * 0.11 for n in range(30)]
    heard = [(at, press) for at in frames if (press := presses.frame(Key.OK, at))]
    assert heard == [(0.0, Press(Key.OK))]
    assert presses.frame(Key.OK, frames[-1] + 0.5) == Press(Key.OK)


def test_a_single_frame_never_repeats_by_itself() -> None:
    presses = Presses()
    presses.frame(Key.DOWN, 0.0)
    assert all(presses.tick(n / 10) is None for n in range(1, 100))


def test_the_same_finger_heard_by_two_receivers_counts_once() -> None:
    echoes = Echoes()
    assert not echoes.is_one(Key.OK, "infrared", 1.0)
    assert echoes.is_one(Key.OK, "CEC", 1.0 + ECHO / 2)
    assert not echoes.is_one(Key.OK, "infrared", 1.2)
    assert not echoes.is_one(Key.DOWN, "CEC", 1.25)
    assert not echoes.is_one(Key.OK, "CEC", 2.0)


def test_a_press_says_whose_remote_it_came_from() -> None:
    assert Presses(Origin.CEC).down(Key.OK, 1.0) == Press(Key.OK, origin=Origin.CEC)
