"""Line breaking beside `textwrap`, which cuts Japanese anywhere: time, and breaks inside phrases.

Phrases are those of BudouX, which ours asks as well: the figure says what a reader gets, not who judges
better.
"""

import textwrap
import time
from collections.abc import Callable, Sequence
from statistics import median

import budoux

from kiosk_setup.bench.rows import Row
from typeset.kinsoku import may_part
from typeset.lines import break_lines

_NOTICES = (
    "明日は11月29日（日）9時10分から港公民館で防災訓練をおこないます。参加される方は、前日までにお電話ください。",
    "診療所は12月29日から1月3日までお休みです。急に具合が悪くなったときは、市の急患センターへお電話ください。",
    "町内の一斉清掃は、雨のときは次の日曜日に延期します。軍手と飲みもの、それから帽子をお持ちください。",
    "バスの1便は8時25分に桟橋を出て、郵便局と農協を通り、9時5分に病院へ着きます。料金は片道300円です。",
)
_WIDTHS = range(10, 33)
"""Lines of so many characters."""


def line_breaking() -> list[Row]:
    """Set sample notices in many widths, once each way."""
    ours = [list(break_lines(text, width, len)) for text in _NOTICES for width in _WIDTHS]
    theirs = [_wrap(text, width) for text in _NOTICES for width in _WIDTHS]
    peer = "textwrap"
    return [
        Row(
            "lines that tear a phrase",
            "%",
            _share(ours, _tears_a_phrase),
            _share(theirs, _tears_a_phrase),
            peer,
        ),
        Row("lines against 禁則", "%", _share(ours, _breaks_a_rule), _share(theirs, _breaks_a_rule), peer),
        Row(
            "time for a notice of 50 characters",
            "µs",
            _microseconds(lambda text, width: break_lines(text, width, len)),
            _microseconds(_wrap),
            peer,
        ),
    ]


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _share(texts: Sequence[list[str]], bad: Callable[[str, str, str], bool]) -> float:
    """Return how many per cent of the breaks are bad."""
    breaks = [
        ("".join(lines), "".join(lines[:number]), "".join(lines[number:]))
        for lines in texts
        for number in range(1, len(lines))
    ]
    return 100 * sum(bad(*one) for one in breaks) / len(breaks)


def _tears_a_phrase(text: str, before: str, _after: str) -> bool:
    position = 0
    for phrase in budoux.load_default_japanese_parser().parse(text):
        if position == len(before):
            return False
        position += len(phrase)
    return True


def _breaks_a_rule(_text: str, before: str, after: str) -> bool:
    return not may_part(before[-1], after)


def _microseconds(breaker: Callable[[str, int], object]) -> float:
    """Return the median time of one text."""
    spans = []
    for text in _NOTICES:
        for width in _WIDTHS:
            begun = time.perf_counter()
            breaker(text, width)
            spans.append(time.perf_counter() - begun)
    return median(spans) * 1e6
