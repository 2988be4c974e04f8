"""Numbers with what they count, which are read in one piece: 9時10分, 300円, 5 km, (0242)00-0003."""

import re
from collections.abc import Iterator

_DIGITS = (
    r"(?:\+[0-9]{1,3}[ -]?)?(?:[(（][0-9０-９]{2,5}[)）])?"
    r"[0-9０-９]+(?:[,，.．:：/／\-－−‐–ー()（）][0-9０-９]+)*[十百千万億兆]*"
)
_KANJI = r"[〇一二三四五六七八九十百千]+(?=[年月日時分円人名個回歳])"
_PREFIX = r"(?:午前|午後|令和|平成|昭和|大正|第|約|毎月|毎週|〒|[Nn]o\.|[￥¥$＄])"
_COUNTERS = (
    "年間 年度 年前 年後 年 か月 ヶ月 カ月 ヵ月 ヶ月間 月 週間 週目 日間 日目 日前 日後 日 "
    "時間半 時間 時半 時 分間 分前 分後 分 秒間 秒 円 個 人分 人 名様 名 号車 号室 号 番地 番線 番目 番 班 "
    "台 回目 回 便 本 枚 冊 歳 才 度 階 丁目 条 組 戸 世帯 軒 件 杯 匹 頭 羽 点 位 区 "
    "か所 ヶ所 カ所 箇所 キロ キログラム キロメートル メートル グラム センチ ミリ リットル トン ヘクタール "
    "パーセント ページ チャンネル km cm mm kg mg m g % ％ ℃ つ 割 倍 隻 席 畳 錠 種類 "
    "年生 学年 合 升 坪 通 束 袋 箱 缶 足 着 話 章 号線 丁目 泊 食 膳 包 か国 カ国"
)
_SPACED = "km cm mm kg mg ml mL kcal hPa km/h m/s yen people min hours days a.m. p.m. a.m p.m % ℃"
"""Units that are written after a space."""
_COUNTER = "(?:" + "|".join(sorted(map(re.escape, _COUNTERS.split()), key=len, reverse=True)) + ")"
_UNIT = (
    "(?: (?:" + "|".join(sorted(map(re.escape, _SPACED.split()), key=len, reverse=True)) + ")(?![A-Za-z]))"
)
_PART = re.compile(f"(?P<prefix>{_PREFIX})?(?P<number>(?:{_DIGITS}|{_KANJI})(?:{_UNIT}|{_COUNTER})?)")


def numbers(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, follows) of every number with its prefix and counter, as positions in the text.

    `follows` says that it continues the one before it, as 10分 does in 9時10分.
    """
    last_end = -1
    for found in _PART.finditer(text):
        if found.group("prefix"):
            yield found.start(), found.end("prefix"), found.start() == last_end
            yield found.start("number"), found.end(), True
        else:
            yield found.start(), found.end(), found.start() == last_end
        last_end = found.end()
