"""The office's files: handed in one by one while something is written, and shown back as they will be."""

from starlette.datastructures import UploadFile
from starlette.responses import FileResponse, Response

from city_server.media.errors import Fault, Unusable
from city_server.media.media import MAX_UPLOAD, Upload
from city_server.permissions import Permission
from city_server.web_shell.door import Door
from city_server.web_shell.errors import NotHere
from city_server.web_shell.visit import Visit
from wire.media import MediaKind

LARGEST = MAX_UPLOAD + 1_000_000
"""Bytes of a form with one file."""
_TYPES = {
    MediaKind.PICTURE: "image/jpeg",
    MediaKind.VIDEO: "video/mp4",
    MediaKind.SOUND: "audio/mp4",
}


def _hand_in(visit: Visit) -> Response:
    """Answer with the file's own row for the form it belongs to, or with what is wrong with it."""
    try:
        upload = taken(visit)
    except Unusable as why:
        return visit.page("office/file_refused.html", 422, words=refusal(visit, why))
    return visit.page("office/file.html", upload=upload)


def taken(visit: Visit) -> Upload:
    """Take in the file of a form. Raises Unusable."""
    file = visit.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Unusable(Fault.EMPTY)
    return visit.city.media.take(file.file, file.filename, visit.who.id)


def refusal(visit: Visit, why: Unusable) -> str:
    """Say in words why a file cannot be used."""
    return visit.words(f"city.media.{why.fault.value}")


def _show(visit: Visit) -> Response:
    path = visit.city.media.path(visit.path["sha256"])
    if path is None:
        raise NotHere
    kind = visit.query.get("kind", "")
    media_type = _TYPES[MediaKind(kind)] if kind in set(MediaKind) else "application/octet-stream"
    return FileResponse(path, media_type=media_type, headers={"Cache-Control": "private, max-age=3600"})


DOORS = (
    Door("POST", "/office/files", Permission.NOTICES, _hand_in, LARGEST),
    Door("GET", "/office/files/{sha256}", Permission.NOTICES, _show),
)
