"""Event bytes: against evdev's own tables, cut anywhere, and with garbage between them."""

from evdev import ecodes
from hypothesis import given
from hypothesis import strategies as st

from remote_input.evdev_source import names_of
from remote_input.event_bytes import CODES, EVENT, code_bytes, event_bytes, key_bytes, press_bytes
from remote_input.keymap import load_keymaps, merged, own_keymaps
from remote_input.keys import Key
from remote_input.resync import Resync
from remote_input.signals import Action, Decoder, RawEvent, Signal

NOW = 1_764_000_000.25


def test_every_key_has_bytes_that_the_keymaps_read_as_that_key() -> None:
    keymap = merged("all", load_keymaps(own_keymaps()))
    assert {key: keymap.key(names_of(code), None) for key, code in CODES.items()} == {key: key for key in Key}


def test_the_bytes_are_those_of_the_kernel() -> None:
    first, second = EVENT.iter_unpack(key_bytes(Key.OK, 1, NOW))
    assert first == (1_764_000_000, 250_000, ecodes.EV_KEY, ecodes.KEY_OK, 1)
    assert second == (1_764_000_000, 250_000, ecodes.EV_SYN, ecodes.SYN_REPORT, 0)


@given(st.lists(st.sampled_from(list(Key)), min_size=1, max_size=5), st.data())
def test_bytes_cut_anywhere_are_put_together_again(keys: list[Key], data: st.DataObject) -> None:
    stream = b"".join(press_bytes(key, NOW + number) for number, key in enumerate(keys))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    resync = Resync()
    parts = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert b"".join(resync.feed(part) for part in parts) == stream
    assert resync.thrown_away == 0


@given(st.binary(min_size=1, max_size=23))
def test_after_garbage_all_later_keys_are_found(garbage: bytes) -> None:
    stream = b"".join(press_bytes(key, NOW + number) for number, key in enumerate((Key.OK, Key.UP, Key.BACK)))
    found = Resync().feed(garbage + stream)
    assert found.endswith(stream[EVENT.size :])  # the first event may be taken for a part of the garbage


def test_half_an_event_of_a_writer_that_died_costs_nothing_that_follows() -> None:
    resync = Resync()
    assert resync.feed(key_bytes(Key.OK, 1, NOW)[:13]) == b""
    later = press_bytes(Key.UP, NOW + 1)
    assert resync.feed(later) == later
    assert resync.thrown_away == 13


def decode(stream: bytes) -> list[Signal]:
    decoder = Decoder()
    raw = [
        RawEvent(s + us / 1e6, kind, code, value) for s, us, kind, code, value in EVENT.iter_unpack(stream)
    ]
    return [signal for event in raw for signal in decoder.feed(event)]


def test_a_key_carries_the_scancode_of_its_packet() -> None:
    stream = event_bytes(ecodes.EV_MSC, ecodes.MSC_SCAN, 0x4001, 1.0) + code_bytes(ecodes.KEY_UP, 1, 1.0)
    assert decode(stream) == [Signal(1.0, Action.DOWN, ecodes.KEY_UP, 0x4001)]


def test_a_scancode_that_the_kernel_has_no_key_for_is_a_frame() -> None:
    stream = event_bytes(4, 4, 0x4099, 1.0) + event_bytes(0, 0, 0, 1.0)
    assert decode(stream) == [Signal(1.0, Action.FRAME, scancode=0x4099)]


def test_the_scancode_sent_again_while_its_key_is_held_is_no_frame() -> None:
    stream = event_bytes(4, 4, 0x4001, 1.0) + code_bytes(ecodes.KEY_UP, 1, 1.0)
    again = event_bytes(4, 4, 0x4001, 1.1) + event_bytes(0, 0, 0, 1.1)
    assert [signal.action for signal in decode(stream + again)] == [Action.DOWN]


def test_when_the_kernel_dropped_events_the_rest_of_the_packet_is_not_believed() -> None:
    stream = event_bytes(0, 3, 0, 1.0) + code_bytes(ecodes.KEY_OK, 1, 1.0) + code_bytes(ecodes.KEY_OK, 0, 1.1)
    assert [signal.action for signal in decode(stream)] == [Action.LOST, Action.UP]
