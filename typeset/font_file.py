"""Reads of a font file the little that line breaking needs: which characters it has, and how wide they are.

The whole of fontTools would take 15 MB and half a second of every start of a box for two tables. The formats
are those of the OpenType specification: `cmap` formats 4 and 12, `hmtx`, `hhea`, `head`. The tests compare
every character with what fontTools reads.
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from typeset.errors import UnreadableFont

_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of the character maps we read, the most complete first."""
_LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True)
class FontFile:
    """What one file says: the advance of each code point, in units of the em."""

    units_per_em: int
    advances: dict[int, int]


def read_font(path: Path | str) -> FontFile:
    """Read a TrueType or OpenType file. Raises UnreadableFont."""
    try:
        with Path(path).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return _read(data, path)
    except (OSError, struct.error, KeyError, IndexError, ValueError) as error:
        raise UnreadableFont(f"{path}: {error!r}") from error


def _read(data: mmap, path: Path | str) -> FontFile:
    tables = _tables(data)
    units = _number(data, tables["head"] + 18, ">H")
    wide = _number(data, tables["hhea"] + 34, ">H")
    metrics = array("H", data[tables["hmtx"] : tables["hmtx"] + 4 * wide])
    if sys.byteorder == "little":
        metrics.byteswap()
    advances = metrics[::2]  # each is followed by a side bearing
    characters = _characters(data, tables["cmap"])
    known = {code: advances[min(glyph, wide - 1)] for code, glyph in characters if glyph}
    if not known or not units:
        raise UnreadableFont(f"{path} has no Unicode character map")
    return FontFile(units, known)


def _number(data: mmap, at: int, form: str) -> int:
    return int(struct.unpack_from(form, data, at)[0])


def _tables(data: mmap) -> dict[str, int]:
    """Return where each table begins."""
    count = _number(data, 4, ">H")
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * number) for number in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in entries}


def _characters(data: mmap, cmap: int) -> Iterator[tuple[int, int]]:
    """Yield code points with the numbers of their glyphs. Raises KeyError without a map we know."""
    count = _number(data, cmap + 2, ">H")
    maps = {
        (platform, encoding): cmap + offset
        for platform, encoding, offset in (
            struct.unpack_from(">HHI", data, cmap + 4 + 8 * number) for number in range(count)
        )
    }
    at = next((maps[kind] for kind in _UNICODE if kind in maps), None)
    if at is None:
        raise KeyError("no Unicode character map")
    match _number(data, at, ">H"):
        case 4:
            return _in_segments(data, at)
        case 12:
            return _in_groups(data, at)
        case other:
            raise ValueError(f"character map of format {other}")


def _in_groups(data: mmap, at: int) -> Iterator[tuple[int, int]]:
    for number in range(_number(data, at + 12, ">I")):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * number)
        if last > _LAST_CHARACTER:
            raise ValueError("a character beyond Unicode")
        for code in range(first, last + 1):
            yield code, glyph + code - first


def _in_segments(data: mmap, at: int) -> Iterator[tuple[int, int]]:
    count = _number(data, at + 6, ">H") // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, at + 14 + part * 2 * count + (2 if part else 0))
        for part in range(4)
    )
    place = at + 16 + 6 * count  # of the offsets, which count from where they stand themselves
    for number, (end, start, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = _number(data, place + 2 * number + offset + 2 * (code - start), ">H")
            yield code, (glyph + delta) & 0xFFFF if glyph or not offset else 0
