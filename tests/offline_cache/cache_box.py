"""The memory of one box, its line to the city, and its face, as the tests hold them."""

from dataclasses import dataclass
from datetime import datetime

from offline_cache.city_api import CityApi
from offline_cache.clock import FixedClock
from offline_cache.content import Content
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox
from offline_cache.sync import Sync


@dataclass
class Box:
    content: Content
    outbox: Outbox
    api: CityApi
    sync: Sync
    face: FaceMemory
    clock: FixedClock
    heard: list[datetime]

    def close(self) -> None:
        self.content.close()
        self.outbox.close()
        self.api.close()
        self.face.close()
