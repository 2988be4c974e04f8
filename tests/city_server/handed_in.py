"""Files as an office hands them in: sound ones, hostile ones and ones that only pretend."""

import io
import math
import struct
import wave
import zipfile
import zlib
from pathlib import Path

import av
from PIL import Image, ImageDraw


def photo(width: int = 1600, height: int = 1200, form: str = "JPEG", colour: str = "#2a6f4e") -> bytes:
    """A picture with something on it, and a place where it was taken."""
    picture = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(picture).ellipse((width // 4, height // 4, width // 2, height // 2), fill="white")
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    exif[0x010F] = "GPS 37.49"
    out = io.BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()


def picture_bomb(side: int = 40_000) -> bytes:
    """A PNG of a few kilobytes that claims 1.6 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(200_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def archive() -> bytes:
    """A zip, whatever it will be called."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("photo.jpg", photo(200, 200))
    return out.getvalue()


def document(*texts: str, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF with a page for each text, written by hand: two lines at the top, one at the foot."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for text in texts:
        first = f"BT /F1 28 Tf 60 {size[1] - 90} Td ({text}) Tj 0 -40 Td (upper half) Tj ET"
        words = f"{first} BT /F1 28 Tf 60 80 Td (foot of {text}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            % (*size, len(objects))
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids).encode()
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def film(folder: Path, name: str = "film.mp4", seconds: int = 2, size: tuple[int, int] = (640, 360)) -> bytes:
    """A video of a ball that crosses a field, in whatever form its name asks for."""
    path = folder / name
    codec = "libx264" if name.endswith(".mp4") else "mpeg4"
    with av.open(str(path), "w") as made:
        stream = made.add_stream(codec, rate=15)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for number in range(seconds * 15):
            picture = Image.new("RGB", size, "#204060")
            ImageDraw.Draw(picture).ellipse((number * 9, 100, number * 9 + 90, 190), fill="white")
            made.mux(stream.encode(av.VideoFrame.from_image(picture)))
        made.mux(stream.encode(None))
    return path.read_bytes()


def tone(seconds: int = 2) -> bytes:
    """A sound as a recorder writes it."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(22_050)
        steps = (math.sin(step * 440 * 2 * math.pi / 22_050) for step in range(22_050 * seconds))
        made.writeframes(b"".join(struct.pack("<h", int(9000 * step)) for step in steps))
    return out.getvalue()
