"""Invented people and things for the tests of the box's memory."""

from datetime import datetime, timedelta

from wire.alerts import Alert, AlertStatus
from wire.base import TOKYO
from wire.commands import CallRequest, CheckIn, NoticeReceipt, ReceiptStep, RideRequest
from wire.content import Answer, Household, Notice, NoticeKind, Resident

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=TOKYO)


def household(name: str = "h-1", area: str = "a-1") -> Household:
    return Household(
        id=name,
        name="港 家",
        area=area,
        area_name="湊",
        section_name="一班",
        residents=(Resident(id="r-1", name="髙橋 はな", kana="たかはし はな"),),
        home_stop="s-1",
    )


def notice(number: int, *, expires: datetime | None = None) -> Notice:
    return Notice(
        id=f"n-{number}",
        kind=NoticeKind.CITY,
        title=f"お知らせ {number}",
        sender="市役所",
        body="あした 水道の 工事が あります。",
        sent_at=NOW + timedelta(minutes=number),
        expires_at=expires,
    )


def check_in(answer: Answer = Answer.GOOD) -> CheckIn:
    return CheckIn(resident="r-1", answer=answer)


def call(*, urgent: bool = False) -> CallRequest:
    return CallRequest(urgent=urgent)


def ride(hour: int = 9) -> RideRequest:
    return RideRequest(
        day=NOW.date() + timedelta(days=1), from_stop="s-1", to_stop="s-2", leave_at=f"{hour:02}:00", party=1
    )


def receipt(name: str = "n-1", step: ReceiptStep = ReceiptStep.READ) -> NoticeReceipt:
    return NoticeReceipt(notice=name, step=step)


def alert(
    name: str = "al-1",
    *,
    level: int | None = 4,
    status: AlertStatus = AlertStatus.ACTUAL,
    area: str = "a-1",
    issued: datetime = NOW,
    lasts: timedelta = timedelta(hours=6),
) -> Alert:
    return Alert(
        id=name,
        status=status,
        level=level,
        title="避難指示",
        headline=("ひなん してください。",),
        areas=(area,),
        area_names=("湊",),
        sender="湊市",
        issued_at=issued,
        expires_at=issued + lasts,
    )
