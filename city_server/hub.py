"""Fan-out: tells open streams at once what has committed, with bytes that all of them share."""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Callable, Iterable

from sqlalchemy.exc import SQLAlchemyError

from city_server.audiences import of_area
from city_server.clock import Clock
from city_server.committed import Committed
from city_server.speaker import Speaker
from city_server.stream import EventStream, Stream
from city_server.topic_log import TopicLog
from wire.alerts import SignedAlerts
from wire.sync import Wake

HEARTBEAT_SECONDS = 24
"""A box gives a stream up after 40 silent seconds: the line may stand still for a quarter of a minute."""
WAKE_EVERY = 3
"""Of so many heartbeats one tells a box how things stand; the others are the eight bytes that suffice."""
CONSOLE_PAUSE = 0.3
_BEAT = b": beat\n\n"
_log = logging.getLogger(__name__)

SignedList = tuple[int, SignedAlerts]
"""The number of an area's list, and the list."""


class Hub:
    """All open streams of this process. Only `on_commit` may be called from another thread.

    Losing a frame costs time, never content: boxes poll too, and consoles load their pages anew.
    """

    def __init__(
        self, clock: Clock, signed: Callable[[str], SignedList], heartbeat: float = HEARTBEAT_SECONDS
    ) -> None:
        self._clock = clock
        self._heartbeat = heartbeat
        self._signed = signed
        self._loop: asyncio.AbstractEventLoop | None = None
        self._channels: dict[str, set[Stream]] = {}
        self._numbers: dict[str, int] = {}
        self._closed = False
        self._topics = TopicLog()

    def start(self) -> None:
        """Serve streams on the running loop."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End every stream at once; none is opened after this."""
        self._closed = True
        for stream in self._all():
            stream.close()

    def count(self) -> int:
        """Return how many streams are open."""
        return len(self._all())

    # --- streams ---------------------------------------------------------------------------------

    def open_for_box(self, speaker: Speaker) -> Stream:
        """Subscribe a box before its first frames are looked up, so that nothing falls between."""
        stream = Stream(frozenset({*speaker.audiences, _box(speaker.box)}), speaker.box)
        self._join(stream)
        return stream

    def box_events(self, stream: Stream, wake: Wake, alerts: SignedAlerts) -> EventStream:
        """Answer a box: how things stand now, and then each change."""
        stream.epoch, stream.head = wake.epoch, max(stream.head, wake.head)
        stream.put_first("alerts", alerts_frame(alerts))
        stream.put_first("wake", self._wake_frame(stream))
        return EventStream(stream, self.leave)

    def console_events(self, topics: Iterable[str], since: str = "") -> EventStream:
        """Answer a console: `event: <topic>` with empty data whenever it should load again.

        `since` is the `mark` of its page: what has changed between is told first, so that nothing is lost
        between reading a page and listening, nor while a line was broken.
        """
        wanted = tuple(topics)
        stream = Stream(frozenset(_topic(topic) for topic in wanted), "")
        self._join(stream)
        stream.put("beat", _BEAT)
        for topic in self._topics.since(since, wanted):
            stream.put(topic, _topic_frame(topic))
        return EventStream(stream, self.leave, CONSOLE_PAUSE)

    @property
    def mark(self) -> str:
        """Name how far changes have come in this process; to be asked before a page is read."""
        return self._topics.mark

    def leave(self, stream: Stream) -> None:
        """Forget a stream."""
        for channel in stream.channels:
            streams = self._channels.get(channel, set())
            streams.discard(stream)
            if not streams:
                self._channels.pop(channel, None)

    # --- what is told ----------------------------------------------------------------------------

    def on_commit(self, committed: Committed) -> None:
        """Take what has committed; called in the thread that wrote."""
        self._topics.note(committed)
        if self._loop is None or self._closed:
            return
        try:
            lists = {area: self._signed(area) for area in committed.alert_areas}
        except SQLAlchemyError:
            _log.exception("an alert list could not be read; boxes will fetch it themselves")
            lists = {}
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody is listening any more
            self._loop.call_soon_threadsafe(self._spread, committed, lists)

    async def beat(self) -> None:
        """Send a heartbeat to every stream, a few at a time, for ever.

        Now and then it repeats the head that concerned the box last, so that no change elsewhere makes it
        pull; more would cost a thin line a megabyte a day.
        """
        for number in itertools.count(1):
            await asyncio.sleep(self._heartbeat)
            for index, stream in enumerate(self._all()):
                if number % WAKE_EVERY:
                    stream.put("beat", _BEAT)
                else:
                    self._poke(stream)
                if index % 200 == 199:
                    await asyncio.sleep(0)

    def _spread(self, committed: Committed, lists: dict[str, SignedList]) -> None:
        if committed.anything:
            self._begin_anew()
        for area, (number, alerts) in lists.items():
            if number > self._numbers.get(area, -1):
                self._numbers[area] = number
                self._put(of_area(area), "alerts", alerts_frame(alerts))
        for stream in {stream for name in committed.audiences for stream in self._in(name)}:
            stream.head = max(stream.head, committed.head)
            self._poke(stream)
        for topic in committed.topics:
            self._put(_topic(topic), topic, _topic_frame(topic))
        for box in committed.dropped_boxes:
            for stream in self._in(_box(box)):
                stream.close()

    def _begin_anew(self) -> None:
        """Something was missed: boxes come back and are told how things stand, consoles load again."""
        for stream in self._all():
            if stream.owner:
                stream.close()
            for channel in stream.channels:
                sort, _, topic = channel.partition(":")
                if sort == "topic":
                    stream.put(topic, _topic_frame(topic))

    def _poke(self, stream: Stream) -> None:
        if not stream.owner:
            stream.put("beat", _BEAT)
        elif stream.epoch:  # until then its first frame is still being looked up
            stream.put("wake", self._wake_frame(stream))

    def _wake_frame(self, stream: Stream) -> bytes:
        wake = Wake(epoch=stream.epoch, head=stream.head, server_time=self._clock.now())
        return f"event: wake\ndata: {wake.model_dump_json()}\n\n".encode()

    # --- who listens -----------------------------------------------------------------------------

    def _join(self, stream: Stream) -> None:
        for channel in stream.channels:
            self._channels.setdefault(channel, set()).add(stream)
        if self._closed:
            stream.close()

    def _put(self, channel: str, slot: str, frame: bytes) -> None:
        for stream in self._in(channel):
            stream.put(slot, frame)

    def _in(self, channel: str) -> tuple[Stream, ...]:
        return tuple(self._channels.get(channel, ()))

    def _all(self) -> set[Stream]:
        return {stream for streams in self._channels.values() for stream in streams}


def alerts_frame(alerts: SignedAlerts) -> bytes:
    """Put a signed list into an event."""
    return f"event: alerts\ndata: {alerts.model_dump_json()}\n\n".encode()


def _topic_frame(topic: str) -> bytes:
    return f"event: {topic}\ndata:\n\n".encode()


def _topic(topic: str) -> str:
    return f"topic:{topic}"


def _box(box: str) -> str:
    return f"box:{box}"
