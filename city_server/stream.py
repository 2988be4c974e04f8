"""One open event stream: slots that hold the latest frame of each sort, so that nothing can pile up."""

import asyncio
import logging
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

SEND_SECONDS = 20
"""A reader that takes nothing for this long is closed; it will come back and pull."""

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_log = logging.getLogger(__name__)


class Stream:
    """What one reader has yet to be sent. A newer frame takes the place of an older one of its slot."""

    def __init__(self, channels: frozenset[str], owner: str) -> None:
        self.channels = channels
        self.owner = owner
        self.epoch = ""
        self.head = 0
        """The last number that concerned this reader."""
        self.closed = False
        self._pending: dict[str, bytes] = {}
        self._something = asyncio.Event()

    def put(self, slot: str, frame: bytes) -> None:
        """Have a frame sent, in place of one of this slot that still waits."""
        self._pending[slot] = frame
        self._something.set()

    def put_first(self, slot: str, frame: bytes) -> None:
        """Have a frame sent unless a newer one already waits in its slot."""
        self._pending.setdefault(slot, frame)
        self._something.set()

    def close(self) -> None:
        """End the stream once its reader has had what waits."""
        self.closed = True
        self._something.set()

    async def take(self) -> bytes:
        """Wait for something to send; empty when the stream has ended."""
        await self._something.wait()
        frames = b"".join(self._pending.values())
        self._pending.clear()
        if not self.closed:
            self._something.clear()
        return frames


class EventStream(Response):
    """The answer that stays open. `pause` seconds pass between two sends, to spare busy consoles."""

    media_type = "text/event-stream"

    def __init__(self, stream: Stream, leave: Callable[[Stream], None], pause: float = 0.0) -> None:
        super().__init__(headers=_HEADERS)
        del self.headers["content-length"]
        self._stream = stream
        self._leave = leave
        self._pause = pause

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send frames until the reader has gone, is too slow, or the city stops."""
        watcher = asyncio.create_task(self._until_gone(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await self._send_all(send)
        except TimeoutError:
            _log.info("a stream was closed: its reader took nothing for %s seconds", SEND_SECONDS)
        finally:
            watcher.cancel()
            self._leave(self._stream)

    async def _send_all(self, send: Send) -> None:
        while frames := await self._stream.take():
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": frames, "more_body": True})
            if self._pause:
                await asyncio.sleep(self._pause)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._stream.close()
