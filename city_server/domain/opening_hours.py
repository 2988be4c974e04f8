"""Hours as the office types them, `月〜金 9:00-18:00、土 9:00-12:00`, read into the wire's own form."""

import re
from unicodedata import normalize

from pydantic import ValidationError

from wire.content import OpenHours

WEEKDAYS = "月火水木金土日"
_DASH = "[-~〜～ー–−]"
_PIECE = re.compile(
    rf"(?P<days>[{WEEKDAYS}][{WEEKDAYS}・,\s]*(?:{_DASH}\s*[{WEEKDAYS}])?|毎日)\s*"
    rf"(?P<opens>\d{{1,2}}(?::\d{{2}}|時(?:\d{{1,2}}分?|半)?))\s*(?:{_DASH}|から)\s*"
    rf"(?P<closes>\d{{1,2}}(?::\d{{2}}|時(?:\d{{1,2}}分?|半)?))(?:まで)?"
)
_REST = re.compile(r"[\s、,;。]+")


def read_hours(text: str) -> tuple[OpenHours, ...] | None:
    """Read hours; nothing typed is no hours. None when it cannot be understood as a whole."""
    plain = normalize("NFKC", text).replace("曜日", "").replace("曜", "")
    if _REST.sub("", _PIECE.sub("", plain)):
        return None
    try:
        return tuple(_hours(found) for found in _PIECE.finditer(plain))
    except (ValidationError, ValueError):
        return None


def write_hours(hours: tuple[OpenHours, ...]) -> str:
    """Write them as `read_hours` reads them."""
    return "、".join(
        f"{'・'.join(WEEKDAYS[day] for day in one.weekdays)} {one.opens}-{one.closes}" for one in hours
    )


def _hours(found: re.Match[str]) -> OpenHours:
    return OpenHours(
        weekdays=_weekdays(found["days"]), opens=_clock(found["opens"]), closes=_clock(found["closes"])
    )


def _weekdays(text: str) -> tuple[int, ...]:
    if text == "毎日":
        return tuple(range(7))
    span = re.fullmatch(rf"([{WEEKDAYS}])\s*{_DASH}\s*([{WEEKDAYS}])", text.strip())
    if span is not None:
        first, last = WEEKDAYS.index(span[1]), WEEKDAYS.index(span[2])
        return tuple(sorted((first + step) % 7 for step in range((last - first) % 7 + 1)))
    if re.search(_DASH, text):
        raise ValueError("a span inside a list of days")
    return tuple(sorted({WEEKDAYS.index(letter) for letter in text if letter in WEEKDAYS}))


def _clock(text: str) -> str:
    hour, _, minute = text.replace("時", ":").replace("分", "").partition(":")
    minute = "30" if minute == "半" else minute or "0"
    return f"{int(hour):02}:{int(minute):02}"
