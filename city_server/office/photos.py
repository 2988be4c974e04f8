"""The office's photos of the village: added one by one, and taken away."""

from starlette.responses import Response

from city_server.media.errors import Fault, Unusable
from city_server.office.files import LARGEST, refusal, taken
from city_server.permissions import Permission
from city_server.photos import MOST
from city_server.web_shell.door import Door
from city_server.web_shell.visit import Visit
from wire.media import AttachmentKind

_LISTED = "/office/photos"


def _show(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, trouble: str = "", status: int = 200) -> Response:
    photos = visit.city.photos.list()
    return visit.page("office/photos.html", status, photos=photos, most=MOST, trouble=trouble)


def _add(visit: Visit) -> Response:
    if len(visit.city.photos.list()) >= MOST:
        return _page(visit, visit.words("office.photos.full", most=MOST), 422)
    try:
        (one, *_) = taken(visit).attachments
        if one.kind is not AttachmentKind.PHOTO:
            raise Unusable(Fault.NOT_A_PICTURE)  # noqa: TRY301 - told as every other fault of a file
    except Unusable as why:
        return _page(visit, refusal(visit, why), 422)
    visit.city.photos.add(one.file, visit.who.id)
    return visit.go(_LISTED, said="photo_added")


def _remove(visit: Visit) -> Response:
    visit.city.photos.remove(visit.path["sha256"], visit.who.id)
    return visit.go(_LISTED, said="photo_removed")


DOORS = (
    Door("GET", "/office/photos", Permission.LIVING, _show),
    Door("POST", "/office/photos", Permission.LIVING, _add, LARGEST),
    Door("POST", "/office/photos/{sha256}/remove", Permission.LIVING, _remove),
)
