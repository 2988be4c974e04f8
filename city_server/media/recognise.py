"""What a file is by its first bytes: its name and what the browser calls it prove nothing."""

from enum import StrEnum

from city_server.media.errors import Fault, Unusable

HEAD = 4096
"""Bytes that are enough to tell."""


class Nature(StrEnum):
    """Which of our preparations a file goes through."""

    PICTURE = "picture"
    DOCUMENT = "document"
    FILM = "film"  # video or sound


_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_FILMS = (b"\x1a\x45\xdf\xa3", b"OggS", b"ID3", b"fLaC", b"\x00\x00\x01\xba", b"\x30\x26\xb2\x75", b"FLV\x01")
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def recognise(head: bytes) -> Nature:
    """Tell by the first `HEAD` bytes. Raises Unusable."""
    if not head:
        raise Unusable(Fault.EMPTY)
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Nature.PICTURE
    if b"%PDF-" in head[:1024]:
        return Nature.DOCUMENT
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIF:
            raise Unusable(Fault.HEIC)
        return Nature.FILM
    if head.startswith(_FILMS) or (head[:4] == b"RIFF" and head[8:12] in (b"AVI ", b"WAVE")):
        return Nature.FILM
    if _is_mpeg_audio(head) or (head[:1] == b"\x47" and head[188:189] == b"\x47"):
        return Nature.FILM
    raise Unusable(Fault.UNKNOWN)


def _is_mpeg_audio(head: bytes) -> bool:
    """Tell the sync word of MP3 or of AAC in ADTS."""
    return len(head) > 4 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1:3] != b"\xff\xff"
