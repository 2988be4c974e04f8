"""Reads a picture with an OCR program that knows nothing of us, and compares with what the view says.

All texts of a picture are cut out, made dark on white and laid one below the other, so that one run of
Debian's tesseract reads a page. What it reads is compared without spaces and in one form of each character.
OCR errs on single letters of its own accord (ー and 一, へ and ヘ, 0 and O): such pairs count as one, a line
may miss some of its letters, and a page only a few in all. A text that is not there or another is far more.
"""

import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO

from PIL import Image, ImageOps

from kiosk_setup.errors import SetupError
from kiosk_setup.screens.ink import Ink

LINE, PAGE = 0.5, 0.85
"""Shares of a line and of a whole page that must be read as they were written; the page's is what counts,
as half a line of four letters is two letters."""
_HEIGHT, _GAP, _MARGIN = 48, 40, 60
_LATIN = re.compile(r"[A-Za-z]{3}")
_PATIENCE = 120.0
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"}
_TWINS = str.maketrans(
    {
        **dict(zip("ヘベペニハロカエタトー一—-ｰ−‐〜~", "へべぺ二八口力工夕卜" + "ー" * 9, strict=True)),
        **dict(zip("oO〇ｏ|lI!・･.,、。，．'`’‘", "0000" + "1111" + "." * 12, strict=True)),
        **dict(
            zip("ぁぃぅぇぉっゃゅょァィゥェォッャュョ", "あいうえおつやゆよアイウエオツヤユヨ", strict=True)
        ),
    }
)
"""Letters that look alike, small ones beside large ones among them."""
_SILENT = re.compile(r"[^\w]", re.UNICODE)


def misread(picture: Image.Image, inks: Sequence[Ink]) -> Iterator[str]:
    """Tell what an OCR reads differently from what is said to be there.

    Raises `SetupError` without tesseract.
    """
    lines = [ink for ink in inks if ink.bounds is not None and len(plain(ink.text.text)) >= 2]
    if not lines:
        return
    heard = read_lines([_strip(picture, ink) for ink in lines], _languages(lines))
    all_heard = "".join(heard)
    right = total = 0.0
    for ink in lines:
        wanted = plain(ink.text.text)
        share = _best(wanted, heard, all_heard)
        right, total = right + share * len(wanted), total + len(wanted)
        if share < LINE and len(wanted) >= 4:
            yield f"the OCR does not find 「{ink.text.text}」 ({share:.0%})"
    if right / total < PAGE:
        yield f"the OCR reads {right / total:.0%} of the page"


def read_lines(strips: Sequence[Image.Image], languages: str) -> list[str]:
    """Let tesseract read strips of dark text on white, laid one below the other."""
    wide = max(strip.width for strip in strips) + 2 * _MARGIN
    page = Image.new("L", (wide, len(strips) * (_HEIGHT + _GAP) + _MARGIN), 255)
    for number, strip in enumerate(strips):
        page.paste(strip, (_MARGIN, _MARGIN + number * (_HEIGHT + _GAP)))
    command = ["tesseract", "stdin", "stdout", "-l", languages, "--psm", "6", "--dpi", "200"]
    try:
        read = subprocess.run(
            command, input=_png(page), capture_output=True, check=True, timeout=_PATIENCE, env=_ONE_THREAD
        )
    except FileNotFoundError as error:
        raise SetupError("tesseract is missing: apt-get install tesseract-ocr tesseract-ocr-jpn") from error
    return [line for text in read.stdout.decode().splitlines() if (line := plain(text))]


def plain(text: str) -> str:
    """Return a text as it is compared: without spaces and signs, look-alikes as one."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text).translate(_TWINS)).translate(_TWINS).lower()


def _best(wanted: str, heard: Sequence[str], all_heard: str) -> float:
    if wanted in all_heard:
        return 1.0
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted)
    best = 0.0
    for line in heard:
        matcher.set_seq1(line)
        same = sum(block.size for block in matcher.get_matching_blocks())
        best = max(best, same / max(len(wanted), 1) if len(line) <= 2 * len(wanted) else 0.0)
    return best


def _languages(lines: Sequence[Ink]) -> str:
    english = sum(bool(_LATIN.search(ink.text.text)) for ink in lines)
    return "eng+jpn" if 2 * english > len(lines) else "jpn"


def _strip(picture: Image.Image, ink: Ink) -> Image.Image:
    """Cut a text out, dark on white, all in one height."""
    left, top, right, bottom = ink.bounds or (0, 0, 1, 1)
    grey = picture.crop((left - 6, top - 6, right + 6, bottom + 6)).convert("L")
    if sum(ink.ground) < sum(ink.colour):
        grey = ImageOps.invert(grey)
    grey = ImageOps.autocontrast(grey)
    return grey.resize((max(1, grey.width * _HEIGHT // grey.height), _HEIGHT), Image.Resampling.LANCZOS)


def _png(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "PNG", compress_level=1)
    return out.getvalue()
