"""Finds whole input events in a stream of bytes that may be cut anywhere, or hold garbage."""

from remote_input.event_bytes import EV_KEY, EV_MSC, EV_SYN, EVENT, SYN_DROPPED

_MOST_CODE = 0x2FF
_MOST_SECONDS = 1 << 40


class Resync:
    """Keeps what is not yet a whole event."""

    def __init__(self) -> None:
        self._kept = b""
        self.thrown_away = 0
        """How many bytes were no part of any event."""

    def feed(self, arrived: bytes) -> bytes:
        """Return the whole events, in order, that can be made out now."""
        self._kept += arrived
        found = bytearray()
        position = 0
        while len(self._kept) - position >= EVENT.size:
            if _is_event(self._kept, position):
                found += self._kept[position : position + EVENT.size]
                position += EVENT.size
            else:
                position += 1
                self.thrown_away += 1
        self._kept = self._kept[position:]
        return bytes(found)


def _is_event(content: bytes, position: int) -> bool:
    """Tell whether the bytes here can be an event of a remote: a key, a scancode or the end of a packet."""
    seconds, microseconds, kind, code, value = EVENT.unpack_from(content, position)
    if not (0 <= seconds < _MOST_SECONDS and 0 <= microseconds < 1_000_000):
        return False
    if kind == EV_SYN:
        return bool(code <= SYN_DROPPED and value in (0, 1))
    if kind == EV_KEY:
        return bool(0 < code <= _MOST_CODE and 0 <= value <= 2)
    return bool(kind == EV_MSC and code <= 7)
