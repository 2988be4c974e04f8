"""Files from the office: taken in, made ready for the TV, handed to boxes, and thrown away when done."""

import secrets
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from city_server import audit
from city_server.clock import Clock
from city_server.database import Database
from city_server.domain.texts import one_line
from city_server.media.errors import Fault, Unusable
from city_server.media.prepared import Piece, Sheet
from city_server.media.shelf import Shelf
from city_server.media.workshop import Workshop
from city_server.tables import AlertRow, NoticeRow, Setting, UploadRow
from wire.content import Notice, VillagePhotos
from wire.media import Attachment, MediaFile

MAX_UPLOAD = 500_000_000
"""Bytes of a file as the office hands it in; what boxes get is far smaller."""
UNUSED_KEPT = timedelta(days=2)
ENDED_KEPT = timedelta(days=90)
PHOTOS = "photos"
_BLOCK = 1 << 20
_NAME_LENGTH = 80


@dataclass(frozen=True)
class Upload:
    """A file that is ready: one attachment for each of its pages on the TV."""

    id: str
    name: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True)
class Media:
    """All files of the city."""

    database: Database
    clock: Clock
    shelf: Shelf
    workshop: Workshop
    largest: int = MAX_UPLOAD

    def take(self, file: BinaryIO, name: str, staff: int | None) -> Upload:
        """Make a file ready for the TV. Raises Unusable, and then nothing is kept of it."""
        with self.shelf.bench() as bench:
            source, out = bench / "source", bench / "out"
            out.mkdir(mode=0o700)
            self._receive(file, source)
            sheets = self.workshop.prepare(source, out)
            called = one_line(name)[-_NAME_LENGTH:] or "file"
            attachments = tuple(self._kept(sheet, out, called) for sheet in sheets)
        upload = Upload(f"upload-{secrets.token_hex(12)}", called, attachments)
        now = self.clock.now()
        with self.database.writing() as writing:
            writing.session.add(
                UploadRow(
                    id=upload.id,
                    name=called,
                    attachments=[one.model_dump(mode="json") for one in attachments],
                    made_at=now,
                    staff=staff,
                )
            )
            audit.note(writing, now, staff, "file_handed_in", upload.id)
        return upload

    def find(self, uploads: tuple[str, ...]) -> tuple[Upload, ...]:
        """Return those of these uploads that are still here, in this order."""
        with self.database.reading() as session:
            rows = {
                row.id: row for row in session.scalars(select(UploadRow).where(UploadRow.id.in_(uploads)))
            }
        return tuple(_upload(rows[one]) for one in dict.fromkeys(uploads) if one in rows)

    def path(self, digest: str) -> Path | None:
        """Return where a file is, for whoever may have it."""
        return self.shelf.find(digest)

    def tidy(self) -> int:
        """Forget uploads nobody used, and files that nothing shows any more; returns how many files."""
        now = self.clock.now()
        with self.database.writing() as writing:
            for row in writing.session.scalars(
                select(UploadRow).where(UploadRow.made_at < now - UNUSED_KEPT)
            ):
                writing.session.delete(row)
        return self.shelf.drop_all_but(self._wanted(), now.timestamp() - UNUSED_KEPT.total_seconds())

    def _receive(self, file: BinaryIO, source: Path) -> None:
        with source.open("xb") as kept:
            shutil.copyfileobj(file, kept, _BLOCK)
            if kept.tell() > self.largest:
                raise Unusable(Fault.HEAVY)

    def _kept(self, sheet: Sheet, out: Path, name: str) -> Attachment:
        return Attachment(
            kind=sheet.kind,
            file=self._file(sheet.piece, out),
            poster=None if sheet.poster is None else self._file(sheet.poster, out),
            name=name,
            text=sheet.text,
        )

    def _file(self, piece: Piece, out: Path) -> MediaFile:
        size = (out / piece.file).stat().st_size
        return MediaFile(
            sha256=self.shelf.put(out / piece.file),
            size=size,
            kind=piece.kind,
            width=piece.width,
            height=piece.height,
            seconds=piece.seconds,
        )

    def _wanted(self) -> set[str]:
        """Name every file that something still shows, or showed not long ago."""
        ended = self.clock.now() - ENDED_KEPT
        found: set[str] = set()
        with self.database.reading() as session:
            for upload in session.scalars(select(UploadRow)):
                found |= _names(_upload(upload).attachments)
            for row in session.scalars(select(NoticeRow)):
                notice = Notice.model_validate(row.body)
                end = min((one for one in (row.withdrawn_at, notice.expires_at) if one), default=None)
                if end is None or end > ended:
                    found |= _names(notice.attachments)
            photos = session.get(Setting, PHOTOS)
            if photos is not None:
                found |= {one.sha256 for one in VillagePhotos.model_validate(photos.value).photos}
            for alert in session.scalars(select(AlertRow)):
                found |= {one["sha256"] for one in alert.body.get("media", ())}
        return found


def _names(attachments: tuple[Attachment, ...]) -> set[str]:
    return {file.sha256 for one in attachments for file in one.files}


def _upload(row: UploadRow) -> Upload:
    return Upload(row.id, row.name, tuple(Attachment.model_validate(one) for one in row.attachments))
