"""One page of くらし of each kind."""

from datetime import timedelta

from kiosk_setup.sample_home.ground import TODAY, at
from wire.content import (
    LivingKind,
    LivingLine,
    LivingPage,
    OpenHours,
)


def every_living() -> tuple[LivingPage, ...]:
    """One page of くらし of each kind."""
    hours = (
        OpenHours(weekdays=(0, 1, 2, 3, 4, 5), opens="09:00", closes="12:00"),
        OpenHours(weekdays=(0, 1, 2, 3, 4), opens="14:00", closes="18:30"),
        OpenHours(weekdays=(6,), opens="08:00", closes="09:30"),
    )
    days = tuple(
        LivingLine(label=label, text="あさ 8時までに", day=TODAY + timedelta(days=ahead))
        for ahead, label in (
            (0, "燃やせるごみ"),
            (1, "プラスチック"),
            (4, "かん・びん"),
            (8, "古紙"),
            (9, "電池"),
        )
    )
    return (
        LivingPage(id="rubbish", title="ごみの日", kind=LivingKind.CALENDAR, order=1, lines=days),
        LivingPage(
            id="shops",
            title="お店",
            kind=LivingKind.LIST,
            order=2,
            lines=(
                LivingLine(label="みなと商店", text="食べもの・日用品", hours=hours, phone="0242-00-0040"),
                LivingLine(label="農協の スタンド", text="灯油", hours=hours[:1], phone="0242-00-0041"),
                LivingLine(label="湊地区農村環境改善センターの売店", text="野菜・花・手づくりの みそ"),
            ),
        ),
        LivingPage(
            id="numbers",
            title="電話番号",
            kind=LivingKind.CONTACT,
            order=3,
            lines=tuple(LivingLine(label=f"湊支所 {n}係", text=f"0242-00-000{n}") for n in range(1, 6)),
        ),
        LivingPage(
            id="roads",
            title="道と 除雪",
            kind=LivingKind.TEXT,
            order=4,
            lines=(),
            body="国道は ふつうに 通れます。\n" * 9,
            changed_at=at(6),
        ),
    )
