"""Server-sent events: bytes as they come in, events as they are complete."""

from dataclasses import dataclass, field

from offline_cache.errors import CityUnreachable

_MAX_EVENT = 1_000_000
"""More than twice the longest list of alerts; a stream that never ends a line is no stream of ours."""


@dataclass(frozen=True)
class Event:
    """One event: its name and its data lines joined by newlines."""

    name: str
    data: str


@dataclass
class EventReader:
    """Cuts a byte stream into events, wherever its pieces happen to end (WHATWG HTML, section 9.2)."""

    _buffer: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> list[Event]:
        """Take in a piece and return the events it completed. Raises `CityUnreachable` for endless ones."""
        self._buffer = (self._buffer + piece).replace(b"\r\n", b"\n")
        events = []
        while (end := self._buffer.find(b"\n\n")) >= 0:
            block = bytes(self._buffer[:end])
            del self._buffer[: end + 2]
            event = _event(block)
            if event is not None:
                events.append(event)
        if len(self._buffer) > _MAX_EVENT:
            raise CityUnreachable("the stream sends an event without end")
        return events


def _event(block: bytes) -> Event | None:
    name, data = "message", []
    for line in block.decode("utf-8", errors="replace").split("\n"):
        label, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if label == "event":
            name = value
        elif label == "data":
            data.append(value)
    return Event(name, "\n".join(data)) if data else None
