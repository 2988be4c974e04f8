"""Pictures of the village for quiet hours: at most twelve, in the office's order, on every TV."""

from dataclasses import dataclass

from city_server import audit
from city_server.audiences import EVERYONE
from city_server.changes import publish
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.media.media import PHOTOS
from city_server.tables import Setting
from wire.content import VillagePhotos
from wire.media import MediaFile

MOST = 12


@dataclass(frozen=True)
class Photos:
    """All of them."""

    database: Database
    clock: Clock

    def list(self) -> tuple[MediaFile, ...]:
        """List the photos in their order."""
        with self.database.reading() as session:
            row = session.get(Setting, PHOTOS)
            return () if row is None else VillagePhotos.model_validate(row.value).photos

    def add(self, photo: MediaFile, staff: int | None) -> bool:
        """Put a photo at the end; False when there is room for no more. One that is there stays once."""
        known = self.list()
        if photo.sha256 in {one.sha256 for one in known}:
            return True
        if len(known) >= MOST:
            return False
        self._keep((*known, photo), staff)
        return True

    def remove(self, sha256: str, staff: int | None) -> None:
        """Take a photo off every TV; one that is not there is gone already."""
        self._keep(tuple(one for one in self.list() if one.sha256 != sha256), staff)

    def _keep(self, photos: tuple[MediaFile, ...], staff: int | None) -> None:
        now = self.clock.now()
        with self.database.writing() as writing:
            shown = VillagePhotos(photos=photos)
            self._write(writing, shown)
            publish(writing, now, EVERYONE, PHOTOS, shown)
            audit.note(writing, now, staff, "photos_changed", str(len(photos)))

    def _write(self, writing: Writing, photos: VillagePhotos) -> None:
        row = writing.session.get(Setting, PHOTOS)
        if row is None:
            row = Setting(name=PHOTOS)
            writing.session.add(row)
        row.value = photos.model_dump(mode="json")
