"""Files that travel beside the messages: pictures, video and sound, named by what they contain."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from wire.base import Frozen, Short

MAX_FILE_BYTES = 300_000_000
"""No single file is larger: about five minutes of video at TV size."""
MAX_PAGE_CHARACTERS = 4000

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of a file's bytes in lower case: its name at the city and on every box."""


class MediaKind(StrEnum):
    """What a file holds; the city makes each of them in one form that every box can show."""

    PICTURE = "picture"  # JPEG, at most 1920 x 1080
    VIDEO = "video"  # MP4 with H.264 and AAC, at most 1280 x 720
    SOUND = "sound"  # MP4 with AAC


class MediaFile(Frozen):
    """`GET /box/v1/media/{sha256}`, whole or from a byte on (HTTP Range)."""

    sha256: Digest
    size: Annotated[int, Field(ge=1, le=MAX_FILE_BYTES)]
    """Bytes."""
    kind: MediaKind
    width: Annotated[int, Field(ge=1, le=1920)] | None = None
    height: Annotated[int, Field(ge=1, le=1080)] | None = None
    seconds: Annotated[float, Field(gt=0, le=7200)] | None = None

    @model_validator(mode="after")
    def _pictures_have_a_size(self) -> "MediaFile":
        if self.kind is MediaKind.PICTURE and (self.width is None or self.height is None):
            raise ValueError("a picture has a width and a height")
        return self


class AttachmentKind(StrEnum):
    """How a file is shown with a notice."""

    PHOTO = "photo"
    DOCUMENT = "document"  # one page, or half a page, of a document
    VIDEO = "video"
    SOUND = "sound"


class Attachment(Frozen):
    """One page of a notice on the TV beside its words."""

    kind: AttachmentKind
    file: MediaFile
    poster: MediaFile | None = None
    """A still of a video."""
    name: Short
    """What the office called the file; said to the resident where it cannot be shown."""
    text: Annotated[str, Field(max_length=MAX_PAGE_CHARACTERS)] = ""
    """The words of a document's page, to be read large or aloud."""

    @property
    def files(self) -> tuple[MediaFile, ...]:
        """Everything a box needs to show it, the small first."""
        return (self.file,) if self.poster is None else (self.poster, self.file)
