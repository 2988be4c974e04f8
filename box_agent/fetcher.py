"""Brings the files that notices show to this box: one after the other, on from where it was cut, whole."""

import errno
import logging
from collections.abc import Iterator

from box_agent.memory import Memory
from box_agent.plant import Plant
from offline_cache.backoff import SLOW
from offline_cache.city_api import CityApi
from offline_cache.errors import CityRefused, CityUnreachable, Damaged, TokenRejected
from offline_cache.media import MediaShelf
from offline_cache.media_plan import MediaPlan, plan, wanted
from wire.content import Notice, VillagePhotos
from wire.media import MediaFile

_FULL_SECONDS = 600.0
"""How long to rest when the disk takes no more."""
_GONE_SECONDS = 3600.0
"""How long a file is left alone that the city does not have."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})

_log = logging.getLogger(__name__)


class Fetcher:
    """Rung by the puller, and by an emergency: what that needs goes before what is on its way."""

    name = "fetch"

    def __init__(self, plant: Plant) -> None:
        self._plant = plant
        self._bell = plant.bells.fetch
        self._shelf = MediaShelf.of(plant.directory)
        self._backoff = plant.backoff(self.name, SLOW)
        self._gone: dict[str, float] = {}
        self._full = False

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            self._bell.wait(self._step(memory))
        memory.close()

    def _step(self, memory: Memory) -> float | None:
        """Fetch the one file that matters most; returns the seconds until the next."""
        token = memory.identity().token
        if token is None:
            return None
        ahead = self._ahead(memory)
        if ahead is None:
            return _GONE_SECONDS if self._gone else None
        try:
            return self._tried(token, ahead)
        except TokenRejected:
            self._plant.disown(memory, token)
            return None

    def _tried(self, token: str, ahead: MediaFile) -> float:
        """Fetch it, and say how long to wait after what went wrong."""
        try:
            with self._plant.api(token) as api:
                return self._fetch(api, ahead)
        except CityRefused as refusal:
            _log.warning("the city does not give a file: %s", refusal)
            self._gone[ahead.sha256] = self._plant.clock.monotonic()
            return 0.0
        except (CityUnreachable, Damaged) as why:
            return max(self._backoff.failed(), getattr(why, "retry_after", 0.0))
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            return self._rest()

    def _ahead(self, memory: Memory) -> MediaFile | None:
        """Delete what is not to be kept, and name the first file that is missing."""
        decided = self._decide(memory)
        self._shelf.forget_parts(but=decided.fetch)
        if decided.drop:
            self._shelf.drop(decided.drop)
            self._plant.ring_face()
        now = self._plant.clock.monotonic()
        self._gone = {name: at for name, at in self._gone.items() if now - at < _GONE_SECONDS}
        return next((file for file in decided.fetch if file.sha256 not in self._gone), None)

    def _decide(self, memory: Memory) -> MediaPlan:
        clock = self._plant.clock
        held = memory.shelf.held(memory.identity().area)
        alerts = () if held is None else held.in_force(clock.now(), trusted=clock.trusted())
        things = [item.read() for item in memory.content.items() if item.kind in ("notice", "photos")]
        photos = next((thing for thing in things if isinstance(thing, VillagePhotos)), None)
        files = wanted(alerts, [thing for thing in things if isinstance(thing, Notice)], photos)
        return plan(files, self._shelf.here(), self._shelf.room())

    def _fetch(self, api: CityApi, file: MediaFile) -> float:
        start = self._shelf.begun(file)
        if start < file.size:
            with api.media(file.sha256, start) as download:
                self._shelf.append(file, download.start, self._until_rung(download.pieces()))
        if self._shelf.begun(file) < file.size and self._bell.rung:
            return 0.0  # something that matters more may have come; this one goes on later
        self._shelf.finish(file)
        self._backoff.worked()
        self._full = False
        self._plant.ring_face()
        return 0.0

    def _until_rung(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield piece
            if self._bell.rung:
                return

    def _rest(self) -> float:
        """Give the room back to what the household says, and try again much later."""
        self._shelf.forget_parts()
        if not self._full:
            _log.warning("no room for files: pictures of notices wait until there is some")
        self._full = True
        return _FULL_SECONDS
