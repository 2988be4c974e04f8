"""From what stands on a screen to what a voice can read: times, dates, fractions, phone numbers, signs."""

import re
import unicodedata
from collections.abc import Callable

from typeset.speech.readings import katakana

_VARIANTS = str.maketrans("髙﨑𠮷德濵邉邊齋齊澤瀨桒槗曻", "高崎吉徳浜辺辺斎斉沢瀬桑橋昇")
"""Forms of characters that names are written with and the voice's dictionary does not hold."""
_DIGITS = dict(zip("0123456789", "ゼロ イチ ニー サン ヨン ゴー ロク ナナ ハチ キュー".split(), strict=True))  # noqa: SIM905
_WEEKDAY = r"[(（]([月火水木金土日])(?:[・,、/ ]?(祝|休))?(?:日)?[)）]"
_DOSES = "錠 包 本 個 枚 杯 カップ 丁 滴".split()  # noqa: SIM905
_UNITS = {
    "km": "キロメートル",
    "cm": "センチ",
    "mm": "ミリ",
    "m": "メートル",
    "kg": "キログラム",
    "mg": "ミリグラム",
    "g": "グラム",
    "ml": "ミリリットル",
    "mL": "ミリリットル",
    "L": "リットル",
    "%": "パーセント",
    "℃": "度",
    "°C": "度",
    "°": "度",
}
_SIGNS = {
    "〜": "から",
    "～": "から",
    "→": "から",
    "↑": "上",
    "↓": "下",
    "←": "左",
    "&": "と",
    "＆": "と",
    "@": "アット",
    "+": "たす",
}
_SPECIAL_NUMBERS = {
    "119": "ヒャクジュウキュウ番",
    "110": "ヒャクトオ番",
    "118": "ヒャクジュウハチ番",
    "171": "イチナナイチ",
}
_PAUSES = re.compile(r"[・●○■□◆◇★☆※＊*|｜/／;；:：…‥—―─]+|[【】《》〈〉『』「」〔〕\[\]{}()（）<>＜＞\"“”]+")

_SAID = frozenset("Lo Lm Ll Lu Nd Nl No Po Ps Pe Pi Pf Pd Zs Sm".split())  # noqa: SIM905
"""Unicode's categories of what is said or is a pause."""

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def wording(text: str) -> str:
    """Return one text as a voice should read it. Idempotent; no line breaks come back; may be empty."""
    text = _plain(text)
    for pattern, reading in _RULES:
        text = pattern.sub(reading, text)
    text = _PAUSES.sub("、", _without_gaps(_pronounceable(text)))
    return _tidy(text)


def _plain(text: str) -> str:
    """Unify widths and forms; ℃, ㈱ and ① come apart, 〜 and … stay what they are."""
    text = text.replace("～", "〜").replace("…", "、").translate(_VARIANTS)
    text = "".join(character for character in text if not 0xE0100 <= ord(character) <= 0xE01EF)
    return unicodedata.normalize("NFKC", text)


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    return _clock(hour, minute)


def _clock(hour: int, minute: int) -> str:
    told = "レイ時" if hour == 0 else f"{hour}時"
    return told if minute == 0 else f"{told}{minute}分"


def _weekday(found: re.Match[str]) -> str:
    holiday = "、祝日" if found[2] == "祝" else "、休み" if found[2] == "休" else ""
    return f"、{found[1]}曜日{holiday}、"


def _fraction(found: re.Match[str]) -> str:
    return f"{katakana('にぶん') if found[2] == '2' else found[2] + '分'}の{found[1]}{found[3]}"


def _day(found: re.Match[str]) -> str:
    month, day = int(found[1]), int(found[2])
    return f"{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 else found[0]


def _phone(found: re.Match[str]) -> str:
    """Digit by digit, a breath between the groups."""
    groups = re.split(r"[-ー‐−–—()]+", found[0].strip("()"))
    return "、" + "、".join("".join(_DIGITS[digit] for digit in group) for group in groups if group) + "、"


def _unit(found: re.Match[str]) -> str:
    return found[1] + _UNITS[found[2]]


_RULES: tuple[_Rule, ...] = (
    (re.compile(r"https?://\S+|www\.\S+"), "ホームページ"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "メール"),
    (re.compile(r"(?<![0-9-])\(?0[0-9]{1,4}\)?[-ー‐−–—(][0-9]{1,4}[-ー‐−–—)][0-9]{3,4}(?![0-9])"), _phone),
    (re.compile(r"(?<![0-9.,])0[0-9]{9,10}(?![0-9])"), _phone),
    (re.compile(r"(?<![0-9,.])(11[089]|171)(?:番)?(?=[^0-9,.円人名個回分年月日時度件mkgc%]|$)"),
     lambda found: _SPECIAL_NUMBERS[found[1]]),
    (re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-4]):([0-5][0-9])(?![0-9:])"), _time),
    (re.compile(r"(?<![0-9])0時"), "レイ時"),
    (re.compile(r"([0-9]+時)00分"), r"\1"),
    (re.compile(r"(?<![A-Za-z])R([0-9]{1,2})[./年]([0-9]{1,2})[./月]([0-9]{1,2})日?"), r"令和\1年\2月\3日"),
    (re.compile(r"令和1年|令和元年"), "令和ガン年"),
    (re.compile(r"(?<![0-9])(20[0-9]{2})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?![0-9])"), r"\1年\2月\3日"),
    (re.compile(rf"([0-9]+) ?[/⁄] ?([0-9]+) ?({'|'.join(_DOSES)})"), _fraction),
    (re.compile(r"([0-9]+) ?[/⁄] ?([0-9]+) ?ページ"), r"\2ページの、\1ページ目"),
    (re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])"), _day),
    (re.compile(_WEEKDAY), _weekday),
    (re.compile(r"(?<![0-9])2分の([0-9])"), r"ニブンの\1"),
    (re.compile(r"(?<![0-9A-Za-z])[-−–△▲]([0-9.]+ ?(?:度|℃|°C))"), r"マイナス\1"),
    (re.compile(rf"([0-9]) ?({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![A-Za-z])"), _unit),
    (re.compile(r"¥ ?([0-9,]+)"), r"\1円"),
    (re.compile(r"(?<=[0-9]),(?=[0-9]{3})"), ""),
    (re.compile(r"(?<![0-9])([0-9]*3)件"), r"\1ケン"),
    (re.compile(r"(?<=[0-9])[-−–](?=[0-9])"), "の"),
    (re.compile(r"\(株\)"), "株式会社"),
    (re.compile(r"\(有\)"), "有限会社"),
    (re.compile(f" *([{re.escape(''.join(_SIGNS))}]) *"), lambda found: _SIGNS[found[1]]),
)  # fmt: skip


def _pronounceable(text: str) -> str:
    """Drop what nobody says: pictures, and marks that are none of ours."""
    kept = {"Lo", "Lm", "Ll", "Lu", "Nd", "Nl", "No", "Po", "Ps", "Pe", "Pi", "Pf", "Pd", "Zs", "Sm"}
    return "".join(
        character for character in text if unicodedata.category(character) in kept or character in "゛゜\n"
    )


def _without_gaps(text: str) -> str:
    """Close the gaps of 分かち書き; after a word that is not in hiragana a gap is a breath."""
    text = re.sub(r"\s*\n\s*", "。", text.strip())
    text = re.sub(r"(?<=[ぁ-ん。、]) +(?=\S)", "", text)
    text = re.sub(r" +(?=[0-9])", "", text)
    return re.sub(r"(?<=[A-Za-z]) +(?=[A-Za-z])", "\x00", text).replace(" ", "、").replace("\x00", " ")


def _tidy(text: str) -> str:
    text = re.sub(r"[,、]*([。！？!?])[,、。]*", r"\1", text)
    return re.sub(r"、{2,}", "、", text).strip("、 ").lstrip("。！？!?")
