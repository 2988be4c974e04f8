"""What the sample city sends: notices and an emergency."""

from datetime import timedelta

from kiosk_setup.sample_home.ground import NOW, at
from wire.alerts import Alert, AlertStatus
from wire.content import (
    Notice,
    NoticeKind,
)


def notice(number: int, title: str, body: str = "くわしくは 支所まで。", **more: NoticeKind) -> Notice:
    """One お知らせ; a higher number is older."""
    return Notice(
        id=f"n{number}",
        kind=more.get("kind", NoticeKind.CITY),
        title=title,
        sender="湊地区 協議会",
        body=body,
        sent_at=NOW - timedelta(hours=number),
    )


FESTIVAL = notice(
    1,
    "もちそばまつりの ご案内",
    "11月29日(日)、湊公民館で もちそばまつりを ひらきます。\nつきたての もちと、とれたての そばを "
    "いっしょに いただきましょう。\n午前10時 〜 午後2時\n\nのりものの ない かたは みなとバスを "
    "ごりようください。\n前の日の 午後5時までに おもうしこみください。\n雪の ときも ひらきます。"
    "あたたかい ふくそうで おいでください。\n\nおねがい\n・うわばきを お持ちください。\n"
    "・車は 校庭に とめてください。\n"
    "・お手つだいを して くださる かたは 前の日の 午後1時に おあつまりください。\n"
    "といあわせは 協議会まで。電話 0242-00-0002",
    kind=NoticeKind.COMMUNITY,
)
SNOW = notice(2, "除雪の お知らせ", "あすは 朝6時から 除雪します。", kind=NoticeKind.CITY)


def alert(
    level: int | None = 4,
    status: AlertStatus = AlertStatus.ACTUAL,
    name: str = "a1",
    *,
    to_shelter: bool = True,
) -> Alert:
    """An emergency of the sample village: 避難指示, or at level 5 緊急安全確保."""
    inside = level == 5
    return Alert(
        id=name,
        status=status,
        level=level,
        title="緊急安全確保" if inside else "避難指示",
        headline=("命の危険。", "直ちに 安全確保。")
        if inside
        else ("土砂くずれの おそれ。", "危険な場所から 全員避難。"),
        advice=("2階の、山と 反対の 部屋へ。",) if inside else (),
        to_shelter=to_shelter and not inside,
        areas=("akai", "shizugata"),
        area_names=("赤井", "静潟"),
        sender="会津若松市",
        issued_at=at(8, 4),
        expires_at=at(20),
    )
