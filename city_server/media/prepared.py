"""What a preparation hands over: files in a folder, and how each is shown."""

from typing import Annotated

from pydantic import Field

from city_server.media.errors import Fault
from wire.base import Frozen
from wire.media import AttachmentKind, MediaKind


class Piece(Frozen):
    """One finished file, by its name in the folder."""

    file: str
    kind: MediaKind
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


class Sheet(Frozen):
    """One page on the TV."""

    kind: AttachmentKind
    piece: Piece
    poster: Piece | None = None
    text: str = ""


class Prepared(Frozen):
    """What a worker answers: pages, or the one fault it found."""

    sheets: Annotated[tuple[Sheet, ...], Field(max_length=60)] = ()
    fault: Fault | None = None
